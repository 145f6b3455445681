"""The real tour of cases/tour.yaml as rows of the plan, and its figures: what documents are printed from."""

import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from campaigns.models import (
    BudgetLine,
    Campaign,
    Ceremony,
    Contingency,
    CrewMember,
    Gift,
    Partner,
    Prize,
    Stop,
    Supply,
    SupportRequest,
)
from campaigns.turnout import (
    ChannelTurnout,
    CheckpointTurnout,
    Count,
    CoverageLine,
    Figures,
    IncidentLine,
    Money,
    MoneyLine,
    PrizeLine,
    StopAsRun,
    SupplyLine,
    SurveyTurnout,
    Turnout,
)

from .plan import make_campaign, make_channel, make_club, make_staff

SHANGHAI = ZoneInfo("Asia/Shanghai")
PURPOSE = """传达门店对车主的关爱、维护车主关系、提升客户对品牌的认可和忠诚度
让客户体验品牌的服务理念及品牌承诺"""
STOPS = [
    (1, "09:00", "10:00", "长沙西服务区", "assembly", True, "集合签到、贴车贴、发对讲机、行前安全说明"),
    (1, "12:10", "13:00", "桃源饭店", "meal", False, "午餐"),
    (1, "15:00", "17:30", "武陵源旅游区", "hotel", True, "全部车友汇合、办理入住"),
    (1, "18:00", "", "武陵源酒店宴会厅", "banquet", False, "晚宴：授聘仪式、会长授旗仪式、抽奖、祝酒"),
    (2, "08:00", "09:00", "森林公园东门", "sight", True, "景区集合、摆阵型拍合照"),
    (2, "09:00", "17:00", "森林公园", "sight", False, "自由游览、返程"),
    (2, "19:10", "19:40", "桃源服务区", "rest", False, "返程休息、天黑慢行"),
]
COORDINATES = {
    "长沙西服务区": ("28.235", "112.795"),
    "桃源饭店": ("28.902", "111.489"),
    "武陵源旅游区": ("29.346", "110.550"),
}


