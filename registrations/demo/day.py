"""The day of the real tour: scans at three checkpoints, the draw, incidents, and what owners said afterwards."""

import datetime as dt
import random
import uuid

from campaigns.models import Campaign, Coverage, CoverageKind, Incident, Report, Staff, Stop
from registrations.actions.check_in import record_owner_event, record_scan_events
from registrations.actions.devices import enrol, finish
from registrations.actions.draw import commit, freeze, record_throw
from registrations.actions.draw import finish as finish_draw
from registrations.actions.presenter_link import make_presenter_link
from registrations.actions.prize_claim import record_claim
from registrations.actions.reveal import reveal_next
from registrations.actions.survey import answer_survey
from registrations.models import Registration
from registrations.models.check_in import ScanKind, Verdict
from registrations.queries.draw import next_call
from registrations.scanned import ScannedEvent

from .case import tour
from .timeline import Timeline

SEED = 20261024
ABSENT_SIZE = 3
LATE_MINUTES = {2: 25, 3: 20, 5: 5}
WEAKNESSES = [
    "等补胎 25 分钟，午餐晚开，没有备用安排",
    "礼品申领盖章晚 2 天，差点赶不上",
    "第一段连开 2 小时 10 分，带孩子的家庭反映累",
]
LESSONS = [
    "常德加一个途经点，歇 20 分钟",
    "厂家申领提前到出发前 20 天",
    "每编队配一套补胎工具",
    "午餐前留 20 分钟余量",
]


def absent_party(campaign: Campaign) -> Registration:
    """The party of 3 that does not come."""
    confirmed = Registration.objects.for_campaign(campaign).confirmed().in_arrival_order()
    return [party for party in confirmed if party.people == ABSENT_SIZE][-1]


def scan_everybody(campaign: Campaign, cast: dict[str, Staff], when: Timeline) -> None:
    """Every confirmed party but one, at each checkpoint from where it joins; only what has happened by now."""
    device = enrol(campaign=campaign, staff=cast["host"], label="王强的手机", at=when.day(0, "07:30")).device
    absent = absent_party(campaign)
    stops = list(Stop.objects.filter(campaign=campaign).in_road_order())
    rank = {stop.pk: position for position, stop in enumerate(stops)}
    coming = Registration.objects.for_campaign(campaign).confirmed().exclude(pk=absent.pk).order_by("car_number", "pk")
    sequence = 0
    for stop in (stop for stop in stops if stop.is_checkpoint):
        events = []
        for n, party in enumerate(coming):
            if party.joins_at_id and rank[party.joins_at_id] > rank[stop.pk]:
                continue
            opened = campaign.moment(stop.day, stop.arrive) - dt.timedelta(minutes=25)
            at = opened + dt.timedelta(seconds=55 * n)
            if at > when.now:
                continue
            sequence += 1
            events.append(_green(party, stop, at, sequence))
        if events:
            sent = when.past(events[-1].device_at + dt.timedelta(minutes=1))
            record_scan_events(device=device, events=events, at=sent, last_sequence=sequence)
    finish(device=device, last_sequence=sequence, at=when.past(when.day(1, "09:10")))


def event_id(phone: str, position: int) -> uuid.UUID:
    """The same id for the same scan each time the demo is built."""
    chance = random.Random(f"{SEED}/{phone}/{position}")  # demo data, not a secret
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def _green(party: Registration, stop: Stop, at: dt.datetime, sequence: int) -> ScannedEvent:
    return ScannedEvent(
        id=event_id(party.phone, stop.position),
        kind=ScanKind.CHECK_IN,
        device_at=at,
        estimated_at=at,
        sequence=sequence,
        checkpoint=stop.pk,
        registration=party.pk,
        heads=party.people,
        cars=party.cars,
        verdict=Verdict.ARRIVED,
    )


