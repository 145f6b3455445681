"""Three smaller campaigns beside the tour, so that lists look alive: draft, inviting, closed."""

import datetime as dt

from campaigns.actions.life import approve
from campaigns.models import Campaign, Capacity, Channel, ChannelKind, Club, Staff, Stop, StopKind
from registrations.actions import life
from registrations.actions.check_in import record_scan_events
from registrations.actions.confirmation import confirm
from registrations.actions.devices import enrol, finish
from registrations.actions.registration import register
from registrations.models import How, Registration
from registrations.models.check_in import ScanKind, Verdict
from registrations.party import PartyDetails
from registrations.scanned import ScannedEvent

from .day import event_id
from .invented import CLASS, NIGHT, SERVICE

NAMES = "周涛 何静 冯伟 袁丽 唐磊 曾敏 彭勇 潘婷 蒋军 余芳 叶强 程娟 苏明 魏兰 吕鹏 丁洁 任飞 沈燕".split()  # noqa: SIM905  # reads better


def make_small_campaigns(club: Club, cast: dict[str, Staff], now: dt.datetime) -> None:
    night = _campaign(club, cast, now, NIGHT, "橘子洲夜行·新能源车主专场", 18, (24, 60), "dn24", "新能源车主", hours=4)
    Campaign.objects.filter(pk=night.pk).update(created_at=now - dt.timedelta(days=2))
    first = _campaign(club, cast, now, SERVICE, "首保日·新车主见面会", 9, (20, 45), "fs20", "新车主", hours=5)
    approve(campaign=first, by=cast["manager"], at=now - dt.timedelta(days=12))
    life.open_inviting(campaign=first, by=cast["planner"], at=now - dt.timedelta(days=11))
    _register(first, 7, now - dt.timedelta(days=8), "2")
    _class_that_is_over(club, cast, now)


def _campaign(
    club: Club, cast: dict[str, Staff], now: dt.datetime, slug: str, theme: str, days: int, limit: tuple[int, int],
    code: str, models: str, hours: int,
) -> Campaign:  # fmt: skip
    campaign = Campaign(club=club, slug=slug, theme=theme, starts_at=now, ends_at=now + dt.timedelta(hours=1))
    start = dt.datetime.combine(campaign.local(now).date() + dt.timedelta(days=days), dt.time(14), tzinfo=campaign.zone)
    campaign.starts_at, campaign.ends_at = start, start + dt.timedelta(hours=hours)
    campaign.confirm_from, campaign.confirm_by = (start - dt.timedelta(days=4)).date(), start - dt.timedelta(days=2)
    campaign.invite_from = (start - dt.timedelta(days=14)).date()
    campaign.models_invited, campaign.purpose = models, "让车主常回来看看，有问题当面解决"
    campaign.planner, campaign.contact_name, campaign.contact_phone = cast["planner"], "王晓", "0731-8888 0000"
    campaign.save()
    Capacity.objects.create(
        campaign=campaign,
        target_cars=limit[0] - 4,
        target_people=limit[1] - 10,
        limit_cars=limit[0],
        limit_people=limit[1],
    )
    Channel.objects.create(campaign=campaign, code=code, name="微信公众号", kind=ChannelKind.LINK, position=1)
    Stop.objects.create(
        campaign=campaign, day=1, position=1, arrive=dt.time(14), depart=dt.time(17), name="星辰 4S 店展厅",
        kind=StopKind.ASSEMBLY, is_checkpoint=True, cars_may_join=True, note="签到、茶歇、讲座",
    )  # fmt: skip
    return campaign


def _register(campaign: Campaign, count: int, at: dt.datetime, series: str) -> list[Registration]:
    channel = campaign.channels.get()
    made = []
    for n in range(count):
        party = PartyDetails(
            name=NAMES[n],
            phone=f"+8618800{series}000{n:02d}",
            adults=1 + n % 2,
            children=n % 3 == 0,
            plate=f"湘A{series}N{n:02d}8",
        )
        made.append(
            register(campaign=campaign, party=party, channel=channel, at=at + dt.timedelta(hours=3 * n)).registration
        )
    return made


def _class_that_is_over(club: Club, cast: dict[str, Staff], now: dt.datetime) -> None:
    """Closed two days ago; its report is due tomorrow at 24:00."""
    campaign = _campaign(club, cast, now, CLASS, "秋季爱车课堂", -2, (20, 40), "ac20", "全系", hours=3)
    start = campaign.starts_at
    approve(campaign=campaign, by=cast["manager"], at=start - dt.timedelta(days=20))
    life.open_inviting(campaign=campaign, by=cast["planner"], at=start - dt.timedelta(days=19))
    parties = _register(campaign, 18, start - dt.timedelta(days=15), "3")
    life.start_confirming(campaign=campaign, by=cast["planner"], at=start - dt.timedelta(days=4))
    for party in parties:
        confirm(registration=party, how=How.PASS, at=start - dt.timedelta(days=3))
    life.make_ready(campaign=campaign, by=cast["planner"], at=start - dt.timedelta(days=1))
    device = enrol(
        campaign=campaign, staff=cast["host"], label="王强的手机", at=start - dt.timedelta(minutes=40)
    ).device
    stop = campaign.stops.get()
    events = [
        ScannedEvent(
            id=event_id(party.phone, stop.position),
            kind=ScanKind.CHECK_IN,
            device_at=(at := start + dt.timedelta(minutes=n - 15)),
            estimated_at=at,
            sequence=n,
            checkpoint=stop.pk,
            registration=party.pk,
            heads=party.people,
            cars=party.cars,
            verdict=Verdict.ARRIVED,
        )
        for n, party in enumerate(parties[:-1], start=1)
    ]
    record_scan_events(device=device, events=events, at=start + dt.timedelta(minutes=10), last_sequence=len(events))
    finish(device=device, last_sequence=len(events), at=start + dt.timedelta(hours=1))
    campaign.refresh_from_db()
    life.close(campaign=campaign, by=cast["planner"], at=campaign.ends_at + dt.timedelta(minutes=10))
