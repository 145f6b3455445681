"""Tags of the day's pages: `{% load day %}`."""

import uuid

from django import template

register = template.Library()


@register.simple_tag
def new_event() -> str:
    """A fresh event id for one form: sent twice it is one event."""
    return str(uuid.uuid4())
