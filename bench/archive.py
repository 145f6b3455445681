"""The archive at its largest: staff pages, finding somebody and a dealer list, with 100,000 owners in one club."""

import io
import random
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

OWNERS, LINES, TIMES = 100_000, 20_000, 60
SURNAMES, GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华"
PAGES = ("/", "/campaigns/{slug}/", "/campaigns/{slug}/registrations/", "/campaigns/{slug}/invitations/", "/owners/")
FINDING = ("wf", "王芳", "wangfang", "0042", "7777")


def figures(built: Any, share: float, say: Callable[[str], object]) -> dict[str, float]:
    """Milliseconds (95 of 100 answers are quicker) and seconds."""
    from tests.factories.plan import make_staff

    say("archive …")
    club = built.campaign.club
    _fill(club, int(OWNERS * share))
    planner = make_staff(club, "planner")
    return {
        "pages_ms": max(_p95(planner, page.format(slug=built.campaign.slug)) for page in PAGES),
        "finding_ms": max(_p95(planner, f"/search/?q={typed}") for typed in FINDING),
        "import_s": _preview(club, planner, int(LINES * share)),
    }


def _names(seed: int) -> Iterator[str]:
    chance = random.Random(seed)  # names for a measurement, not a secret
    while True:
        yield chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2))))


def _fill(club: Any, count: int) -> None:
    from registrations.initials import initials_of
    from registrations.models import Owner, Vehicle

    owners = [
        Owner(club=club, name=name, initials=initials_of(name), phone=f"+86131{n:08d}", phone_last4=f"{n % 10_000:04d}")
        for n, name in zip(range(count), _names(1), strict=False)
    ]
    made = Owner.objects.bulk_create(owners, batch_size=2_000)
    cars = [Vehicle(owner=owner, plate=f"湘A{n % 100_000:05d}", model="S3") for n, owner in enumerate(made)]
    Vehicle.objects.bulk_create(cars, batch_size=2_000)


def _p95(staff: Any, address: str) -> float:
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(staff)
    client.get(address)
    took = []
    for _ in range(TIMES):
        started = time.perf_counter()
        answer = client.get(address)
        took.append(1000 * (time.perf_counter() - started))
        assert answer.status_code == 200, (address, answer.status_code)
    return statistics.quantiles(took, n=20)[-1]


def _preview(club: Any, staff: Any, count: int) -> float:
    from registrations.actions.owner_import import preview_import

    content = _dealer_list(count)
    started = time.monotonic()
    upload = preview_import(club=club, by=staff, file_name="dealer.xlsx", content=content)
    took = time.monotonic() - started
    assert len(upload.lines) == count
    return took


def _dealer_list(count: int) -> bytes:
    """As dealer systems write them: a title, numbers as numbers or with dashes, serial dates, repeats, a total."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["客户清单 2026年10月"])
    sheet.append(["姓名", "手机号码", "车牌号", "车架号", "车型", "购车日期", "累计消费", "进厂次数", "备注"])
    chance = random.Random(2)  # rows for a measurement, not a secret
    for n, name in zip(range(count), _names(2), strict=False):
        who = n if chance.random() > 0.1 else chance.randrange(n + 1)
        phone = 13_200_000_000 + who if n % 3 else f"132-{who // 10_000:04d}-{who % 10_000:04d}"
        vin = f"LSVAA{who:012d}"
        sheet.append([name, phone, f"湘B{who:05d}", vin, "远山 EV", 45_000 + n % 900, f"{n}.10元", n % 30, ""])
    sheet.append(["合计", "", "", "", "", "", count])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
