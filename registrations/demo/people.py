"""Owners, invitations, registrations and confirmations of the real tour, each at its own time, through the doors."""

import datetime as dt
import random
from collections.abc import Iterable

from campaigns.models import Campaign, Channel, Club, Staff, Stop
from registrations.actions.calling import record_call, record_confirmation_call
from registrations.actions.confirmation import confirm
from registrations.actions.details import tie_drives_with
from registrations.actions.invitation import invite
from registrations.actions.owner_import import import_owners, preview_import
from registrations.actions.places import change_limit
from registrations.actions.registration import cancel, register
from registrations.initials import initials_of
from registrations.models import How, Invitation, LinkVisit, Outcome, Owner, Places, Registration
from registrations.party import PartyDetails
from registrations.phone import to_e164

from .case import OWNERS_FILE, parties, tour
from .timeline import Timeline

SEED = 20261024
INVITED_FROM_ARCHIVE = 160
UNREACHED, WRONG_NUMBER, STILL_TO_CALL = 27, 8, 4
DO_NOT_CALL, CALL_BACK_FIRST = 5, 6
CONFIRMED_BY_THEN = 41
RELEASED_SIZES = (2, 3)
WAITING = [("胡军", 4), ("谭敏", 2), ("蒋文", 3), ("龙飞", 2), ("邓佳", 2), ("尹露", 2)]
JOINS = {"assembly": 0, "arrival": 2}


def import_archive(club: Club, by: Staff, at: dt.datetime) -> None:
    """The dealer system's export, through preview and import."""
    upload = preview_import(club=club, by=by, file_name=OWNERS_FILE.name, content=OWNERS_FILE.read_bytes(), at=at)
    import_owners(upload=upload, by=by, at=at)


def _store_owners(club: Club) -> list[Owner]:
    """The store's own prospects among the fifty."""
    made = []
    for row in parties():
        if row["channel"] == "store":
            phone = to_e164(row["phone"])
            fields = {
                "name": row["name"],
                "phone_last4": phone[-4:],
                "initials": initials_of(row["name"]),
                "city": row["city"],
                "adviser": "周鹏",
                "is_prospect": True,
            }
            made.append(Owner.objects.get_or_create(club=club, phone=phone, defaults=fields)[0])
    return made


def invite_owners(campaign: Campaign, cast: dict[str, Staff], when: Timeline) -> None:
    """The 20 store parties and 160 owners of the archive, shared between two callers."""
    store = _store_owners(campaign.club)
    tour_phones = {to_e164(row["phone"]) for row in parties()}
    archive = Owner.objects.of_club(campaign.club).may_be_called().exclude(phone__in=tour_phones).order_by("pk")
    chosen = random.Random(SEED).sample(list(archive), INVITED_FROM_ARCHIVE)  # demo data, not a secret
    owners = Owner.objects.filter(pk__in=[owner.pk for owner in [*store, *chosen]])
    invite(
        campaign=campaign, owners=owners, by=cast["planner"], callers=[cast["caller"], cast["caller2"]],
        at=when.day(-25, "09:10"),
    )  # fmt: skip


