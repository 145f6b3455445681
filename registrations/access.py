"""Access gates of the people's side: an owner, an import, a call or a message is fetched through its club.

Rule: as in campaigns/access.py: no role in the club → 404; a role, but not one that may → 403 with a sentence.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from campaigns.access import View, club_for
from campaigns.models import Club, Role, Staff
from registrations.models import Owner, OwnerImport

READING = (Role.PLANNER, Role.MANAGER, Role.CALLER)
KEEPING = (Role.PLANNER, Role.MANAGER)


def clubs_with(staff: Staff, *roles: str) -> list[Club]:
    """The clubs in which `staff` has one of `roles`, by name; administrators have every role."""
    held = staff.roles.filter(role__in=[*roles, Role.ADMINISTRATOR]) if staff.is_active else staff.roles.none()
    return list(Club.objects.filter(pk__in=held.values("club")).in_name_order())


def page_of_my_clubs(*roles: str) -> Callable[[View], View]:
    """Decorator: a page across my clubs; calls `view(request, clubs, …)` with those in which I have one of `roles`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            clubs = clubs_with(cast(Staff, request.user), *roles)
            if not clubs:
                raise PermissionDenied(_("You have no role that opens this page."))
            return view(request, clubs, *args, **kwargs)

        gated = login_required(gate)
        gated.gate = ("staff", roles)  # type: ignore[attr-defined]  # read by the access matrix
        return gated

    return decorate


def own_club_page(*roles: str) -> Callable[[View], View]:
    """Decorator: a page of one of my clubs, named by `?club=` or the first; calls `view(request, club, …)`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            named = request.GET.get("club") or request.POST.get("club")
            if named:
                return view(request, club_for(cast(Staff, request.user), named, *roles), *args, **kwargs)
            clubs = clubs_with(cast(Staff, request.user), *roles)
            if not clubs:
                raise PermissionDenied(_("You have no role that opens this page."))
            return view(request, clubs[0], *args, **kwargs)

        gated = login_required(gate)
        gated.gate = ("staff", roles)  # type: ignore[attr-defined]  # read by the access matrix
        return gated

    return decorate


def owner_for(staff: Staff, owner_id: int, *roles: str) -> Owner:
    owner = Owner.objects.select_related("club").filter(pk=owner_id, erased_at__isnull=True).first()
    if owner is None:
        raise Http404
    club_for(staff, owner.club.slug, *roles)
    return owner


def owner_page_gate(*roles: str) -> Callable[[View], View]:
    """Decorator: loads the owner named by `owner_id`; calls `view(request, owner)`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def gate(request: HttpRequest, owner_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
            return view(request, owner_for(cast(Staff, request.user), owner_id, *roles), *args, **kwargs)

        gated = login_required(gate)
        gated.gate = ("owner", roles)  # type: ignore[attr-defined]  # read by the access matrix
        return gated

    return decorate


def import_gate(*roles: str) -> Callable[[View], View]:
    """Decorator: loads the import named by `import_id`; calls `view(request, upload)`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def gate(request: HttpRequest, import_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
            upload = OwnerImport.objects.select_related("club", "by").filter(pk=import_id).first()
            if upload is None:
                raise Http404
            club_for(cast(Staff, request.user), upload.club.slug, *roles)
            return view(request, upload, *args, **kwargs)

        gated = login_required(gate)
        gated.gate = ("owner_import", roles)  # type: ignore[attr-defined]  # read by the access matrix
        return gated

    return decorate
