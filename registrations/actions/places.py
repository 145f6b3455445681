"""Take and free places: one conditional UPDATE of the campaign's `Places` row for cars and people at once.

Promises: `taken` never passes `limit + over`, whatever runs at the same time. After the UPDATE the caller holds
the row's lock until its transaction ends, so what it reads of the queue next cannot change under it.
Refuses nothing itself: False or None means that no row changed. Source of the design: conditional UPDATE, then
insert, which neither locks a range nor needs retries on SQLite or PostgreSQL.
"""

import datetime as dt

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.actions.record import record
from campaigns.models import Campaign, Capacity, LimitChange, Staff
from registrations.errors import ReasonNeeded
from registrations.models import Accepts, ExceptionKind, Places, PlacesException


def _room_for(cars: int, people: int) -> Q:
    """The free places hold this party. A party of 0 cars asks nothing of the car lane, even when it is over."""
    room = Q(taken_people__lte=F("limit_people") - people) if people else Q()
    return room & Q(taken_cars__lte=F("limit_cars") - cars) if cars else room


def take_places(*, campaign: Campaign, cars: int, people: int, past_queue: bool = False) -> bool:
    """Take `cars` and `people` at once; under strict order only while nobody waits, unless `past_queue`.

    True also says that the campaign is still in the state in which it was read: the row holds what that state
    accepts. `past_queue` is for the queue itself, and for a party that only grows.
    """
    rows = Places.objects.for_campaign(campaign).filter(_room_for(cars, people))
    if not past_queue:
        accepts = Accepts.in_state(campaign.state)
        if accepts not in (Accepts.REGISTER, Accepts.CONFIRM):
            return False
        rows = rows.filter(Q(is_strict=False) | Q(waiting_count=0), accepts=accepts)
    return rows.update(taken_cars=F("taken_cars") + cars, taken_people=F("taken_people") + people) == 1


def take_offered_places(*, campaign: Campaign, cars: int, people: int) -> bool:
    """Take places for a waiting party and count it out of the queue in the same step."""
    rows = Places.objects.for_campaign(campaign).filter(_room_for(cars, people), waiting_count__gt=0)
    return (
        rows.update(
            taken_cars=F("taken_cars") + cars,
            taken_people=F("taken_people") + people,
            waiting_count=F("waiting_count") - 1,
        )
        == 1
    )


def free_places(*, campaign: Campaign, cars: int, people: int) -> None:
    """Give places back; `over` shrinks first, so that an exception is used up only once."""
    places = Places.objects.select_for_update().get(campaign=campaign)
    taken_cars, taken_people = places.taken_cars - cars, places.taken_people - people
    Places.objects.for_campaign(campaign).update(
        taken_cars=taken_cars,
        taken_people=taken_people,
        over_cars=min(places.over_cars, max(0, taken_cars - places.limit_cars)),
        over_people=min(places.over_people, max(0, taken_people - places.limit_people)),
    )


def join_queue(*, campaign: Campaign, cars: int, people: int, anyway: bool = False) -> bool:
    """Count a party into the queue, only while it cannot have a place at once. False = try the place again.

    `anyway` is for a form sent after the links' deadline: it may only wait.
    """
    accepts = Accepts.in_state(campaign.state)
    if accepts == Accepts.NOTHING:
        return False
    rows = Places.objects.for_campaign(campaign).filter(accepts=accepts)
    if accepts != Accepts.QUEUE and not anyway:
        rows = rows.filter(~_room_for(cars, people) | Q(is_strict=True, waiting_count__gt=0))
    return rows.update(waiting_count=F("waiting_count") + 1) == 1


def leave_queue(*, campaign: Campaign) -> None:
    Places.objects.for_campaign(campaign).update(waiting_count=F("waiting_count") - 1)


def return_to_queue(*, campaign: Campaign) -> None:
    """Count a party in again whose offer is taken back; its turn is older than anybody's who comes now."""
    Places.objects.for_campaign(campaign).update(waiting_count=F("waiting_count") + 1)


def take_by_exception(
    *, campaign: Campaign, cars: int, people: int, kind: str, why: str, by: Staff | None, at: dt.datetime
) -> None:
    """Take places beyond the limit by a recorded act; only the part that does not fit becomes `over`."""
    if not why:
        raise ReasonNeeded(_("Say why this party may come although the places are taken."))
    places = Places.objects.select_for_update().get(campaign=campaign)
    over_cars = max(places.over_cars, places.taken_cars + cars - places.limit_cars) if cars else places.over_cars
    over_people = max(places.over_people, places.taken_people + people - places.limit_people)
    Places.objects.for_campaign(campaign).update(
        taken_cars=F("taken_cars") + cars,
        taken_people=F("taken_people") + people,
        over_cars=over_cars,
        over_people=over_people,
    )
    PlacesException.objects.create(
        campaign=campaign,
        kind=kind,
        cars=over_cars - places.over_cars,
        people=over_people - places.over_people,
        why=why,
        by=by,
        at=at,
    )


@transaction.atomic
def change_limit(
    *, campaign: Campaign, cars: int, people: int, why: str, by: Staff | None, at: dt.datetime | None = None
) -> LimitChange:
    """Decide to take more or fewer, before or after opening. A limit below what is taken shows "over by n".

    Raised: the next parties on the waiting list are offered the new places in the same transaction.
    Errors: ReasonNeeded.
    """
    from .waitlist import offer_next

    if not why:
        raise ReasonNeeded(_("Say why the limit changes; the report shows it."))
    at = at or timezone.now()
    capacity = Capacity.objects.select_for_update().get(campaign=campaign)
    change = LimitChange.objects.create(
        campaign=campaign,
        from_cars=capacity.limit_cars,
        from_people=capacity.limit_people,
        to_cars=cars,
        to_people=people,
        why=why,
        by=by,
        at=at,
    )
    places = Places.objects.select_for_update().filter(campaign=campaign).first()
    capacity.limit_cars, capacity.limit_people = cars, people
    capacity.save(update_fields=["limit_cars", "limit_people"])
    campaign.capacity = capacity
    if places is not None:
        _set_limit_in_force(places, cars, people, why, by, at)
        offer_next(campaign=campaign, at=at)
    record(
        verb="change_limit",
        thing=campaign,
        campaign=campaign,
        by=by,
        at=at,
        facts={"from": [change.from_cars, change.from_people], "to": [cars, people]},
    )
    return change


def _set_limit_in_force(places: Places, cars: int, people: int, why: str, by: Staff | None, at: dt.datetime) -> None:
    over_cars, over_people = max(0, places.taken_cars - cars), max(0, places.taken_people - people)
    if over_cars > places.over_cars or over_people > places.over_people:
        PlacesException.objects.create(
            campaign_id=places.campaign_id,
            kind=ExceptionKind.LIMIT_LOWERED,
            cars=max(0, over_cars - places.over_cars),
            people=max(0, over_people - places.over_people),
            why=why,
            by=by,
            at=at,
        )
    places.limit_cars, places.limit_people = cars, people
    places.over_cars, places.over_people = over_cars, over_people
    places.save(update_fields=["limit_cars", "limit_people", "over_cars", "over_people"])
