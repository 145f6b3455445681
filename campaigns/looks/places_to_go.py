"""Where staff can go: the bar's five places and the rail of one campaign.

Rule: an entry appears only if its page exists and the role may open it. What a page asks is read from
its gate (campaigns/access.py), so this list and the pages cannot disagree.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import pgettext_lazy

from campaigns.models import Role


@dataclass(frozen=True)
class Place:
    key: str
    label: object
    url: str
    icon: str = ""
    count: str = ""
    todo: str = ""
    is_here: bool = False


BAR = [
    ("today", pgettext_lazy("navigation", "Today"), "calendar", ["campaigns:today"]),
    ("campaigns", pgettext_lazy("navigation", "Campaigns"), "flag", ["campaigns:campaign_list"]),
    ("calls", pgettext_lazy("navigation", "Calls"), "phone", ["registrations:calling_desk", "registrations:call_desk"]),
    ("owners", pgettext_lazy("navigation", "Owners"), "people", ["registrations:owner_list"]),
    ("reports", pgettext_lazy("navigation", "Reports"), "chart", ["campaigns:report_list"]),
]

RAIL = [
    ("overview", pgettext_lazy("navigation", "Overview"), "campaigns:campaign_overview"),
    ("itinerary", pgettext_lazy("navigation", "Itinerary"), "campaigns:itinerary"),
    ("registrations", pgettext_lazy("navigation", "Registrations"), "registrations:registration_list"),
    ("invitations", pgettext_lazy("navigation", "Invitations"), "registrations:invitation_list"),
    ("outbox", pgettext_lazy("navigation", "Outbox"), "registrations:outbox"),
    None,
    ("basics", pgettext_lazy("navigation", "Basics"), "campaigns:plan_basics"),
    ("deadlines", pgettext_lazy("navigation", "Places and deadlines"), "campaigns:plan_deadlines"),
    ("partners", pgettext_lazy("navigation", "Partners and support"), "campaigns:partner_list"),
    ("supplies", pgettext_lazy("navigation", "Supplies"), "campaigns:supply_list"),
    ("budget", pgettext_lazy("navigation", "Budget"), "campaigns:budget"),
    ("contingencies", pgettext_lazy("navigation", "Contingencies"), "campaigns:contingency_list"),
    ("prizes", pgettext_lazy("navigation", "Prizes and gifts"), "campaigns:prize_list"),
    ("channels", pgettext_lazy("navigation", "Channels"), "campaigns:channel_list"),
    ("crew", pgettext_lazy("navigation", "Crew and guests"), "campaigns:crew_list"),
    ("ceremonies", pgettext_lazy("navigation", "Ceremonies"), "campaigns:ceremony_list"),
    ("tasks", pgettext_lazy("navigation", "Tasks"), "campaigns:task_list"),
    None,
    ("day", pgettext_lazy("navigation", "The day"), "registrations:check_in_overview"),
    ("draw", pgettext_lazy("navigation", "Draw"), "registrations:draw_overview"),
    ("report", pgettext_lazy("navigation", "Report"), "campaigns:report"),
    ("papers", pgettext_lazy("navigation", "Papers"), "registrations:paper_list"),
]


def first_address(names: Iterable[str], **kwargs: object) -> str:
    """The address of the first of these pages that exists, else an empty string."""
    for name in names:
        try:
            return reverse(name, kwargs=kwargs or None)
        except NoReverseMatch:
            continue
    return ""


def may_open(url: str, held: set[str]) -> bool:
    """What the page's gate says about somebody with these roles."""
    _kind, roles = getattr(resolve(url).func, "gate", ("staff", ()))
    return not roles or Role.ADMINISTRATOR in held or bool(held & set(roles))


def bar_places(current: str) -> list[Place]:
    found = [(key, label, icon, first_address(names)) for key, label, icon, names in BAR]
    return [Place(key, label, url, icon, is_here=key == current) for key, label, icon, url in found if url]


def rail_places(
    slug: str, held: set[str], current: str, counts: dict[str, str], todos: dict[str, str]
) -> list[Place | None]:
    """Entries with None where a gap stands; gaps at an end or side by side are left out."""
    places: list[Place | None] = []
    for entry in RAIL:
        if entry is None:
            places.append(None)
            continue
        key, label, name = entry
        url = first_address([name], slug=slug)
        if url and may_open(url, held):
            places.append(
                Place(key, label, url, count=counts.get(key, ""), todo=todos.get(key, ""), is_here=key == current)
            )
    return [p for i, p in enumerate(places) if p or (0 < i < len(places) - 1 and places[i - 1] and places[i + 1])]
