"""`/styleguide/`: every component in every state, face by face, by day and by night, with made-up figures.

Rule: it reads no data. It is there in development, and for administrators where SHOW_STYLEGUIDE is off.
"""

import datetime as dt

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from campaigns.forms.styleguide import SampleForm
from campaigns.looks.icons import ICONS
from campaigns.looks.lanes import Lane
from campaigns.looks.posts import Post
from campaigns.looks.statuses import STATUSES
from campaigns.models import Role, StaffRole, State

TOKENS = [
    "paper",
    "surface",
    "sunken",
    "ink",
    "sign",
    "lane",
    "info",
    "waiting-ink",
    "late-ink",
    "danger",
    "kind-1",
    "kind-2",
    "kind-3",
    "kind-4",
]
STOPS = [
    ("长沙西服务区", "09:00", 28.23, 112.77, True),
    ("桃源饭店", "12:10", 28.90, 111.48, False),
    ("武陵源", "15:00", 29.35, 110.55, False),
]
ROAD = [
    {"time": "09:00", "icon": "flag", "title": "长沙西服务区", "text": "09:03", "kind": "done", "is_point": True},
    {"time": "12:10", "icon": "meal", "title": "桃源饭店", "text": "13:10", "kind": "here"},
    {"time": "15:00", "icon": "peak", "title": "武陵源旅游区", "text": "", "kind": "", "is_point": True},
    {"time": "18:00", "icon": "clock", "title": "武陵源酒店宴会厅", "text": "", "kind": "over", "is_point": True},
]
LANES = [
    (Lane(50, 0), Lane(130, 0)),
    (Lane(50, 38, offered=2), Lane(130, 97, offered=6)),
    (Lane(50, 41, held=9, target=40), Lane(130, 106, held=24, target=100)),
    (Lane(50, 50), Lane(130, 130)),
    (Lane(50, 52), Lane(130, 135)),
]
POSTS = [Post("4", "天后出发", "天后"), Post("31", "小时", "小时", "late"), Post("12", "天前", "天前", "after")]
DICE = [4, 1, 6, 3, 2, 5]


def _may_look(request: HttpRequest) -> bool:
    if settings.SHOW_STYLEGUIDE:
        return True
    staff = request.user
    return staff.is_authenticated and StaffRole.objects.filter(staff=staff, role=Role.ADMINISTRATOR).exists()


class _Sample:
    """Stands in for a campaign where a component wants one."""

    state = State.CONFIRMING
    slug = "styleguide"
    is_off = False


def styleguide(request: HttpRequest, face: str = "staff") -> HttpResponse:
    if not _may_look(request) or face not in ("staff", "owner", "host", "screen"):
        raise Http404
    context = {
        "theme_override": request.GET.get("theme", ""),
        "tokens": TOKENS,
        "statuses": STATUSES.items(),
        "icons": ICONS,
        "stops": STOPS,
        "road": ROAD,
        "lanes": LANES,
        "posts": POSTS,
        "sample": _Sample(),
        "dice": DICE,
        "empty_form": SampleForm(),
        "wrong_form": SampleForm({"phone": "139 0000 861", "adults": "2"}),
        "page": Paginator(range(100), 10).page(2),
        "tabs": [
            {"url": "#all", "label": "全部", "count": 58, "is_here": True},
            {"url": "#held", "label": "已报名", "count": 9},
            {"url": "#confirmed", "label": "已确认", "count": 41},
        ],
        "deadline": dt.datetime(2026, 10, 21, 18, 0, tzinfo=dt.UTC),
    }
    return render(request, f"styleguide/{face}.html", context)
