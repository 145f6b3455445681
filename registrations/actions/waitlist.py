"""The waiting list: parties in order, each with its two sizes; offers expire.

Promises: a freed place is offered in the same transaction to the next party that may have it; an expired offer
is inert at its time, whoever looks; two sweepers at once promote once. Under *strict order* only the head of
the queue may go; under *first party that fits* whoever is passed over keeps the place in the queue.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Campaign, Staff, State
from registrations.errors import CampaignFull, OfferExpired, ReasonNeeded, VerbRefused
from registrations.models import ExceptionKind, How, Message, MessageKind, Places, Registration, RegistrationState

from .moves import check, locked, move, state_with_place
from .outbox import restore, tell, withdraw
from .places import free_places, leave_queue, return_to_queue, take_by_exception, take_offered_places

WAKING_FROM, WAKING_UNTIL = dt.time(9, 0), dt.time(21, 0)
LATE_DAYS = 3
UNTIL_OFFERED = (MessageKind.WAITING, MessageKind.PASSED_OVER, MessageKind.NEW_DATES)
OFFERS_RUN_IN = (State.INVITING, State.CONFIRMING)


def is_late(campaign: Campaign, at: dt.datetime) -> bool:
    """In the last three days offers are short."""
    return campaign.starts_at - at <= dt.timedelta(days=LATE_DAYS)


def offer_end(campaign: Campaign, at: dt.datetime) -> dt.datetime:
    """When an offer made at `at` ends: in waking hours, never past the start of the campaign.

    An end that falls in the night moves to the next morning, so that nobody loses a place asleep.
    """
    hours = campaign.late_offer_hours if is_late(campaign, at) else campaign.offer_hours
    ends = campaign.local(at + dt.timedelta(hours=hours))
    if ends.time() > WAKING_UNTIL:
        ends = dt.datetime.combine(ends.date() + dt.timedelta(days=1), WAKING_FROM, tzinfo=campaign.zone)
    elif ends.time() < WAKING_FROM:
        ends = dt.datetime.combine(ends.date(), WAKING_FROM, tzinfo=campaign.zone)
    if at < campaign.starts_at < ends:
        return campaign.starts_at
    return ends


def offer_next(*, campaign: Campaign, at: dt.datetime) -> list[Registration]:
    """Offer free places down the queue. The caller is in a transaction and has updated the `Places` row."""
    state, places = _state_now(campaign), Places.objects.select_for_update().get(campaign=campaign)
    if state not in OFFERS_RUN_IN or not places.waiting_count:
        return []
    offered: list[Registration] = []
    passed: list[Registration] = []
    queue = Registration.objects.for_campaign(campaign).waiting().in_queue_order().select_related("campaign__club")
    for party in queue.select_for_update(of=("self",)):
        if take_offered_places(campaign=campaign, cars=party.cars, people=party.people):
            _tell_passed(passed, places, at)
            _write_offer(party, by=None, how=How.QUEUE, at=at)
            places.taken_cars, places.taken_people = places.taken_cars + party.cars, places.taken_people + party.people
            offered.append(party)
            passed = []
        elif places.is_strict:
            break
        else:
            passed.append(party)
    return offered


def _tell_passed(passed: list[Registration], places: Places, at: dt.datetime) -> None:
    """Whoever is passed over keeps the place in the queue and hears why, once until that message is out."""
    told = set(
        Message.objects.unsent()
        .filter(registration__in=passed, kind=MessageKind.PASSED_OVER)
        .values_list("registration_id", flat=True)
    )
    for party in passed:
        if party.pk not in told:
            facts = {"needed": party.people, "free": places.people_free, "cars_free": places.cars_free}
            tell(registration=party, kind=MessageKind.PASSED_OVER, at=at, facts=facts)


def _state_now(campaign: Campaign) -> str:
    return Campaign.objects.values_list("state", flat=True).get(pk=campaign.pk)


def _write_offer(party: Registration, *, by: Staff | None, how: str, at: dt.datetime, why: str = "") -> None:
    party.offer_expires_at = offer_end(party.campaign, at)
    move(party, "offer_place", RegistrationState.OFFERED, how=how, by=by, at=at, why=why)
    withdraw(registration=party, kinds=UNTIL_OFFERED, at=at)
    tell(
        registration=party,
        kind=MessageKind.OFFER,
        at=at,
        facts={"expires_at": party.offer_expires_at.isoformat(), "people": party.people},
    )


@transaction.atomic
def offer_place(
    *, registration: Registration, by: Staff, exception_reason: str = "", at: dt.datetime | None = None
) -> Registration:
    """Offer a place to one waiting party by hand, past those before it.

    Errors: VerbRefused (not waiting, or the campaign no longer takes anybody), ReasonNeeded (past the head of a
    strict queue, which owners were promised), CampaignFull; a reason lets it pass the queue and exceed the limit.
    """
    at = at or timezone.now()
    places, party, campaign = locked(registration)
    check("offer_place", party)
    if campaign.state not in (*OFFERS_RUN_IN, State.READY):
        raise VerbRefused(_("Offers can be made while inviting, confirming or ready."))
    passed = queue_position(party) - 1 if places.is_strict else 0
    if passed and not exception_reason:
        raise ReasonNeeded(
            ngettext(
                "{count} party waits before this one, and the order is strict. Say why it is passed over.",
                "{count} parties wait before this one, and the order is strict. Say why they are passed over.",
                passed,
            ).format(count=passed)
        )
    if not take_offered_places(campaign=campaign, cars=party.cars, people=party.people):
        if not exception_reason:
            raise CampaignFull(
                _("Places needed: {needed}, free: {free}.").format(needed=party.people, free=places.people_free),
                places.cars_free,
                places.people_free,
            )
        leave_queue(campaign=campaign)
        take_by_exception(
            campaign=campaign,
            cars=party.cars,
            people=party.people,
            kind=ExceptionKind.STAFF,
            why=exception_reason,
            by=by,
            at=at,
        )
    _write_offer(party, by=by, how=How.DESK, at=at, why=exception_reason)
    return party


def accept(
    *, registration: Registration, how: str, by: Staff | None = None, at: dt.datetime | None = None
) -> Registration:
    """Take the offered place: held, or confirmed where the campaign is *confirming* or *ready*.

    Errors: OfferExpired (the place has gone on), VerbRefused.
    """
    at = at or timezone.now()
    expire_due_offers(campaign=registration.campaign, at=at)
    with transaction.atomic():
        _places, party, campaign = locked(registration)
        if party.state == RegistrationState.EXPIRED:
            raise OfferExpired(_("The time for this offer is over; the place is no longer kept for you."))
        check("accept", party)
        move(party, "accept", state_with_place(campaign), how=how, by=by, at=at)
        withdraw(registration=party, kinds=[MessageKind.OFFER], at=at)
        is_confirmed = party.state == RegistrationState.CONFIRMED
        tell(registration=party, kind=MessageKind.CONFIRMED if is_confirmed else MessageKind.REGISTERED, at=at)
    return party


def decline(
    *,
    registration: Registration,
    how: str,
    by: Staff | None = None,
    why: str = "",
    at: dt.datetime | None = None,
) -> Registration:
    """Give the offered place back; the next party is offered it in the same transaction. Errors: VerbRefused."""
    at = at or timezone.now()
    expire_due_offers(campaign=registration.campaign, at=at)
    with transaction.atomic():
        _places, party, campaign = locked(registration)
        check("decline", party)
        free_places(campaign=campaign, cars=party.cars, people=party.people)
        move(party, "decline", RegistrationState.DECLINED, how=how, by=by, at=at, why=why)
        withdraw(registration=party, kinds=[MessageKind.OFFER], at=at)
        offer_next(campaign=campaign, at=at)
    return party


def expire_due_offers(*, campaign: Campaign | None = None, at: dt.datetime | None = None) -> int:
    """End every offer whose time is up, and offer the places on. Committed on its own, before the caller's act.

    Called by the sweeper for all campaigns and first thing by every act that needs a place. Returns how many ended.
    """
    at = at or timezone.now()
    due = Registration.objects.with_offer_due(at)
    if campaign is not None:
        due = due.for_campaign(campaign)
    ended = 0
    for campaign_id in list(due.values_list("campaign_id", flat=True).order_by("campaign_id").distinct()):
        ended += _expire_in(campaign_id, at)
    return ended


@transaction.atomic
def _expire_in(campaign_id: int, at: dt.datetime) -> int:
    Places.objects.select_for_update().get(campaign_id=campaign_id)
    campaign = Campaign.objects.select_related("club").get(pk=campaign_id)
    parties = list(Registration.objects.for_campaign(campaign).with_offer_due(at).in_queue_order())
    for party in parties:
        end_offer(party, campaign=campaign, how=How.CLOCK, at=at)
    if parties:
        offer_next(campaign=campaign, at=at)
    return len(parties)


def end_offer(
    party: Registration, *, campaign: Campaign, how: str, at: dt.datetime, why: str = "", void: str = ""
) -> None:
    """Expire one offer and free its place. The caller holds the `Places` row.

    `void`: the verb of the campaign's move that ended the offer before its time; the owner is told so.
    """
    party.campaign = campaign
    check("expire", party)
    free_places(campaign=campaign, cars=party.cars, people=party.people)
    move(party, "expire", RegistrationState.EXPIRED, how=how, by=None, at=at, why=why)
    withdraw(registration=party, kinds=[MessageKind.OFFER], at=at)
    tell(registration=party, kind=MessageKind.OFFER_EXPIRED, at=at, facts={"void": void} if void else None)


def take_back_offer(party: Registration, *, by: Staff, made_at: dt.datetime, at: dt.datetime) -> None:
    """The act that led to this offer is undone before its owner was told: waiting again, at the old turn.

    The caller holds the `Places` row.
    """
    check("undo_offer", party)
    free_places(campaign=party.campaign, cars=party.cars, people=party.people)
    return_to_queue(campaign=party.campaign)
    move(party, "undo_offer", RegistrationState.WAITING, how=How.CALL, by=by, at=at)
    withdraw(registration=party, kinds=[MessageKind.OFFER], at=at)
    restore(registration=party, kinds=UNTIL_OFFERED, withdrawn_at=made_at)


def queue_position(registration: Registration) -> int:
    """1 for the head of the queue; 0 when the party is not waiting."""
    if registration.state != RegistrationState.WAITING or registration.queued_at is None:
        return 0
    queue = Registration.objects.for_campaign(registration.campaign).waiting()
    earlier = queue.filter(queued_at__lt=registration.queued_at).count()
    same_moment = queue.filter(queued_at=registration.queued_at, pk__lte=registration.pk).count()
    return earlier + same_moment


def why_passed_over(registration: Registration, places: Places | None = None) -> str:
    """The sentence for a waiting party that does not fit what is free, or "" when nothing is free for anybody."""
    places = places or Places.objects.for_campaign(registration.campaign).first()
    if registration.state != RegistrationState.WAITING or places is None or places.is_full:
        return ""
    if registration.people > places.people_free:
        return _("You need {needed} seats, {free} are free; your turn is kept.").format(
            needed=registration.people, free=places.people_free
        )
    if registration.cars > places.cars_free:
        return _("All car places are taken; your turn is kept.")
    return ""