def run_as_driven(campaign: Campaign, when: Timeline) -> None:
    """Actual times of the stops, and the one incident."""
    for n, stop in enumerate(Stop.objects.filter(campaign=campaign).in_road_order()):
        arrived = campaign.moment(stop.day, stop.arrive) + dt.timedelta(minutes=LATE_MINUTES.get(n + 1, 0))
        if arrived <= when.now:
            left = campaign.moment(stop.day, stop.depart) if stop.depart else None
            Stop.objects.filter(pk=stop.pk).update(
                actual_arrive_at=arrived, actual_depart_at=left if left and arrived < left <= when.now else None
            )
    at = when.day(0, "10:52")
    if at <= when.now:
        Incident.objects.create(
            campaign=campaign,
            happened_at=at,
            what="一辆车右后胎扎钉",
            outcome="尾车陪停，25 分钟换好备胎",
            minutes_lost=25,
        )


def draw_prizes(campaign: Campaign, cast: dict[str, Staff], when: Timeline) -> None:
    """The whole evening: list closed, sealed, dice thrown, every prize drawn and collected."""
    planner = cast["planner"]
    draw = freeze(campaign=campaign, by=planner, at=when.day(0, "19:05"))
    draw = commit(draw=draw, by=planner, at=when.day(0, "19:06"))
    dice = random.Random(SEED)  # demo data: a real throw comes from the room
    draw = record_throw(
        draw=draw,
        throw="".join(str(dice.randint(1, 6)) for _die in range(draw.dice)),
        by=planner,
        at=when.day(0, "19:10"),
    )
    link = make_presenter_link(campaign=campaign, by=planner, at=when.day(0, "18:50"))
    place = 0
    while (call := next_call(draw)) is not None:
        reveal = reveal_next(
            draw=draw,
            place=place,
            number=call[0],
            link=link,
            at=when.day(0, "19:12") + dt.timedelta(minutes=place),
        )
        winner = reveal.entrant.registration.name
        record_claim(reveal=reveal, collected_by=winner, by=planner, on_paper=True, at=when.day(0, "20:10"))
        place += 1
    finish_draw(draw=draw, by=planner, at=when.day(0, "20:30"))


def come_home(campaign: Campaign, when: Timeline) -> None:
    """Most report safe home in the evening of the second day."""
    absent = absent_party(campaign)
    for n, party in enumerate(Registration.objects.for_campaign(campaign).confirmed().exclude(pk=absent.pk)):
        at = when.day(1, f"{20 + n % 3}:{(n * 7) % 60:02d}")
        if n % 8 and at <= when.now:
            record_owner_event(registration=party, kind=ScanKind.SAFE_HOME, at=at)


def answer_surveys(campaign: Campaign, when: Timeline) -> None:
    """38 of 47 answer: 26 very satisfied, 9 satisfied, 2 so-so, 1 dissatisfied."""
    absent = absent_party(campaign)
    came = list(Registration.objects.for_campaign(campaign).confirmed().exclude(pk=absent.pk).in_arrival_order())
    answers = [5] * 26 + [4] * 9 + [3] * 2 + [2]
    for n, (party, satisfaction) in enumerate(zip(came, answers, strict=False)):
        recommend = 3 if n < 30 else 2 if n < 37 else 1
        answer_survey(
            registration=party, satisfaction=satisfaction, buy_again=1 + (n * 7) % 3, recommend=recommend,
            at=when.past(when.day(2, f"{9 + n % 10:02d}:{(n * 7) % 60:02d}")),
        )  # fmt: skip


def write_report(campaign: Campaign) -> None:
    """What the planner learned; coverage as the case lists it."""
    for position, one in enumerate(tour()["coverage"], start=1):
        Coverage.objects.create(
            campaign=campaign,
            position=position,
            place=one["channel"],
            kind=CoverageKind(one["kind"]),
            by=one.get("by", "").replace("store", "本店").replace("media", "媒体"),
            count=one.get("count", 1),
            featured_count=4 if one.get("featured") else 0,
        )
    strengths = [line.replace(":", "：").replace("、提升", "，提升") for line in tour()["report"]["strengths"]]
    Report.objects.update_or_create(
        campaign=campaign,
        defaults={
            "strengths": "\n".join(strengths),
            "weaknesses": "\n".join(WEAKNESSES),
            "lessons": "\n".join(LESSONS),
            "recommendation": "明年春季再办一次，名额直接定 50 辆、130 人。",
            "recommendation_basis": "候补 6 户没能成行，论坛报名一周就满",
        },
    )