def local(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def make_tour(**fields: Any) -> Campaign:
    """The tour with its whole plan."""
    club = make_club(name="星辰车友会", store="星辰汽车销售服务有限公司", city="长沙", brand="星辰")
    campaign = make_campaign(
        club,
        **{
            "theme": "向山而行·星辰车主张家界自驾之旅",
            "occasion": "新车上市",
            "models_invited": "全系",
            "purpose": PURPOSE,
            "own_cost": "油费、过路费、第二日午餐自理",
            "included": "晚宴与一晚住宿\n品牌 T 恤人人有份",
            "starts_at": local("2026-10-24T09:00"),
            "ends_at": local("2026-10-25T17:00"),
            "invite_from": dt.date(2026, 9, 28),
            "registration_closes_at": local("2026-10-20T18:00"),
            "confirm_from": dt.date(2026, 10, 16),
            "confirm_by": local("2026-10-20T18:00"),
            "planner": make_staff(club, name="王晓"),
            "contact_phone": "0731-00000000",
        }
        | fields,
    )
    _make_road(campaign)
    _make_preparation(campaign)
    return campaign


def _make_road(campaign: Campaign) -> None:
    stops = {}
    for position, (day, arrive, depart, name, kind, is_checkpoint, note) in enumerate(STOPS):
        lat, lon = COORDINATES.get(name, (None, None))
        stops[name] = Stop.objects.create(
            campaign=campaign,
            position=position,
            day=day,
            arrive=dt.time.fromisoformat(arrive),
            name=name,
            kind=kind,
            depart=dt.time.fromisoformat(depart) if depart else None,
            is_checkpoint=is_checkpoint,
            note=note,
            lat=lat and Decimal(lat),
            lon=lon and Decimal(lon),
            cars_may_join=is_checkpoint,
        )
    banquet = stops["武陵源酒店宴会厅"]
    Ceremony.objects.create(
        campaign=campaign, kind="授聘", what="聘请论坛版主为车友会资深顾问", who="厂家领导颁发聘书", stop=banquet
    )
    Ceremony.objects.create(campaign=campaign, kind="授旗", what="车友会新任会长授旗", position=1, stop=banquet)
    Contingency.objects.create(
        campaign=campaign,
        trigger="扎胎、抛锚",
        response="尾车停靠，打双闪，叫救援；本车乘客换乘尾车。",
        who="尾车 周强",
        phone="13900000001",
        stop=stops["桃源饭店"],
    )
    Contingency.objects.create(
        campaign=campaign, trigger="有人身体不适", response="头车就近下高速，送医并陪同。", who="王晓", position=1
    )


def _make_preparation(campaign: Campaign) -> None:
    names = [
        ("自店意向客户邀约", "phone"),
        ("汽车论坛召集令（头条置顶）", "link"),
        ("微信公众号", "link"),
        ("展厅海报", "qr"),
    ]
    campaign.channels.all().delete()
    for position, (name, kind) in enumerate(names):
        make_channel(campaign, name=name, kind=kind, position=position)
    maker = Partner.objects.create(campaign=campaign, name="星辰汽车（厂家）", role="manufacturer")
    Partner.objects.create(campaign=campaign, name="某汽车论坛", role="forum", position=1)
    asks = [
        ("filing", "活动报备", None),
        ("funding", "费用支持", 60000),
        ("gifts", "礼品申领", None),
        ("guests", "厂家领导出席并颁发聘书", None),
    ]
    for position, (kind, what, amount) in enumerate(asks):
        SupportRequest.objects.create(
            campaign=campaign,
            partner=maker,
            kind=kind,
            what=what,
            asked_amount=amount,
            position=position,
            due_on=dt.date(2026, 9, 25),
        )
    for position, (category, planned, payer) in enumerate(
        [
            ("食宿、宴会", 96000, "store"),
            ("门票、场地", 31200, "store"),
            ("物料、奖品", 28800, "manufacturer"),
            ("救援、保险", 12000, "store"),
        ]
    ):
        BudgetLine.objects.create(
            campaign=campaign, category=category, planned_amount=planned, paid_by=payer, position=position
        )
    Supply.objects.create(
        campaign=campaign, name="车贴", basis="car", spare=5, note="出发前统一张贴、便于组织管理并露出店头信息"
    )
    Supply.objects.create(campaign=campaign, name="对讲机", basis="car", is_returnable=True, position=1)
    Supply.objects.create(campaign=campaign, name="会旗", basis="fixed", position=2)
    for position, (kind, name, count) in enumerate(
        [("staff", "", 6), ("photographer", "", 1), ("media", "", 1), ("guest", "厂家领导", 2)]
    ):
        CrewMember.objects.create(campaign=campaign, kind=kind, name=name, head_count=count, position=position)
    for position, (name, quantity, worth) in enumerate(
        [("超豪华越野自行车", 1, 6800), ("高级保温杯", 5, 398), ("精美雨伞", 10, 128)]
    ):
        Prize.objects.create(campaign=campaign, name=name, quantity=quantity, worth_amount=worth, position=position)
    Gift.objects.create(campaign=campaign, name="品牌定制 T 恤", is_sized=True)
    Gift.objects.create(campaign=campaign, name="购物袋", position=1)


def tour_figures() -> Figures:
    """The case's counts, with the sample money, survey and times of the report's mock."""
    return Figures(
        turnout=_tour_turnout(),
        money=Money(
            lines=tuple(
                MoneyLine(name, Decimal(planned), Decimal(actual), Decimal(supported))
                for name, planned, actual, supported in [
                    ("食宿、宴会", 96000, 94300, 30000),
                    ("门票、场地", 31200, 31200, 15000),
                    ("物料、奖品", 28800, 26900, 15000),
                    ("救援、保险", 12000, 8800, 0),
                ]
            ),
            planned_amount=Decimal(168000),
            actual_amount=Decimal(161200),
            supported_amount=Decimal(60000),
            granted_amount=Decimal(60000),
            claimed_amount=Decimal(45000),
            claim_due_on=dt.date(2026, 11, 15),
        ),
        road=tuple(
            StopAsRun(
                number,
                name,
                day,
                local(f"2026-10-{23 + day}T{planned}"),
                local(f"2026-10-{23 + day}T{actual}"),
                is_checkpoint,
            )
            for number, (day, planned, actual, name, is_checkpoint) in enumerate(
                [
                    (1, "09:00", "09:00", "长沙西服务区", True),
                    (1, "12:10", "12:35", "桃源饭店", False),
                    (1, "15:00", "15:20", "武陵源旅游区", True),
                    (1, "18:00", "18:00", "武陵源酒店宴会厅", False),
                    (2, "08:00", "08:05", "森林公园东门", True),
                    (2, "09:00", "09:10", "森林公园", False),
                    (2, "19:10", "19:00", "桃源服务区", False),
                ],
                1,
            )
        ),
        coverage=(
            CoverageLine("公众号、汽车之家、网易汽车", "article", 3, 0, 12800),
            CoverageLine("车主论坛发帖", "owner post", 11, 4),
            CoverageLine("展厅照片墙", "print", 1, 0),
        ),
        incidents=(IncidentLine(local("2026-10-24T10:52"), "33 号车扎钉", "25 分钟换好备胎", 25),),
        prizes=(
            PrizeLine("超豪华越野自行车", 1, Decimal(6800), (17,)),
            PrizeLine("高级保温杯", 5, Decimal(398), (3, 8, 21, 30, 44)),
            PrizeLine("精美雨伞", 10, Decimal(128), (1, 5, 9, 12, 19, 26, 33, 37, 41, 46)),
        ),
        supplies=(SupplyLine("车贴", 55, 55, 47, 0, False), SupplyLine("对讲机", 50, 50, 47, 46, True)),
    )


def _tour_turnout() -> Turnout:
    return Turnout(
        target=Count(40, 100),
        limit=Count(50, 130),
        invited=180,
        reached=141,
        registered=Count(50, 130),
        confirmed=Count(48, 125),
        arrived=Count(47, 122),
        walk_ins=Count(),
        no_shows=Count(1, 3),
        confirmed_arrived=Count(47, 122),
        waiting_left=Count(6, 14),
        waiting_left_parties=6,
        checkpoints=(
            CheckpointTurnout(1, "长沙西服务区", Count(37, 94), Count(36, 92)),
            CheckpointTurnout(3, "武陵源旅游区", Count(48, 125), Count(47, 122)),
            CheckpointTurnout(5, "森林公园东门", Count(47, 122), Count(46, 119)),
        ),
        channels=(
            ChannelTurnout(1, "自店意向客户邀约", "phone", 180, 141, Count(20, 52), Count(19, 50), Count(19, 50)),
            ChannelTurnout(
                2, "汽车论坛召集令（头条置顶）", "link", 412, None, Count(18, 47), Count(17, 44), Count(17, 44)
            ),
            ChannelTurnout(3, "微信公众号", "link", 96, None, Count(7, 18), Count(7, 18), Count(6, 15)),
            ChannelTurnout(4, "展厅海报", "qr", 31, None, Count(5, 13), Count(5, 13), Count(5, 13)),
        ),
        survey=SurveyTurnout(47, 38, {5: 26, 4: 9, 3: 2, 2: 1, 1: 0}, {3: 30, 2: 7, 1: 1}, {3: 12, 2: 20, 1: 6}),
    )
