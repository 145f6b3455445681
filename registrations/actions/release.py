"""Release at the deadline: whoever has not confirmed gives the place to those who wait, in one act.

Promises: all of it or nothing; every place is freed before the first is offered on, so that a large party at the head
of the queue is not passed over by half of what falls free. By the clock it happens only where the campaign says so,
and never while a reminder failed: one that was not ticked off as sent counts as failed (RemindersFailed).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.actions.record import record
from campaigns.models import Campaign, Record, Staff, State
from registrations.errors import RemindersFailed, VerbRefused
from registrations.models import How, Message, Places, Registration

from .confirmation import let_go
from .moves import locked
from .waitlist import expire_due_offers, offer_next

REFUSED = "automatic_release_refused"


@dataclass(frozen=True)
class Next:
    """One waiting party in the preview: whether the freed places reach it, or what it lacks."""

    party: Registration
    gets_place: bool
    lacks_cars: int = 0
    lacks_people: int = 0


@dataclass(frozen=True)
class Released:
    released: list[Registration]
    offered: list[Registration]


def unreminded(registrations: Iterable[Registration]) -> list[Registration]:
    """Those whose latest reminder has not gone out, or who never had one."""
    parties = list(registrations)
    latest: dict[int, Message] = {}
    reminders = Message.objects.reminders().filter(registration__in=parties, withdrawn_at__isnull=True)
    for message in reminders.order_by("made_at", "pk"):
        latest[message.registration_id] = message
    return [party for party in parties if party.pk not in latest or latest[party.pk].sent_at is None]


def preview_release(campaign: Campaign, parties: Iterable[Registration]) -> list[Next]:
    """Whom the places of `parties` would go to, down the whole waiting list, by the campaign's own order."""
    places = Places.objects.get(campaign=campaign)
    freed = list(parties)
    cars = places.limit_cars - places.taken_cars + sum(party.cars for party in freed)
    people = places.limit_people - places.taken_people + sum(party.people for party in freed)
    found, blocked = [], False
    for party in Registration.objects.for_campaign(campaign).waiting().in_queue_order():
        lacks_cars, lacks_people = max(0, party.cars - cars) if party.cars else 0, max(0, party.people - people)
        gets = not (blocked or lacks_cars or lacks_people)
        found.append(Next(party, gets, lacks_cars, lacks_people))
        if gets:
            cars, people = cars - party.cars, people - party.people
        elif places.is_strict:
            blocked = True
    return found


def release_unconfirmed(
    *, campaign: Campaign, registrations: Iterable[Registration], by: Staff | None, why: str = "",
    at: dt.datetime | None = None,
) -> Released:  # fmt: skip
    """Release these held parties, then offer everything down the list. Errors: VerbRefused, RemindersFailed."""
    at = at or timezone.now()
    if campaign.confirm_by is None or at < campaign.confirm_by:
        raise VerbRefused(_("The deadline for confirming has not passed yet."))
    expire_due_offers(campaign=campaign, at=at)
    with transaction.atomic():
        chosen = list(Registration.objects.for_campaign(campaign).filter(pk__in=[party.pk for party in registrations]))
        if by is None:
            _check_automatic(campaign, chosen)
        released = []
        for registration in chosen:
            _places, party, fresh = locked(registration)
            let_go(party, fresh, by=by, why=why, how=How.DEADLINE, at=at)
            released.append(party)
        offered = offer_next(campaign=campaign, at=at) if released else []
        facts = {"released": [party.pk for party in released], "offered": [party.pk for party in offered]}
        record(verb="release_unconfirmed", thing=campaign, campaign=campaign, by=by, at=at, facts=facts)
    return Released(released, offered)


def _check_automatic(campaign: Campaign, parties: list[Registration]) -> None:
    if not campaign.releases_by_itself:
        raise VerbRefused(_("This campaign's places are released by the planner only."))
    failed = len(unreminded(parties))
    if failed:
        raise RemindersFailed(
            ngettext(
                "%(count)d reminder has not gone out; nothing is released by itself.",
                "%(count)d reminders have not gone out; nothing is released by itself.",
                failed,
            )
            % {"count": failed}
        )


def undecided(campaign: Campaign) -> list[Registration]:
    """Who would be released, with what the review shows of each."""
    undecided = Registration.objects.for_campaign(campaign).undecided()
    return list(
        undecided.select_related("channel", "owner").prefetch_related("messages", "call_attempts").in_arrival_order()
    )


def release_by_clock(*, at: dt.datetime | None = None) -> list[Released]:
    """What the scheduler does after a deadline, where a campaign says so; a refusal is recorded once."""
    at = at or timezone.now()
    done = []
    due = Campaign.objects.in_state(State.CONFIRMING).filter(releases_by_itself=True, confirm_by__lte=at)
    for campaign in due.select_related("club"):
        parties = undecided(campaign)
        if not parties:
            continue
        try:
            done.append(release_unconfirmed(campaign=campaign, registrations=parties, by=None, at=at))
        except RemindersFailed:
            if not Record.objects.about(campaign).filter(verb=REFUSED).exists():
                facts = {"unreminded": [party.pk for party in unreminded(parties)]}
                record(verb=REFUSED, thing=campaign, campaign=campaign, at=at, facts=facts)
    return done
