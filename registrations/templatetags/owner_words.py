"""`{{ owner.note|masked_numbers }}`: a remark for a list, in which no whole telephone number may stand."""

import re

from django import template

from registrations.phone import masked

register = template.Library()
_NUMBER = re.compile(r"\+?\d[\d ]{8,16}\d")


@register.filter
def masked_numbers(text: str) -> str:
    return _NUMBER.sub(lambda found: masked(found[0].replace(" ", "")), text)
