"""One composing function for each kind of message.

Rule: short, to one person, the act first, then what follows from it, then the link. No function writes anything.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from registrations.actions.waitlist import queue_position
from registrations.links import pass_url
from registrations.models import MessageKind, Registration, RegistrationState
from registrations.queries.passed_over import lacked_a_car

from . import facts as said

Facts = dict[str, Any]


def _text(registration: Registration, *sentences: str) -> str:
    """Greeting, the sentences that have something to say, the link, the club."""
    campaign = registration.campaign
    greeting = _("Hello {name},").format(name=registration.name)
    link = _("Your registration: {link}").format(link=pass_url(registration))
    body = [sentence for sentence in sentences if sentence]
    return "\n".join(
        [greeting, *body, link, _("{club} · {campaign}").format(club=campaign.club.name, campaign=campaign.title)]
    )


def registered(party: Registration, _facts: Facts) -> str:
    return _text(
        party,
        _("your place is held: {size}, {when}.").format(size=said.size(party), when=said.when(party.campaign)),
        said.meeting(party),
        _("Shortly before, we ask you once more whether you are coming. Changes and questions: open the link."),
    )


def waiting(party: Registration, _facts: Facts) -> str:
    position = queue_position(party)
    return _text(
        party,
        _("all places are taken. You are on the waiting list: {size}.").format(size=said.size(party)),
        _("You are number {position} in line.").format(position=position) if position else "",
        _("When a place is free for you, we write at once."),
    )


def offer(party: Registration, facts: Facts) -> str:
    ends = dt.datetime.fromisoformat(facts["expires_at"]) if "expires_at" in facts else party.offer_expires_at
    until = said.moment(party.campaign, ends) if ends else ""
    return _text(
        party,
        _("a place is free for you: {size}, {when}.").format(size=said.size(party), when=said.when(party.campaign)),
        _(
            "It is kept for you until {until}; after that the next party is asked. Please take it or leave it here:"
        ).format(until=until),
    )


def offer_expired(party: Registration, facts: Facts) -> str:
    """The time was up, or a move of the campaign ended the offer before (`void`: its verb)."""
    if facts.get("void") == "make_ready":
        return _text(
            party,
            _("the list for the tour is closed now, and the place offered to you could not be kept. We are sorry."),
            _("If you still want to come, tell us: should somebody drop out, we ask you."),
        )
    if facts.get("void") == "postpone":
        return _text(
            party,
            _("the tour is postponed, so the place offered to you no longer holds. We are sorry."),
            _("If you want to come on the new dates, tell us: we put you on the waiting list again."),
        )
    return _text(
        party,
        _("the time for your place is over; it is no longer kept for you."),
        _("If you still want to come, tell us: we put you on the waiting list again."),
    )


def passed_over(party: Registration, facts: Facts) -> str:
    if lacked_a_car(party, facts):
        return _text(party, _("All car places are taken; your turn is kept."))
    if "free" in facts:
        few = _("You need {needed} seats, {free} are free; your turn is kept.").format(
            needed=facts.get("needed", party.people), free=facts["free"]
        )
    else:
        few = _("What is free is not enough for you; your turn is kept.")
    return _text(party, few, _("If fewer of you come, change the number here and it may fit at once."))


def confirm_reminder(party: Registration, facts: Facts) -> str:
    campaign = party.campaign
    news = _("the new dates stand: {when}.").format(when=said.when(campaign)) if facts.get("new_dates") else ""
    asks = _("Are you coming? We have you down for {size}.") if news else _(
        "are you coming, {when}? We have you down for {size}."
    )  # fmt: skip
    until = _("Please answer by {until}; after that the place may go to somebody who is waiting.").format(
        until=said.moment(campaign, campaign.confirm_by)
    ) if campaign.confirm_by else ""  # fmt: skip
    return _text(
        party,
        news,
        asks.format(when=said.when(campaign), size=said.size(party)),
        _("One tap on the link is enough: coming, another number, or not this time."),
        until,
    )


def confirmed(party: Registration, _facts: Facts) -> str:
    return _text(
        party,
        _("you are coming: {size}. It is settled.").format(size=said.size(party)),
        said.meeting(party),
        _("The code to check in is on your page; save it as a picture. If something comes up, tell us there."),
    )


def changed(party: Registration, _facts: Facts) -> str:
    return _text(party, _("your number is changed; you are now down for {size}.").format(size=said.size(party)))


def cancelled(party: Registration, _facts: Facts) -> str:
    return _text(
        party, _("you are not coming this time; your place is free for others. We hope to see you at the next one.")
    )


def released(party: Registration, _facts: Facts) -> str:
    return _text(
        party,
        _("we did not hear from you by the deadline, so your place is no longer kept for you."),
        _("If you do want to come, tell us soon; we see what we can do."),
    )


def reinstated(party: Registration, _facts: Facts) -> str:
    return _text(
        party,
        _("you are back on the list: {size}, {when}.").format(size=said.size(party), when=said.when(party.campaign)),
        said.meeting(party),
    )


def change_answer(party: Registration, facts: Facts) -> str:
    request = party.change_requests.filter(decided_at__isnull=False).last()
    answer = request.answer if request else ""
    if facts.get("granted"):
        return _text(party, _("the change is made; you are now down for {size}.").format(size=said.size(party)), answer)
    return _text(party, _("we could not make the change; {size} stays.").format(size=said.size(party)), answer)


def pass_link(party: Registration, _facts: Facts) -> str:
    return _text(party, _("here is your link again. It is yours alone; please do not pass it on."))


def before_start(party: Registration, _facts: Facts) -> str:
    return _text(
        party,
        _("we start on {start}. Down for you: {size}.").format(start=said.start(party.campaign), size=said.size(party)),
        said.meeting(party),
        _("Please bring: driving licence, vehicle papers, a full tank."),
        _("Nobody drives after drinking, the next morning included."),
        _("The code to check in is on your page; save it as a picture now, there may be no network."),
    )


def postponed(party: Registration, _facts: Facts) -> str:
    if party.state == RegistrationState.WAITING:
        return _text(
            party, _("the tour is postponed. You keep your turn; as soon as the new dates stand, we tell you.")
        )
    return _text(
        party,
        _("the tour is postponed. Your place is kept; as soon as the new dates stand, we ask you again."),
    )


def new_dates(party: Registration, _facts: Facts) -> str:
    waits = party.state == RegistrationState.WAITING
    return _text(
        party,
        _("the new dates stand: {when}.").format(when=said.when(party.campaign)),
        _("You keep your turn on the waiting list.")
        if waits
        else _("Your place is kept: {size}. Shortly before, we ask you once more.").format(size=said.size(party)),
        _("Do the dates not suit you? One tap on the link and you are out."),
    )


def campaign_cancelled(party: Registration, _facts: Facts) -> str:
    return _text(party, _("we are sorry: the tour is cancelled. You need not do anything."))


TEXTS: dict[str, Callable[[Registration, Facts], str]] = {
    MessageKind.REGISTERED: registered,
    MessageKind.WAITING: waiting,
    MessageKind.OFFER: offer,
    MessageKind.OFFER_EXPIRED: offer_expired,
    MessageKind.PASSED_OVER: passed_over,
    MessageKind.CONFIRM_REMINDER: confirm_reminder,
    MessageKind.CONFIRMED: confirmed,
    MessageKind.CHANGED: changed,
    MessageKind.CANCELLED: cancelled,
    MessageKind.RELEASED: released,
    MessageKind.REINSTATED: reinstated,
    MessageKind.CHANGE_ANSWER: change_answer,
    MessageKind.PASS_LINK: pass_link,
    MessageKind.BEFORE_START: before_start,
    MessageKind.POSTPONED: postponed,
    MessageKind.NEW_DATES: new_dates,
    MessageKind.CAMPAIGN_CANCELLED: campaign_cancelled,
}
