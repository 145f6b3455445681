"""The list of registrations as staff narrow it, with its totals in cars and people.

Rule: the number of queries does not depend on the number of rows; totals are of the rows that are shown, over
all pages, and every figure elsewhere can name its rows by the same filters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, Max, Q, Sum, When
from django.utils.translation import pgettext

from campaigns.looks.statuses import STATUSES
from campaigns.models import Campaign, Channel, Stop
from registrations.models import ENDED_STATES, LIVE_STATES, PLACED_STATES, Registration
from registrations.readings import spelled_question

from .find import any_of, party_questions
from .whereabouts import whereabouts

PER_PAGE = 100
TABS: dict[str, list[str]] = {
    "": [*LIVE_STATES, *ENDED_STATES, "arrived", "absent"],
    "arrived": ["arrived"],
    "absent": ["absent"],
    "held": ["held"],
    "confirmed": ["confirmed"],
    "waiting": ["waiting"],
    "offered": ["offered"],
    "released": ["released"],
    "ended": ["cancelled", "declined", "expired"],
}


@dataclass(frozen=True)
class Filters:
    state: str = ""
    channel: int | None = None
    model: str = ""
    joins: int | None = None
    text: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Filters":
        state = query.get("state", "")
        return cls(
            state=state if state in TABS else "",
            channel=_number(query.get("channel", "")),
            model=query.get("model", "")[:40],
            joins=_number(query.get("joins", "")),
            text=query.get("q", "").strip()[:40],
        )

    @property
    def is_set(self) -> bool:
        return self != Filters()

    def address(self, **changed: Any) -> str:
        """The query string of this list with some filters changed."""
        named = {"state": self.state, "channel": self.channel, "model": self.model, "joins": self.joins, "q": self.text}
        return "?" + urlencode({key: value for key, value in (named | changed).items() if value})


@dataclass(frozen=True)
class Tab:
    url: str
    label: str
    count: int
    is_here: bool


@dataclass(frozen=True)
class RegistrationList:
    page: Page
    tabs: list[Tab]
    totals: dict[str, int]
    channels: list[Channel]
    models: list[str]
    stops: list[Stop]

    @property
    def is_numbered(self) -> bool:
        """Whether any car on this page has its number yet."""
        return any(party.car_number for party in self.page)


def registration_list(campaign: Campaign, filters: Filters, page: str) -> RegistrationList:
    ours = Registration.objects.for_campaign(campaign)
    narrowed = _narrowed(ours, filters).annotate(standing=whereabouts(campaign).standing())
    rows = narrowed.filter(standing__in=TABS[filters.state])
    ordered = rows.select_related("channel", "joins_at", "drives_with").annotate(latest_at=Max("moves__at"))
    if filters.state == "waiting":
        ordered = ordered.order_by("queued_at", "pk")
    else:
        ended_last = Case(When(state__in=ENDED_STATES, then=1), default=0)
        ordered = ordered.order_by(ended_last, F("car_number").asc(nulls_last=True), "registered_at", "pk")
    return RegistrationList(
        page=Paginator(ordered, PER_PAGE).get_page(page),
        tabs=_tabs(narrowed, filters),
        totals=_totals(rows, filters.state),
        channels=list(campaign.channels.all()),
        models=list(ours.exclude(model="").order_by("model").values_list("model", flat=True).distinct()),
        stops=list(campaign.stops.where_cars_join().in_road_order()),
    )


def _narrowed(rows: Any, filters: Filters) -> Any:
    if filters.channel:
        rows = rows.filter(channel=filters.channel)
    if filters.model:
        rows = rows.filter(model=filters.model)
    if filters.joins:
        rows = rows.filter(joins_at=filters.joins)
    if filters.text:
        rows = rows.filter(any_of([*party_questions(filters.text), *spelled_question(rows, filters.text)]))
    return rows


def _tabs(rows: Any, filters: Filters) -> list[Tab]:
    counted = rows.aggregate(
        **{key or "live": Count("pk", filter=Q(standing__in=states)) for key, states in TABS.items()}
    )
    words = {key: STATUSES[key][1] for key in TABS if key in STATUSES}
    words |= {"": pgettext("every state", "All"), "ended": pgettext("registrations", "Not coming")}
    return [
        Tab(filters.address(state=key), str(words[key]), counted[key or "live"], key == filters.state)
        for key in TABS
        if counted[key or "live"] or key in ("", filters.state)
    ]


def _totals(rows: Any, state: str) -> dict[str, int]:
    """Parties, cars, adults, children, people. Of *all*, only who holds a place adds up to something."""
    counted = Q() if state else Q(state__in=PLACED_STATES)
    sums = {f"all_{name}": Sum(name, filter=counted, default=0) for name in ("cars", "adults", "children", "people")}
    found = rows.aggregate(all_parties=Count("pk"), **sums)
    return {key.removeprefix("all_"): int(value) for key, value in found.items()}


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 12 else None
