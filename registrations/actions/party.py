"""A party's size and car: more or fewer people, another car, riding along; and requests once all is fixed.

Promises: a larger party takes only the difference, and when that does not fit the old size stands; a smaller one
frees it at once for the next in the queue. From *ready* on an owner's change is a request staff decide on.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Campaign, Staff, State
from registrations.errors import CampaignFull, VerbRefused
from registrations.models import ChangeRequest, ExceptionKind, How, MessageKind, PlateState, Registration

from .car_numbers import number_late_car
from .moves import check, locked, note_sizes, put_down
from .outbox import tell, withdraw
from .places import free_places, take_by_exception, take_places
from .waitlist import expire_due_offers, offer_next

CHANGED_BY_OWNERS = (State.INVITING, State.CONFIRMING)
CHANGED_BY_STAFF = (State.INVITING, State.CONFIRMING, State.READY, State.LIVE)


def resize(
    party: Registration,
    adults: int | None,
    children: int | None,
    exception_reason: str,
    by: Staff | None,
    at: dt.datetime,
) -> bool:
    """Take or free only the difference; None leaves a number as it is. Returns whether anything changed.

    The caller holds the `Places` row and saves the party. Errors: CampaignFull, VerbRefused.
    """
    adults = party.adults if adults is None else adults
    children = party.children if children is None else children
    if adults < 1 or children < 0:
        raise VerbRefused(_("A party has at least one adult."))
    if (adults, children) == (party.adults, party.children):
        return False
    difference = adults + children - party.people
    if party.holds_place:
        _take_difference(party, difference, exception_reason, by, at)
    party.adults, party.children, party.people = adults, children, adults + children
    return True


def _too_many(is_owner: bool) -> str:
    if is_owner:
        return _("{needed} more places are needed, {free} are free. Your {people} places stay as they are.")
    return _("More places needed: {needed}, free: {free}. The party stays at {people}.")


def _take_difference(
    party: Registration, difference: int, exception_reason: str, by: Staff | None, at: dt.datetime
) -> None:
    campaign = party.campaign
    if difference < 0:
        free_places(campaign=campaign, cars=0, people=-difference)
    elif difference > 0 and not take_places(campaign=campaign, cars=0, people=difference, past_queue=True):
        if not (exception_reason and by):
            places, _fresh, _campaign = locked(party)
            raise CampaignFull(
                _too_many(by is None).format(needed=difference, free=places.people_free, people=party.people),
                places.cars_free,
                places.people_free,
            )
        take_by_exception(
            campaign=campaign,
            cars=0,
            people=difference,
            kind=ExceptionKind.STAFF,
            why=exception_reason,
            by=by,
            at=at,
        )


def change_party(
    *,
    registration: Registration,
    adults: int,
    children: int,
    how: str,
    by: Staff | None = None,
    exception_reason: str = "",
    at: dt.datetime | None = None,
) -> Registration:
    """More or fewer people. A larger party takes only the difference; a smaller one frees it at once.

    Errors: CampaignFull (the old size stands), VerbRefused (ended; or by the owner once the campaign is *ready*:
    then it is a request).
    """
    at = at or timezone.now()
    expire_due_offers(campaign=registration.campaign, at=at)
    with transaction.atomic():
        _places, party, campaign = locked(registration)
        _check_changeable(party, campaign, by)
        if resize(party, adults, children, exception_reason, by, at):
            note_sizes(party)
            party.save()
            put_down(party, "change", party.state, how=how, by=by, at=at)
            withdraw(registration=party, kinds=[MessageKind.CHANGED], at=at)
            tell(registration=party, kind=MessageKind.CHANGED, at=at, facts={"people": party.people})
            offer_next(campaign=campaign, at=at)
    return party


def _check_changeable(party: Registration, campaign: Campaign, by: Staff | None) -> None:
    if not party.is_live:
        check("cancel", party)
    states = CHANGED_BY_OWNERS if by is None else CHANGED_BY_STAFF
    if campaign.state not in states:
        raise VerbRefused(_("The number can no longer be changed here; please ask us."))


@transaction.atomic
def set_vehicle(
    *,
    registration: Registration,
    plate: str,
    plate_state: str,
    how: str,
    by: Staff | None = None,
    at: dt.datetime | None = None,
) -> Registration:
    """Another car, a plate at last, or riding along (0 cars) and back; the car place is taken or freed with it.

    Errors: CampaignFull, VerbRefused.
    """
    at = at or timezone.now()
    places, party, campaign = locked(registration)
    cars = 0 if plate_state == PlateState.RIDES_ALONG else 1
    if cars != party.cars:
        _check_changeable(party, campaign, by)
        if party.holds_place and cars < party.cars:
            free_places(campaign=campaign, cars=1, people=0)
        elif party.holds_place and not take_places(campaign=campaign, cars=1, people=0, past_queue=True):
            raise CampaignFull(_("All car places are taken."), places.cars_free, places.people_free)
    party.plate, party.plate_state, party.cars = plate, plate_state, cars
    note_sizes(party)
    number_late_car(party)
    party.save()
    put_down(party, "change", party.state, how=how, by=by, at=at)
    offer_next(campaign=campaign, at=at)
    return party


def ask_change(
    *, registration: Registration, adults: int, children: int, note: str = "", at: dt.datetime | None = None
) -> ChangeRequest:
    """An owner asks for another size once rooms and insurance are fixed; a new request replaces an open one.

    Errors: VerbRefused (not confirmed or held, or the campaign is not *ready*).
    """
    at = at or timezone.now()
    with transaction.atomic():
        _places, party, campaign = locked(registration)
        if campaign.state != State.READY or not party.holds_place or adults < 1 or children < 0:
            raise VerbRefused(_("The number can no longer be changed here; please ask us."))
        party.change_requests.filter(decided_at__isnull=True).delete()
        request = ChangeRequest.objects.create(
            registration=party, adults=adults, children=children, note=note, asked_at=at
        )
        put_down(party, "ask_change", party.state, how=How.PASS, by=None, at=at, facts={"asked": adults + children})
    return request


def decide_change(
    *,
    request: ChangeRequest,
    granted: bool,
    by: Staff,
    answer: str = "",
    exception_reason: str = "",
    at: dt.datetime | None = None,
) -> ChangeRequest:
    """Grant (the size changes by the usual guard) or refuse an owner's request; the owner is told.

    Errors: CampaignFull (unless `exception_reason`), VerbRefused (decided already).
    """
    at = at or timezone.now()
    with transaction.atomic():
        _places, party, _campaign = locked(request.registration)
        request = ChangeRequest.objects.select_for_update().get(pk=request.pk)
        if request.decided_at is not None:
            raise VerbRefused(_("This request has been decided already."))
        if granted:
            change_party(
                registration=party,
                adults=request.adults,
                children=request.children,
                how=How.DESK,
                by=by,
                exception_reason=exception_reason,
                at=at,
            )
        request.decided_at, request.decided_by, request.is_granted, request.answer = at, by, granted, answer
        request.save()
        tell(registration=party, kind=MessageKind.CHANGE_ANSWER, at=at, facts={"granted": granted})
    return request