def call_archive(campaign: Campaign, when: Timeline) -> None:
    """Stage one: reached or not, as the case counts it; only what had been rung by now."""
    store_phones = {to_e164(row["phone"]) for row in parties() if row["channel"] == "store"}
    invitations = list(
        Invitation.objects.for_campaign(campaign)
        .exclude(owner__phone__in=store_phones)
        .select_related("owner", "caller")
        .order_by("pk")
    )
    random.Random(SEED).shuffle(invitations)  # demo data, not a secret
    plan = (
        [[Outcome.NO_ANSWER] * 3] * UNREACHED
        + [[Outcome.WRONG_NUMBER]] * WRONG_NUMBER
        + [[]] * STILL_TO_CALL
        + [[Outcome.DO_NOT_CALL]] * DO_NOT_CALL
        + [[Outcome.CALL_BACK, Outcome.NO]] * CALL_BACK_FIRST
    )
    plan += [[Outcome.NO]] * (len(invitations) - len(plan))
    order = list(zip(invitations, plan, strict=True))
    random.Random(SEED + 1).shuffle(order)  # demo data, not a secret
    for n, (invitation, outcomes) in enumerate(order):
        for attempt, outcome in enumerate(outcomes):
            at = when.day(-25 + n // 12 + attempt, f"{9 + n % 11:02d}:{(n * 7) % 60:02d}")
            if at > when.now or invitation.caller is None:
                break
            later = at + dt.timedelta(days=1) if outcome == Outcome.CALL_BACK else None
            record_call(invitation=invitation, outcome=outcome, by=invitation.caller, next_call_at=later, at=at)


def party_of(row: dict[str, str], stops: list[Stop]) -> PartyDetails:
    """One line of the case as a party."""
    joins = {"assembly": 0, "arrival": 2}[row["joins_at"]]
    return PartyDetails(
        name=row["name"],
        phone=to_e164(row["phone"]),
        adults=int(row["adults"]),
        children=int(row["children"]),
        plate=row["plate"],
        nickname=row["nickname"],
        city=row["city"],
        details={
            "model": row["model"],
            "drive": row["drive"],
            "child_ages": row["child_ages"],
            "is_licensed_over_a_year": row["licensed_over_a_year"] == "yes",
            "joins_at": stops[joins],
            "emergency_contact": row["emergency_contact"],
            "emergency_phone": row["emergency_phone"],
            "diet": row["diet"],
            "shirts": row["shirts"],
            "drives_with_phone": to_e164(row["drives_with"]) if row["drives_with"] else "",
        },
    )


def register_parties(campaign: Campaign, cast: dict[str, Staff], when: Timeline) -> list[Registration]:
    """The fifty parties, five a day from T−24; the limit is raised when the first party no longer fits."""
    stops = list(Stop.objects.filter(campaign=campaign).in_road_order())
    channels = {channel.code: channel for channel in Channel.objects.filter(campaign=campaign)}
    codes = {"store": "dm4s", "forum": "zjj7", "wechat": "wx26", "poster": "p7k2"}
    made = []
    for n, row in enumerate(parties()):
        at = when.day(-24 + n // 5, f"{9 + (n % 5) * 2:02d}:{(n * 13) % 60:02d}")
        if at > when.now:
            break
        party = party_of(row, stops)
        _raise_limit_if_needed(campaign, party, cast, at)
        if row["channel"] == "store":
            made.append(_by_call(campaign, party, at))
        else:
            made.append(
                register(campaign=campaign, party=party, channel=channels[codes[row["channel"]]], at=at).registration
            )
    tie_drives_with(campaign=campaign)
    _visits(channels.values(), when)
    return made


def _raise_limit_if_needed(campaign: Campaign, party: PartyDetails, cast: dict[str, Staff], at: dt.datetime) -> None:
    if not Places.objects.get(campaign=campaign).fits(party.cars, party.people):
        limit = tour()["campaign"]["limit"]
        why = limit["why"].replace("、", "，")
        change_limit(
            campaign=campaign, cars=limit["cars"], people=limit["people"], why=why, by=cast["manager"],
            at=at - dt.timedelta(minutes=20),
        )  # fmt: skip


def _by_call(campaign: Campaign, party: PartyDetails, at: dt.datetime) -> Registration:
    invitation = (
        Invitation.objects.for_campaign(campaign).select_related("owner", "caller").get(owner__phone=party.phone)
    )
    assert invitation.caller is not None  # shared out when they were invited
    record_call(invitation=invitation, outcome=Outcome.YES, by=invitation.caller, party=party, at=at)
    return Registration.objects.for_campaign(campaign).live().get(phone=party.phone)


def _visits(channels: Iterable[Channel], when: Timeline) -> None:
    """Distinct visitors a day of the links."""
    rng = random.Random(SEED)  # demo data, not a secret
    a_day = {"zjj7": 46, "wx26": 18, "p7k2": 7}
    rows = [
        LinkVisit(channel=channel, day=when.date(offset), visitor=f"demo{rng.getrandbits(60):016x}")
        for channel in channels
        for offset in range(-25, -12)
        if when.date(offset) <= when.now.date()
        for _visitor in range(rng.randint(a_day.get(channel.code, 0) // 2, a_day.get(channel.code, 0)))
    ]
    LinkVisit.objects.bulk_create(rows)


def queue_parties(campaign: Campaign, when: Timeline) -> list[Registration]:
    """Six invented parties on the waiting list; not of the fifty."""
    forum = Channel.objects.get(campaign=campaign, code="zjj7")
    made = []
    for n, (name, people) in enumerate(WAITING):
        at = when.day(-12 + n // 3, f"{10 + n}:20")
        if at <= when.now:
            party = PartyDetails(name=name, phone=f"+86199000091{n:02d}", adults=people, plate=f"湘A9{n}K7{n}")
            made.append(register(campaign=campaign, party=party, channel=forum, at=at).registration)
    return made


def undecided_parties(campaign: Campaign) -> list[Registration]:
    """The two that will be released: the last party of 2 and the last of 3 among the fifty."""
    everyone = list(Registration.objects.for_campaign(campaign).ever_held().in_arrival_order())
    return [[party for party in everyone if party.held_people == size][-1] for size in RELEASED_SIZES]


def confirm_parties(campaign: Campaign, cast: dict[str, Staff], when: Timeline) -> None:
    """Stage two from T−6: two thirds on the pass, the others by phone; two never answer."""
    silent = {party.pk for party in undecided_parties(campaign)}
    held = list(Registration.objects.for_campaign(campaign).awaiting_confirmation().in_arrival_order())
    answering = [party for party in held if party.pk not in silent]
    late = answering[3::7][:7]
    early = [party for party in answering if party not in late]
    callers = [cast["caller"], cast["caller2"]]
    for n, party in enumerate([*early, *late]):
        at = (
            when.day(-6 + n // 22, f"{10 + n % 8:02d}:{(n * 11) % 60:02d}")
            if party in early
            else when.day(-3, f"{10 + n % 7}:15")
        )
        if at > when.now:
            continue
        if n % 3:
            confirm(registration=party, how=How.PASS, at=at)
        else:
            record_confirmation_call(registration=party, outcome=Outcome.YES, by=callers[n % 2], at=at)
    for party in undecided_parties(campaign):
        at = when.day(-5, "11:20")
        if at <= when.now:
            record_confirmation_call(registration=party, outcome=Outcome.NO_ANSWER, by=callers[0], at=at)


def empty_queue(campaign: Campaign, when: Timeline) -> None:
    """Before the two places fall free, the invented parties have given up."""
    for party in Registration.objects.for_campaign(campaign).waiting():
        cancel(registration=party, how=How.PASS, why="已另作安排", at=when.day(-3, "17:10"))
