"""The plan of the real tour, row by row from the case; what the case leaves open is invented here."""

import datetime as dt
from decimal import Decimal
from typing import Any

from campaigns.actions.record import record
from campaigns.models import (
    Basis,
    BudgetLine,
    Campaign,
    Capacity,
    Ceremony,
    Channel,
    Club,
    Contingency,
    CrewKind,
    CrewMember,
    Gift,
    Partner,
    PartnerRole,
    Prize,
    Staff,
    StaffRole,
    Stop,
    Supply,
    SupportKind,
    SupportRequest,
    SupportState,
    Task,
)

from .case import tour
from .invented import (
    BUDGET,
    CAST,
    CHANNEL_CODES,
    CHANNEL_KINDS,
    CLUB,
    CONTINGENCIES,
    INCLUDED,
    PASSWORD,
    PRIZE_RULES,
    SAFETY,
    TASKS,
    TOUR,
)
from .timeline import STAGES, Timeline


def make_club() -> Club:
    case = tour()["club"]
    return Club.objects.create(
        name=case["name"],
        slug=CLUB,
        store=case["store"],
        city=case["city"],
        brand="星辰",
        contact_name="王晓",
        contact_phone="0731-8888 0000",
        privacy_note="姓名、手机号、车牌和人数只用来办这次活动：留位、通知、签到、保险。活动结束后一年内删除，您随时可以要求提前删除。",
    )


def make_cast(club: Club) -> dict[str, Staff]:
    cast = {}
    for username, name, roles in CAST:
        staff = Staff.objects.create_user(username, password=PASSWORD, name=name)
        for role in roles:
            StaffRole.objects.create(staff=staff, club=club, role=role)
        cast[username] = staff
    return cast


def make_tour(club: Club, cast: dict[str, Staff], when: Timeline) -> Campaign:
    """The draft on T−33, with target 40/100 and the first limit of 40/100."""
    case = tour()["campaign"]
    campaign = Campaign.objects.create(
        club=club,
        slug=TOUR,
        theme=case["theme"].replace(" · ", "·"),
        occasion=case["occasion"],
        kind=case["kind"],
        time_zone=case["time_zone"],
        starts_at=when.day(0, "09:00"),
        ends_at=when.day(1, "17:00"),
        models_invited=f"星辰{case['models']}",
        purpose="\n".join(case["purpose"]),
        own_cost=case["own_cost"],
        included="\n".join(INCLUDED),
        safety_notes="\n".join(SAFETY),
        prize_rules="\n".join(PRIZE_RULES),
        winner_tax="organiser",
        planner=cast["planner"],
        contact_name="王晓",
        contact_phone="0731-8888 0000",
        invite_from=when.date(-25),
        registration_closes_at=when.day(-3, "18:00"),
        confirm_from=when.date(-6),
        confirm_by=when.day(-3, "18:00"),
        recipe="self_drive_tour",
    )
    Campaign.objects.filter(pk=campaign.pk).update(created_at=when.day(-33, "10:00"))
    campaign.created_at = when.day(-33, "10:00")
    target, first = case["target"], case["limit"]["raised_from"]
    Capacity.objects.create(
        campaign=campaign,
        target_cars=target["cars"],
        target_people=target["people"],
        limit_cars=first["cars"],
        limit_people=first["people"],
    )
    stops = _stops(campaign)
    _rows(campaign, stops)
    _partners(campaign, when)
    record(verb="create", thing=campaign, campaign=campaign, by=cast["planner"], at=when.day(-33, "10:00"))
    return campaign


def _clock(text: str | None) -> dt.time | None:
    return dt.time.fromisoformat(text) if text else None


def _stops(campaign: Campaign) -> list[Stop]:
    made = []
    for position, stop in enumerate(tour()["itinerary"], start=1):
        made.append(
            Stop.objects.create(
                campaign=campaign,
                day=stop["day"],
                position=position,
                arrive=dt.time.fromisoformat(stop["arrive"]),
                depart=_clock(stop.get("depart")),
                name=stop["stop"],
                kind=stop["kind"],
                note=stop["note"].replace(":", "："),
                is_checkpoint=stop.get("checkpoint", False),
                cars_may_join=stop.get("id") in ("assembly", "arrival"),
                lat=Decimal(str(stop["lat"])),
                lon=Decimal(str(stop["lon"])),
            )
        )
    return made


def _rows(campaign: Campaign, stops: list[Stop]) -> None:
    case = tour()
    for n, one in enumerate(case["ceremonies"], start=1):
        what = one["what"].replace("、由", "，由")
        Ceremony.objects.create(campaign=campaign, position=n, kind=one["kind"], what=what, stop=stops[3])
    for n, one in enumerate(case["channels"], start=1):
        Channel.objects.create(
            campaign=campaign,
            position=n,
            code=CHANNEL_CODES[one["code"]],
            name=one["name"].replace("(", "（").replace(")", "）"),
            kind=CHANNEL_KINDS[one["by"]],
        )
    for n, one in enumerate(case["supplies"], start=1):
        basis = {"car": Basis.CAR, "person": Basis.PERSON}.get(one.get("per", ""), Basis.FIXED)
        Supply.objects.create(
            campaign=campaign,
            position=n,
            name=one["name"],
            basis=basis,
            quantity=one.get("quantity", 1),
            spare=one.get("spare", 0),
            is_returnable=one.get("returnable", False),
            note=one.get("note", "").replace("、便于", "，便于"),
        )
    _prizes_and_money(campaign)
    _risks_and_tasks(campaign, stops)
    _crew(campaign)


