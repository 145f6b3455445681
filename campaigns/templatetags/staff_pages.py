"""The frame of staff pages: the bar, the rail, day or night.

Rule: roles are read once a page and kept on the request.
"""

from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.looks.places_to_go import bar_places, rail_places
from campaigns.models import Campaign, Role, StaffRole, Stop
from campaigns.queries.rail import itinerary_remarks, rail_figures

register = template.Library()

BAR_BY_PAGE = {
    "today": "today",
    "owner": "owners",
    "vehicle": "owners",
    "import": "owners",
    "member": "owners",
    "call": "calls",
    "report_list": "reports",
}


def _held_roles(request: HttpRequest) -> list[StaffRole]:
    if not hasattr(request, "held_roles"):
        signed_in = getattr(request, "user", None)
        roles = signed_in.roles.select_related("club") if signed_in and signed_in.is_authenticated else []
        request.held_roles = sorted(roles, key=lambda role: role.club.name)  # type: ignore[attr-defined]  # once a page
    return request.held_roles  # type: ignore[attr-defined]  # set above


def _place_in_bar(context: Any) -> str:
    if context.get("nav_current"):
        return str(context["nav_current"])
    match = getattr(context.get("request"), "resolver_match", None)
    page = match.url_name or "" if match else ""
    found = next((place for start, place in BAR_BY_PAGE.items() if page.startswith(start)), "")
    return found or ("campaigns" if context.get("campaign") or page.startswith("campaign") else "")


@register.inclusion_tag("components/_staff_bar.html", takes_context=True)
def staff_bar(context: Any) -> dict[str, Any]:
    request = context.get("request")
    roles = _held_roles(request) if request else []
    clubs = {role.club_id: role.club for role in roles}
    campaign, club = context.get("campaign"), context.get("club")
    club = campaign.club if isinstance(campaign, Campaign) else club or next(iter(clubs.values()), None)
    signed_in = getattr(request, "user", None)
    return {
        "request": request,
        "user": signed_in,
        "csrf_token": context.get("csrf_token"),
        "initials": initials(str(signed_in or "")),
        "places": bar_places(_place_in_bar(context), {str(role.role) for role in roles}),
        "club": club,
        "administered": [role.club for role in roles if role.role == Role.ADMINISTRATOR],
        "roles": [role.get_role_display() for role in roles if club and role.club_id == club.pk],
        "home_url": reverse("campaigns:today"),
        "search_url": reverse("registrations:search"),
        "query": request.GET.get("q", "") if request else "",
    }


def initials(name: str) -> str:
    """Two Chinese characters, or the first letters of two words."""
    if name and ord(name[0]) > 0x2E7F:
        return name[-2:]
    return "".join(word[0] for word in name.split()[:2]).upper()


@register.inclusion_tag("components/_rail.html", takes_context=True)
def rail(context: Any, people: dict[str, int] | None = None) -> dict[str, Any]:
    """`{% rail people %}`: the subjects of the campaign the page is about."""
    campaign: Campaign = context["campaign"]
    roles = _held_roles(context["request"])
    held = {str(role.role) for role in roles if role.club_id == campaign.club_id}
    stops = list(Stop.objects.filter(campaign=campaign).in_road_order())
    counts, late = rail_figures(campaign, campaign.local(timezone.now()).date(), stops)
    counts |= people or {}
    words = {key: str(number) for key, number in counts.items() if number}
    todos = {key: _("%(n)s late") % {"n": number} for key, number in late.items() if number}
    if remarks := itinerary_remarks(campaign, stops):
        todos["itinerary"] = ngettext("%(n)s remark", "%(n)s remarks", remarks) % {"n": remarks}
    current = str(context.get("rail_current") or "")
    return {"campaign": campaign, "places": rail_places(campaign.slug, held, current, words, todos)}


@register.simple_tag(takes_context=True)
def holds(context: Any, *roles: str) -> bool:
    """`{% holds "planner" as may_plan %}`: has one of these roles, or administers, in any club."""
    return any(held.role in (*roles, Role.ADMINISTRATOR) for held in _held_roles(context["request"]))


@register.simple_tag(takes_context=True)
def theme(context: Any) -> str:
    """`light`, `dark`, or nothing where the system decides: the cookie, else the profile."""
    request = context.get("request")
    if context.get("theme_override") in ("light", "dark"):
        return str(context["theme_override"])
    if request is None:
        return ""
    chosen = request.COOKIES.get("theme") or getattr(getattr(request, "user", None), "theme", "") or ""
    return chosen if chosen in ("light", "dark") else ""
