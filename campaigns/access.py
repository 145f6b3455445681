"""Access gates: every object is fetched through its club and the role one has there.

Rule: no role in the club → 404, as if it did not exist; a role, but not one that may → 403 with a sentence.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from campaigns.models import Campaign, Club, Role, Staff
from campaigns.signed_in import signed_in

EVERY_ROLE = tuple(Role)
PLANNING = (Role.PLANNER, Role.MANAGER)

View = Callable[..., HttpResponse]
Load = Callable[[HttpRequest, dict[str, Any]], Any]


def staff_page(view: View) -> View:
    """A page for anybody who is signed in."""
    return signed_in(view)


def staff_of(request: HttpRequest) -> Staff:
    """Who is signed in; the gate has seen to it that somebody is."""
    return cast(Staff, request.user)


def roles_in(staff: Staff, club: Club) -> set[str]:
    """The roles one has in the club; all of them are read once for each `staff` loaded, that is once a request."""
    if not staff.is_active:
        return set()
    prefetch_related_objects([staff], "roles")
    return {held.role for held in staff.roles.all() if held.club_id == club.pk}


def may(staff: Staff, club: Club, *roles: str) -> bool:
    """Has one of `roles` in the club; administrators may do everything there."""
    held = roles_in(staff, club)
    return Role.ADMINISTRATOR in held or bool(held & set(roles))


def _check_role(staff: Staff, club: Club, roles: tuple[str, ...]) -> None:
    held = roles_in(staff, club)
    if not held:
        raise Http404
    if roles and Role.ADMINISTRATOR not in held and not held & set(roles):
        names = pgettext("list", ", ").join(str(Role(role).label) for role in roles)
        raise PermissionDenied(str(format_lazy(_("Only these roles may do this here: {roles}."), roles=names)))


def club_for(staff: Staff, slug: str, *roles: str) -> Club:
    """The club, if `staff` has a role in it and (where `roles` are named) one of those."""
    club = Club.objects.filter(slug=slug).first()
    if club is None:
        raise Http404
    _check_role(staff, club, roles)
    return club


def campaign_for(staff: Staff, slug: str, *roles: str) -> Campaign:
    """The campaign, if `staff` has a role in its club and (where `roles` are named) one of those."""
    campaign = Campaign.objects.select_related("club", "planner", "capacity").filter(slug=slug).first()
    if campaign is None:
        raise Http404
    _check_role(staff, campaign.club, roles)
    return campaign


def gated(kind: str, roles: tuple[str, ...], load: Load) -> Callable[[View], View]:
    """Decorator: signs in, loads what the page is about; calls `view(request, loaded, …)`.

    `load(request, named)` takes what it is named by out of `named`, the address's own arguments, and checks the role.
    `kind` and `roles` are read by the access matrix.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def gate(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            return view(request, load(request, named), *args, **named)

        behind = signed_in(gate)
        behind.gate = (kind, roles)  # type: ignore[attr-defined]  # the matrix looks here
        return behind

    return decorate


def campaign_page(*roles: str) -> Callable[[View], View]:
    """Decorator: a page of the campaign named by `slug`; calls `view(request, campaign, …)`."""
    return gated("campaign", roles, lambda request, named: campaign_for(staff_of(request), named.pop("slug"), *roles))


def club_page(*roles: str) -> Callable[[View], View]:
    """Decorator: a page of the club named by `slug`; calls `view(request, club, …)`."""
    return gated("club", roles, lambda request, named: club_for(staff_of(request), named.pop("slug"), *roles))
