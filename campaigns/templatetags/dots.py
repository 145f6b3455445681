"""`{% dot %}` between parts of a line, `{% gap %}` between sentences, `|unbroken` for what stays on one line.

Every template knows them without loading.
"""

from django import template

from campaigns.foundation.dots import dot, gap, unbroken

register = template.Library()
register.simple_tag(dot)
register.simple_tag(gap)
register.filter(unbroken)
