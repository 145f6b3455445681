"""`{{ line.who|draw_words }}`: a text of a draw's record in the reader's language; `{% absences as reasons %}`."""

from django import template

from registrations.draw_words import ABSENCES, shown

register = template.Library()
register.filter("draw_words", shown)


@register.simple_tag
def absences() -> list[tuple[str, str]]:
    """Why a car that was called may be passed: (as sealed, in the reader's language)."""
    return [(sealed, shown(sealed)) for sealed in ABSENCES]
