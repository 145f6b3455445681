"""The words of the record: what was done, in the past tense, for every verb that is written down.

Rule: a verb without words here is shown as it is written, so nothing is hidden.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

VERB_WORDS: dict[str, Any] = {
    "create": _("created"),
    "approve": _("plan approved"),
    "return_to_draft": _("returned to draft"),
    "open_inviting": _("registration opened"),
    "start_confirming": _("second confirmation started"),
    "back_to_inviting": _("back to inviting"),
    "make_ready": _("set to ready"),
    "back_to_confirming": _("back to confirming"),
    "go_live": _("went live"),
    "close": _("closed"),
    "postpone": _("postponed"),
    "resume_inviting": _("new dates, inviting again"),
    "resume_confirming": _("new dates, confirming again"),
    "cancel_campaign": _("campaign cancelled"),
    "approve_report": _("report approved"),
    "report_submitted": _("report submitted"),
    "report_returned": _("report returned"),
    "report_approved": _("report approved"),
    "write_report": _("report text saved"),
    "add_photo": _("photo added"),
    "remove_photo": _("photo removed"),
    "add_coverage": _("coverage added"),
    "change_coverage": _("coverage changed"),
    "remove_coverage": _("coverage removed"),
    "plan_add": _("added to the plan"),
    "plan_change": _("changed in the plan"),
    "plan_remove": _("removed from the plan"),
    "plan_return": _("put back into the plan"),
    "plan_move": _("moved in the plan"),
    "step_support": _("support request moved on"),
    "tick_task": _("task done"),
    "open_task_again": _("task open again"),
    "set_prize_rules": _("rules of the draw set"),
    "change_limit": _("limit changed"),
    "register": _("registered"),
    "offer_place": _("place offered"),
    "accept": _("offer accepted"),
    "decline": _("offer declined"),
    "expire": _("offer expired"),
    "cancel": _("cancelled"),
    "confirm": _("confirmed"),
    "release": _("place released"),
    "keep": _("place kept"),
    "change": _("party or car changed"),
    "ask_change": _("asked for a change"),
    "reinstate": _("reinstated"),
}


def verb_words(verb: str) -> Any:
    return VERB_WORDS.get(verb, verb.replace("_", " "))
