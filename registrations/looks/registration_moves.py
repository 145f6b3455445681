"""The words of a registration's moves in its history: what was done, and by which way.

Rule: a verb without words here is shown as its new state.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from registrations.models import How, RegistrationMove, RegistrationState

WORDS: dict[str, Any] = {
    "register": pgettext_lazy("history", "Registered"),
    "offer_place": pgettext_lazy("history", "Place offered"),
    "accept": pgettext_lazy("history", "Took the place"),
    "decline": pgettext_lazy("history", "Left the place"),
    "expire": pgettext_lazy("history", "Offer expired"),
    "cancel": pgettext_lazy("history", "Not coming"),
    "confirm": pgettext_lazy("history", "Confirmed"),
    "undo_confirm": pgettext_lazy("history", "Confirmation taken back"),
    "undo_offer": pgettext_lazy("history", "Offer taken back before it was told"),
    "change": pgettext_lazy("history", "Changed"),
    "ask_change": pgettext_lazy("history", "Asked for a change"),
    "release": pgettext_lazy("history", "Place released"),
    "keep": pgettext_lazy("history", "Place kept"),
    "undo_keep": pgettext_lazy("history", "No longer kept"),
    "postpone": pgettext_lazy("history", "Campaign postponed"),
    "let_in": pgettext_lazy("history", "Came without a place and was let in"),
    "reinstate": pgettext_lazy("history", "Taken back on the list"),
}


def move_words(move: RegistrationMove) -> str:
    """Registered by the channel 汽车论坛; Confirmed (call)."""
    words = str(WORDS.get(move.verb) or move.get_to_state_display())
    if move.verb == "register" and move.to_state == RegistrationState.WAITING:
        words = pgettext("history", "Put on the waiting list")
    elif move.verb == "register" and move.how == How.WALK_IN:
        return pgettext("history", "Walked in")
    channel = move.registration.channel
    if move.verb == "register" and move.how == How.FORM and channel is not None:
        return _("{what}: {channel}").format(what=words, channel=channel.name)
    return _("{what} ({how})").format(what=words, how=move.get_how_display())
