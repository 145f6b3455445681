"""What owners are told and what callers say: composed here, sent by nobody here.

Rule: a text is a pure function of its row, in the owner's language; it carries the owner's own link and every time
with its date. `compose` is the one door.
"""

from django.utils import translation

from campaigns.foundation.dots import breakable
from registrations.models import Message

from .texts import TEXTS


def compose(message: Message) -> str:
    """The words for one owner, in the language of the registration. As sent, once it was ticked off."""
    if message.body:
        return message.body
    with translation.override(message.registration.language):
        return breakable(TEXTS[message.kind](message.registration, message.facts))
