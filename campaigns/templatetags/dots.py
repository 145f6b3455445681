"""`{% dot %}` between parts of a line, `{% gap %}` between sentences; every template knows them without loading."""

from django import template

from campaigns.foundation.dots import dot, gap

register = template.Library()
register.simple_tag(dot)
register.simple_tag(gap)
