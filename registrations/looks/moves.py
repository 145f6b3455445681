"""The words of a campaign's moves: the button, what it does, what was done."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class MoveWords:
    button: Any
    does: Any
    done: Any
    is_grave: bool = False


MOVE_WORDS: dict[str, MoveWords] = {
    "approve": MoveWords(
        pgettext_lazy("move", "Approve the plan"),
        _("The plan stands. The plan PDF can go to the manufacturer as filing, and registration can be opened."),
        _("Approved."),
    ),
    "return_to_draft": MoveWords(
        pgettext_lazy("move", "Return to draft"),
        _("The plan goes back to be changed; it needs approval again."),
        _("Returned to draft."),
    ),
    "open_inviting": MoveWords(
        pgettext_lazy("move", "Open registration"),
        _("The channel links take registrations and callers may ring. The limit counts from now on."),
        _("Registration is open."),
    ),
    "start_confirming": MoveWords(
        pgettext_lazy("move", "Start the second confirmation"),
        _("Everybody registered is asked again. Whoever registers now is confirmed by that act."),
        _("The second confirmation has started."),
    ),
    "back_to_inviting": MoveWords(
        pgettext_lazy("move", "Back to inviting"),
        _("The second confirmation stops. What was confirmed stays confirmed."),
        _("Back to inviting."),
    ),
    "make_ready": MoveWords(
        pgettext_lazy("move", "Set to ready"),
        _("The headcount is fixed. Open offers end; links only join the waiting list; places are offered by hand."),
        _("Ready. The headcount is fixed."),
    ),
    "back_to_confirming": MoveWords(
        pgettext_lazy("move", "Back to confirming"),
        _("The list is opened again, and free places are offered down the waiting list."),
        _("Back to confirming."),
    ),
    "go_live": MoveWords(
        pgettext_lazy("move", "Start the day"),
        _("Check-ins count from now on. It also happens by itself at the start, or with the first check-in."),
        _("The campaign is live."),
    ),
    "close": MoveWords(
        pgettext_lazy("move", "Close the campaign"),
        _(
            "Check-in ends, the figures are gathered and the report can be written; it is due in three days. "
            "A closed campaign is not opened again."
        ),
        _("Closed. The report is due in three days."),
    ),
    "postpone": MoveWords(
        pgettext_lazy("move", "Postpone"),
        _("Registration rests until there are new dates. Offers end, confirmed parties are asked again."),
        _("Postponed."),
        is_grave=True,
    ),
    "cancel_campaign": MoveWords(
        pgettext_lazy("move", "Cancel the campaign"),
        _("Nobody can register any more, and everybody is told through the outbox. This cannot be taken back."),
        _("The campaign is cancelled."),
        is_grave=True,
    ),
}

# The move a planner makes next from each state, and the quieter ones beside it.
NEXT_MOVE = {
    "draft": "approve",
    "approved": "open_inviting",
    "inviting": "start_confirming",
    "confirming": "make_ready",
    "ready": "go_live",
    "live": "close",
}
OTHER_MOVES = {
    "draft": ["cancel_campaign"],
    "approved": ["return_to_draft", "postpone", "cancel_campaign"],
    "inviting": ["postpone", "cancel_campaign"],
    "confirming": ["back_to_inviting", "postpone", "cancel_campaign"],
    "ready": ["back_to_confirming", "postpone", "cancel_campaign"],
    "live": ["cancel_campaign"],
    "postponed": ["cancel_campaign"],
}
