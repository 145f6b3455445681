"""The words of the record: what was done, in the past tense, for every verb that is written down.

Rule: a verb without words here is shown as it is written, so nothing is hidden.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

VERB_WORDS: dict[str, Any] = {
    "create": _("created"),
    "approve": _("plan approved"),
    "ask_for_approval": _("approval asked for"),
    "withdraw_request": _("request for approval withdrawn"),
    "send_back_draft": _("sent back before the approval"),
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
    "settle_task": _("task done with the approval"),
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
    "undo_confirm": _("confirmation taken back"),
    "release": _("place released"),
    "keep": _("place kept"),
    "undo_keep": _("no longer kept"),
    "change": _("party or car changed"),
    "ask_change": _("asked for a change"),
    "reinstate": _("reinstated"),
    "let_in": _("let in without a place"),
    "invite": _("owners invited"),
    "share_out": _("calls shared out"),
    "call": _("called"),
    "undo_call": _("call taken back"),
    "undo_offer": _("offer taken back"),
    "take_back_invitations": _("invitations taken back"),
    "release_unconfirmed": _("unconfirmed places released"),
    "automatic_release_refused": _("automatic release refused: reminders had failed"),
    "enrol_device": _("phone named"),
    "sign_off_device": _("phone signed off"),
    "revoke_device": _("phone blocked"),
    "count_in": _("scan that was kept apart counted in"),
    "take_back_count": _("scan that was kept apart not counted after all"),
    "restore_device": _("phone allowed to scan again"),
    "tick_off": _("messages told"),
    "untick": _("messages not told after all"),
    "take_whole_list": _("whole list taken to the phone"),
    "note_incident": _("incident noted"),
    "take_back_incident": _("incident taken back"),
    "note_times": _("times on the road noted"),
    "set_do_not_call": _("do not call set"),
    "make_presenter_link": _("presenter's link made"),
    "revoke_presenter_link": _("presenter's link ended"),
    "renew_link": _("link and code renewed"),
    "leave_out_of_draw": _("left out of the draw"),
    "put_back_in_draw": _("put back into the draw"),
    "freeze_draw": _("list of the draw closed"),
    "commit_draw": _("draw sealed"),
    "throw_dice": _("dice thrown"),
    "reveal_winner": _("winner revealed"),
    "finish_draw": _("draw ended"),
    "void_draw": _("draw void"),
    "pass_absent": _("absent, passed to the next"),
    "hand_over_prize": _("prize handed over"),
    "save_details": _("details saved"),
    "give_consents": _("consents given or taken back"),
    "import_owners": _("owners imported"),
    "found_club": _("club added"),
    "add_staff": _("colleague added"),
    "change_roles": _("roles changed"),
    "set_password": _("new password set"),
    "end_access": _("access ended"),
    "restore_access": _("access given again"),
    "accept_typed": _("taken into the owner's file"),
    "postpone_confirmation": _("back to registered"),
}

THING_WORDS: dict[str, Any] = {
    "campaigns.campaign": _("campaign"),
    "campaigns.report": _("report"),
    "campaigns.staff": _("colleague"),
    "campaigns.incident": _("incident"),
    "campaigns.approvalrequest": _("request for approval"),
    "campaigns.capacity": _("target and limit"),
    "campaigns.stop": _("stop"),
    "campaigns.ceremony": _("ceremony"),
    "campaigns.partner": _("partner"),
    "campaigns.supportrequest": _("support request"),
    "campaigns.supply": _("supply"),
    "campaigns.budgetline": _("budget line"),
    "campaigns.contingency": _("contingency"),
    "campaigns.prize": _("prize"),
    "campaigns.gift": _("gift"),
    "campaigns.channel": _("channel"),
    "campaigns.crewmember": _("crew or guest"),
    "campaigns.task": _("task"),
    "campaigns.reportphoto": _("photo"),
    "campaigns.coverage": _("coverage"),
    "registrations.registration": _("registration"),
    "registrations.callattempt": _("call"),
    "registrations.invitation": _("invitation"),
    "registrations.owner": _("owner"),
    "registrations.ownerimport": _("import of owners"),
    "registrations.device": _("phone at the checkpoint"),
    "registrations.draw": _("draw"),
    "registrations.drawexclusion": _("car left out of the draw"),
    "registrations.presenterlink": _("presenter's link"),
    "registrations.prizeclaim": _("prize handed over"),
}


def thing_words(label: str) -> Any:
    return THING_WORDS.get(label, label.split(".")[-1])


def verb_words(verb: str) -> Any:
    return VERB_WORDS.get(verb, verb.replace("_", " "))


def act_words(verb: str, facts: dict[str, Any]) -> Any:
    """The words for one recorded act: who registers may have walked in, or only joined the waiting list."""
    if verb == "register" and facts.get("how") == "walk_in":
        return _("walked in")
    if verb == "register" and facts.get("to") == "waiting":
        return _("put on the waiting list")
    return verb_words(verb)
