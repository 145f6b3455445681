"""Register a party, or take a walk-in; the door to all verbs of a registration.

Promises: places are taken and freed in the same transaction as the registration's move, cars and people at once;
the same form key gives the same registration whatever the network does; a freed place goes down the waiting
list before the transaction ends. Refuses by the errors named at each verb; nothing is changed then.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Campaign, Channel, Staff
from registrations.errors import (
    AlreadyRegistered,
    KeyReused,
    NotRegistering,
)
from registrations.initials import initials_of
from registrations.links import make_typed_code
from registrations.models import (
    LIVE_STATES,
    Accepts,
    ExceptionKind,
    How,
    MessageKind,
    Owner,
    Registration,
    RegistrationState,
)
from registrations.party import PartyDetails

from .cancellation import cancel, reinstate
from .car_numbers import number_late_car
from .confirmation import confirm, keep, release
from .let_in import check_on_the_day
from .moves import note_sizes, put_down, state_with_place
from .outbox import tell
from .party import ask_change, change_party, decide_change, set_vehicle
from .places import join_queue, take_by_exception, take_places
from .waitlist import expire_due_offers, offer_next

TRIES = 5  # a place freed or taken between two UPDATEs sends us round again


@dataclass(frozen=True)
class Registered:
    """`is_new` is False when the same form key came again: then nothing was changed."""

    registration: Registration
    is_new: bool


def register(
    *,
    campaign: Campaign,
    party: PartyDetails,
    key: str = "",
    channel: Channel | None = None,
    owner: Owner | None = None,
    by: Staff | None = None,
    how: str = How.FORM,
    language: str = "zh-hans",
    at: dt.datetime | None = None,
) -> Registered:
    """Take a place for the party (held; in *confirming* confirmed), or put it on the waiting list.

    `key` is the form's key, 43 characters at most; empty where no form can be sent twice.
    Errors: NotRegistering, AlreadyRegistered (the phone is live in this campaign), KeyReused (the key made
    another party; its `registration` is the one that stands).
    """
    at = at or timezone.now()
    owner_id, offers_are_due, is_known = _what_stands(campaign, party, key, at)
    if offers_are_due:
        expire_due_offers(campaign=campaign, at=at)
    earlier = _earlier(campaign, party, key) if is_known else None
    if earlier is not None:
        return earlier
    owner_id = owner.pk if owner else owner_id
    registration = _new_registration(campaign, party, key, channel, owner_id, by, language, at)
    try:
        with transaction.atomic():  # as short as can be: on SQLite nobody else writes meanwhile
            _take_or_queue(registration, how, at)
            registration.save(force_insert=True)
            put_down(registration, "register", "", how=how, by=by, at=at)
            tell(registration=registration, kind=_first_message(registration), at=at)
            if registration.state == RegistrationState.WAITING and campaign.links_only_queue(at):
                offer_next(campaign=campaign, at=at)  # late, and a place may be free all the same
                registration.refresh_from_db()
    except IntegrityError:
        earlier = _earlier(campaign, party, key)
        if earlier is None:
            raise
        return earlier
    return Registered(registration, is_new=True)


def _what_stands(campaign: Campaign, party: PartyDetails, key: str, at: dt.datetime) -> tuple[int | None, bool, bool]:
    """In one question: the owner under this phone, whether offers are due, whether key or phone are known.

    Reads the campaign's state too, which the object at hand may have had for a while.
    """
    known = _made_before(campaign, party, key)
    due = Registration.objects.for_campaign(campaign).with_offer_due(at)
    owners = Owner.objects.filter(club=OuterRef("club"), phone=party.phone, erased_at__isnull=True).order_by()
    campaign.state, owner_id, offers_are_due, is_known = (
        Campaign.objects.filter(pk=campaign.pk)
        .values_list("state", Subquery(owners.values("pk")[:1]), Exists(due), Exists(known))
        .get()
    )
    return owner_id, offers_are_due, is_known


def _made_before(campaign: Campaign, party: PartyDetails, key: str) -> QuerySet[Registration]:
    same_phone = Q(campaign=campaign, phone=party.phone, state__in=LIVE_STATES)
    return Registration.objects.filter(same_phone | Q(form_key=key) if key else same_phone)


def _earlier(campaign: Campaign, party: PartyDetails, key: str) -> Registered | None:
    """What this key or this phone made before, read at one instant. Errors: AlreadyRegistered, KeyReused."""
    known = _made_before(campaign, party, key).select_related("campaign")
    found = sorted(known, key=lambda one: not (key and one.form_key == key))
    if not found:
        return None
    if not key or found[0].form_key != key:
        raise AlreadyRegistered(_("This number is registered already."))
    if found[0].campaign_id == campaign.pk and found[0].form_digest == party.digest:
        return Registered(found[0], is_new=False)
    raise KeyReused(_("This form was sent before with other details."), found[0])


def _new_registration(
    campaign: Campaign,
    party: PartyDetails,
    key: str,
    channel: Channel | None,
    owner_id: int | None,
    by: Staff | None,
    language: str,
    at: dt.datetime,
) -> Registration:
    return Registration(
        campaign=campaign,
        channel=channel,
        owner_id=owner_id,
        language=language,
        name=party.name,
        initials=initials_of(party.name),
        phone=party.phone,
        phone_last4=party.phone[-4:],
        nickname=party.nickname,
        city=party.city,
        plate=party.plate,
        plate_state=party.plate_state,
        cars=party.cars,
        adults=party.adults,
        children=party.children,
        people=party.people,
        registered_at=at,
        consent_run_at=at,
        registered_by=by,
        form_key=key or None,
        form_digest=party.digest if key else "",
        typed_code=make_typed_code(),
        **party.details,
    )


def _take_or_queue(registration: Registration, how: str, at: dt.datetime) -> None:
    """Set the state by what the `Places` row gave; after the links' deadline a form only joins the waiting list.

    Errors: NotRegistering.
    """
    campaign, cars, people = registration.campaign, registration.cars, registration.people
    for _try in range(TRIES):
        if Accepts.in_state(campaign.state) == Accepts.NOTHING:
            break
        queue_only = how == How.FORM and campaign.links_only_queue(at)
        if not queue_only and take_places(campaign=campaign, cars=cars, people=people):
            registration.state = state_with_place(campaign)
            note_sizes(registration)
            return
        if join_queue(campaign=campaign, cars=cars, people=people, anyway=queue_only):
            registration.state, registration.queued_at = RegistrationState.WAITING, at
            return
        campaign.state = Campaign.objects.values_list("state", flat=True).get(pk=campaign.pk)
    raise NotRegistering(_("This campaign takes no registrations now."))


def _first_message(registration: Registration) -> str:
    return {
        RegistrationState.HELD: MessageKind.REGISTERED,
        RegistrationState.CONFIRMED: MessageKind.CONFIRMED,
        RegistrationState.WAITING: MessageKind.WAITING,
    }[RegistrationState(registration.state)]


@transaction.atomic
def walk_in(
    *,
    campaign: Campaign,
    party: PartyDetails,
    by: Staff | None,
    channel: Channel | None = None,
    at: dt.datetime | None = None,
) -> Registration:
    """A party that appears on the day: a confirmed registration; `over` is raised as needed.

    Errors: AlreadyRegistered (attach the scan to that registration instead), VerbRefused before the day.
    """
    at = at or timezone.now()
    check_on_the_day(campaign)
    owner_id, _due, is_known = _what_stands(campaign, party, "", at)
    if is_known:
        _earlier(campaign, party, "")
    take_by_exception(
        campaign=campaign,
        cars=party.cars,
        people=party.people,
        kind=ExceptionKind.WALK_IN,
        why="walk-in",
        by=by,
        at=at,
    )
    registration = _new_registration(
        campaign, party, "", channel or _walk_in_channel(campaign), owner_id, by, "zh-hans", at
    )
    registration.state, registration.is_walk_in = RegistrationState.CONFIRMED, True
    note_sizes(registration)
    number_late_car(registration)
    registration.save(force_insert=True)
    put_down(registration, "register", "", how=How.WALK_IN, by=by, at=at)
    return registration


def _walk_in_channel(campaign: Campaign) -> Channel:
    found = Channel.objects.filter(campaign=campaign, kind="walk_in").first()
    return found or Channel.objects.create(campaign=campaign, kind="walk_in", name=_("Walk-in"), position=99)


__all__ = [
    "PartyDetails", "Registered", "ask_change", "cancel", "change_party", "confirm", "decide_change", "keep",
    "register", "reinstate", "release", "set_vehicle", "walk_in",
]  # fmt: skip
