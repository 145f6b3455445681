"""What just happened, said once on the next page; with `undo` a button that takes it back.

Rule: this is the one way to tell staff something after a POST; templates/components/_toast.html shows it.
"""

from django.contrib import messages
from django.http import HttpRequest


def say(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """`undo` is an address that takes the act back when posted to."""
    messages.success(request, text, extra_tags=f"undo:{undo}" if undo else "")


def refuse(request: HttpRequest, text: str) -> None:
    """What could not be done, and why."""
    messages.error(request, text)
