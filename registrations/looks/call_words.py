"""The words of the calling desk: the answers on keys 1 to 7, times to ring again, what was just put down.

Rule: the answer stands in the owner's words, with the numbers in it; a key means the same outcome in both stages.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from campaigns.looks import dates
from campaigns.models import Campaign
from registrations.actions.release import preview_release
from registrations.actions.waitlist import queue_position
from registrations.looks.sentences import in_a_row
from registrations.messages import facts as said
from registrations.models import CallAttempt, Invitation, Outcome, Registration, RegistrationState

CHANGED = "changed"  # stage two: coming, with another number
IN_THE_EVENING, IN_THE_MORNING = dt.time(18, 30), dt.time(10, 0)


@dataclass(frozen=True)
class Answer:
    """One button: its key, the value it sends, its words."""

    key: int
    value: str
    words: str


def first_answers(is_full: bool) -> list[Answer]:
    yes = _("Yes, put on the waiting list") if is_full else _("Yes, register and hold the place")
    return _answers(yes, _("Not this time"))


def second_answers(size: str) -> list[Answer]:
    return _answers(_("Coming, {size} as it stands").format(size=size), _("Can't make it"))


def _answers(yes: str, no: str) -> list[Answer]:
    """One order for both stages: whoever has learnt a key must not cancel a party with it in the other."""
    words = [
        (Outcome.YES, yes),
        (Outcome.NO, no),
        (Outcome.CALL_BACK, _("Ring again later")),
        (Outcome.NO_ANSWER, _("No answer")),
        (Outcome.WRONG_NUMBER, _("Wrong number")),
        (Outcome.DO_NOT_CALL, _("Never call again")),
    ]
    return [Answer(key, str(value), text) for key, (value, text) in enumerate(words, 1)]


def changed_answer() -> Answer:
    """Stage two only; it stands beside the numbers it sends."""
    return Answer(7, CHANGED, _("Coming, another number"))


def times_to_ring(campaign: Campaign, stage: int, at: dt.datetime) -> list[tuple[str, str]]:
    """Sensible moments within call hours and before it is too late: value (ISO) and words."""
    now, too_late = campaign.local(at), _deadline(campaign, stage, at) or campaign.starts_at

    def on(days: int, time: dt.time) -> dt.datetime:
        return dt.datetime.combine(now.date() + dt.timedelta(days=days), time, tzinfo=campaign.zone)

    evening = min(IN_THE_EVENING, campaign.call_until)
    choices = [
        (now + dt.timedelta(hours=1), _("in an hour")),
        (on(0, evening), _("this evening {time}").format(time=dates.clock(evening))),
        (on(1, IN_THE_MORNING), _("tomorrow {time}").format(time=dates.clock(IN_THE_MORNING))),
        (on(1, evening), _("tomorrow {time}").format(time=dates.clock(evening))),
        (on(3, IN_THE_MORNING), dates.short_day(on(3, IN_THE_MORNING))),
    ]
    return [
        (when.isoformat(timespec="minutes"), words)
        for when, words in choices
        if now < when < too_late and _is_rung_at(campaign, when)
    ]


def _is_rung_at(campaign: Campaign, when: dt.datetime) -> bool:
    return campaign.call_from <= when.time() <= campaign.call_until


def _deadline(campaign: Campaign, stage: int, at: dt.datetime) -> dt.datetime | None:
    """In stage two the deadline for confirming, while it lies ahead."""
    by = campaign.confirm_by
    return by if stage == 2 and by is not None and at < by else None


def told(attempt: CallAttempt) -> str:
    """李春梅：来，4 位。已确认 · what the toast says."""
    if attempt.invitation is not None:
        return f"{attempt.invitation.owner.name}{_(': ')}{_invited(attempt, attempt.invitation)}"
    assert attempt.registration is not None  # a database constraint says so
    return f"{attempt.registration.name}{_(': ')}{_asked(attempt, attempt.registration)}"


def _invited(attempt: CallAttempt, invitation: Invitation) -> str:
    if attempt.made is not None:
        return _("{size}. {what}").format(size=said.size(attempt.made), what=standing(attempt.made))
    if attempt.outcome == Outcome.NO_ANSWER and invitation.state == "unreachable":
        return _("no answer for the third time; put down as unreachable")
    return _again(attempt, invitation.campaign)


def _asked(attempt: CallAttempt, registration: Registration) -> str:
    if attempt.outcome == Outcome.YES:
        people = said.people(registration.adults, registration.children)
        return _("coming, {people}. Confirmed").format(people=people)
    if attempt.outcome == Outcome.NO:
        return _("not coming. The place goes on")
    again = _again(attempt, registration.campaign)
    deadline = _deadline(registration.campaign, 2, attempt.at)
    if deadline is None or attempt.next_call_at is None or attempt.next_call_at <= deadline:
        return again
    return _("{again}, after the deadline ({deadline}): the place may be released before").format(
        again=again, deadline=said.moment(registration.campaign, deadline)
    )


def _again(attempt: CallAttempt, campaign: Campaign) -> str:
    words = str(attempt.get_outcome_display())
    if attempt.next_call_at is None:
        return words
    when = said.moment(campaign, attempt.next_call_at)
    if attempt.outcome == Outcome.CALL_BACK:
        return _("ring again {when}").format(when=when)
    return _("{outcome}, again {when}").format(outcome=words, when=when)


def next_call(attempt: CallAttempt, campaign: Campaign) -> str:
    """When they are rung next, as this call agreed it; empty where it agreed nothing, or was taken back."""
    if attempt.next_call_at is None or attempt.undone_at is not None:
        return ""
    return _("next call {when}").format(when=said.moment(campaign, attempt.next_call_at))


def if_not_coming(party: Registration) -> str:
    """Whom the place would go to: what a caller may know before asking."""
    queue = preview_release(party.campaign, [party])
    if not queue:
        return ""
    free = _("If they don't come, {size} falls free.").format(size=said.size(party))
    winner = next((one for one in queue if one.gets_place), None)
    if winner is not None:
        goes = _("It goes to {name}.").format(name=winner.party.name)
        return in_a_row([free, goes])
    first = queue[0]
    lacking = first.lacks_people or first.lacks_cars
    needs = _("{name}: seats needed {people}, {lacking} short.")
    return in_a_row([free, needs.format(name=first.party.name, people=first.party.people, lacking=lacking)])


def standing(registration: Registration) -> str:
    """Where a yes ended up, in words."""
    if registration.state == RegistrationState.WAITING:
        position = queue_position(registration)
        return _("All taken: number {position} on the waiting list").format(position=position)
    if registration.state == RegistrationState.CONFIRMED:
        return _("Place held and confirmed")
    return _("Place held")