def _prizes_and_money(campaign: Campaign) -> None:
    case = tour()
    for n, one in enumerate(case["prizes"], start=1):
        Prize.objects.create(
            campaign=campaign, position=n, name=one["name"], quantity=one["quantity"], worth_amount=one["value"]
        )
    for n, one in enumerate(case["gifts"], start=1):
        Gift.objects.create(campaign=campaign, position=n, name=one["name"], is_sized=one.get("sized", False))
    for n, (category, item, planned, _actual, payer) in enumerate(BUDGET, start=1):
        BudgetLine.objects.create(
            campaign=campaign, position=n, category=category, item=item, planned_amount=planned, paid_by=payer
        )


def _risks_and_tasks(campaign: Campaign, stops: list[Stop]) -> None:
    for n, (trigger, response, who, stop) in enumerate(CONTINGENCIES, start=1):
        Contingency.objects.create(
            campaign=campaign,
            position=n,
            trigger=trigger,
            response=response,
            who=who,
            phone="0731-8888 0000",
            stop=stops[stop] if stop is not None else None,
        )
    for n, (days, title, subject) in enumerate(TASKS, start=1):
        Task.objects.create(campaign=campaign, position=n, title=title, days_from_start=days, subject=subject)


def _crew(campaign: Campaign) -> None:
    counts: dict[str, Any] = tour()["crew"]
    rows = [
        (CrewKind.STAFF, "王晓、王强等", counts["staff"], "领队、签到、头车尾车"),
        (CrewKind.PHOTOGRAPHER, "刘洋", counts["photographer"], "全程拍照，合影"),
        (CrewKind.MEDIA, "网易汽车", counts["media"], "随队报道"),
        (CrewKind.GUEST, "厂家领导", counts["guests"], "颁发聘书、祝酒"),
    ]
    for n, (kind, name, heads, duty) in enumerate(rows, start=1):
        CrewMember.objects.create(campaign=campaign, position=n, kind=kind, name=name, head_count=heads, duty=duty)


def _partners(campaign: Campaign, when: Timeline) -> None:
    case = tour()
    made = {
        one["role"]: Partner.objects.create(
            campaign=campaign,
            position=n,
            name=one["name"].replace("(", "（").replace(")", "）"),
            role=PartnerRole(one["role"]),
        )
        for n, one in enumerate(case["partners"], start=1)
    }
    due = {SupportKind.FILING: -24, SupportKind.FUNDING: -20, SupportKind.GIFTS: -6, SupportKind.GUESTS: -7}
    for n, one in enumerate(case["support_requests"], start=1):
        SupportRequest.objects.create(
            campaign=campaign,
            partner=made[one["partner"]],
            position=n,
            kind=one["kind"],
            what=one["what"],
            due_on=when.date(due[one["kind"]]),
            asked_amount=Decimal(60000) if one["kind"] == "funding" else None,
        )


def advance_plan(campaign: Campaign, cast: dict[str, Staff], stage: str, when: Timeline) -> None:
    """Tasks done, support granted, supplies packed, as far as the stage has come."""
    for task in Task.objects.filter(campaign=campaign):
        at = when.day(task.days_from_start, "16:30")
        if at < when.now - dt.timedelta(hours=20):
            Task.objects.filter(pk=task.pk).update(done_at=at, done_by=cast["planner"])
    reached = STAGES.index(stage)
    support = SupportRequest.objects.filter(campaign=campaign)
    if reached >= STAGES.index("approved"):
        support.update(state=SupportState.ASKED)
    if reached >= STAGES.index("inviting"):
        support.filter(kind__in=["filing", "funding"]).update(state=SupportState.GRANTED)
        support.filter(kind="funding").update(granted_amount=Decimal(60000), claim_due_on=when.date(20))
    if reached >= STAGES.index("ready"):
        support.filter(kind__in=["gifts", "guests"]).update(state=SupportState.DELIVERED)
        for supply in campaign.supplies.all():
            packed = {Basis.CAR: 48, Basis.PERSON: 125}.get(Basis(supply.basis), supply.quantity) + supply.spare
            Supply.objects.filter(pk=supply.pk).update(packed=packed)
    if reached >= STAGES.index("closed"):
        support.filter(kind="funding").update(state=SupportState.EVIDENCED, claimed_amount=Decimal(45000))
        for category, item, _planned, actual, _payer in BUDGET:
            BudgetLine.objects.filter(campaign=campaign, category=category, item=item).update(actual_amount=actual)
        for supply in campaign.supplies.all():
            out = {Basis.CAR: 47, Basis.PERSON: 122}.get(Basis(supply.basis), supply.quantity)
            returned = out - 1 if supply.is_returnable else 0
            Supply.objects.filter(pk=supply.pk).update(handed_out=out, returned=returned)
