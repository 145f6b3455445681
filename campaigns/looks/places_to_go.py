"""Where staff can go: the bar's five places and the rail of one campaign.

Rule: an entry appears only if the role may open it. What a campaign's page asks is read from its gate
(campaigns/access.py), so the rail and the pages cannot disagree.
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


OFFICE = (Role.PLANNER, Role.CALLER, Role.MANAGER)

BAR: list[tuple[str, object, str, str, tuple[str, ...]]] = [
    ("today", pgettext_lazy("navigation", "Today"), "calendar", "campaigns:today", ()),
    ("campaigns", pgettext_lazy("navigation", "Campaigns"), "flag", "campaigns:campaign_list", ()),
    ("calls", pgettext_lazy("navigation", "Calls"), "phone", "registrations:call_desk", OFFICE),
    ("owners", pgettext_lazy("navigation", "Owners"), "people", "registrations:owner_list", OFFICE),
    ("reports", pgettext_lazy("navigation", "Reports"), "chart", "campaigns:report_list", ()),
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
    ("partners", pgettext_lazy("navigation", "Partners"), "campaigns:partner_list"),
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


def may_open(roles: Iterable[str], held: set[str]) -> bool:
    """Whether somebody with these roles may open a page that asks for `roles` (none = everybody)."""
    asked = set(roles)
    return not asked or Role.ADMINISTRATOR in held or bool(held & asked)


def roles_asked(url: str) -> tuple[str, ...]:
    """The roles that the page at this address asks for (none = everybody)."""
    _kind, roles = getattr(resolve(url.split("?", 1)[0]).func, "gate", ("staff", ()))
    return tuple(roles)


def bar_places(current: str, held: set[str]) -> list[Place]:
    """The places in the bar; `held` are the roles in any club."""
    return [
        Place(key, label, reverse(name), icon, is_here=key == current)
        for key, label, icon, name, roles in BAR
        if may_open(roles, held)
    ]


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
        url = reverse(name, kwargs={"slug": slug})
        if may_open(roles_asked(url), held):
            places.append(
                Place(key, label, url, count=counts.get(key, ""), todo=todos.get(key, ""), is_here=key == current)
            )
    return [p for i, p in enumerate(places) if p or (0 < i < len(places) - 1 and places[i - 1] and places[i + 1])]
