"""Access gates of the people's side: an owner, an import, a call or a message is fetched through its club.

Rule: as in campaigns/access.py: no role in the club → 404; a role, but not one that may → 403 with a sentence.
"""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from campaigns.access import View, club_for, gated, staff_of
from campaigns.models import Club, Role, Staff
from registrations.models import Owner, OwnerImport

READING = (Role.PLANNER, Role.MANAGER, Role.CALLER)
KEEPING = (Role.PLANNER, Role.MANAGER)


def clubs_with(staff: Staff, *roles: str) -> list[Club]:
    """The clubs in which `staff` has one of `roles`, by name; administrators have every role."""
    held = staff.roles.filter(role__in=[*roles, Role.ADMINISTRATOR]) if staff.is_active else staff.roles.none()
    return list(Club.objects.filter(pk__in=held.values("club")).in_name_order())


def my_clubs(staff: Staff, *roles: str) -> list[Club]:
    """Those of `clubs_with`; whoever has none is told so (403)."""
    clubs = clubs_with(staff, *roles)
    if not clubs:
        raise PermissionDenied(_("You have no role that opens this page."))
    return clubs


def _named_club(request: HttpRequest, *roles: str) -> Club:
    named = request.GET.get("club") or request.POST.get("club")
    return club_for(staff_of(request), named, *roles) if named else my_clubs(staff_of(request), *roles)[0]


def page_of_my_clubs(*roles: str) -> Callable[[View], View]:
    """Decorator: a page across my clubs; calls `view(request, clubs, …)` with those in which I have one of `roles`."""
    return gated("staff", roles, lambda request, named: my_clubs(staff_of(request), *roles))


def own_club_page(*roles: str) -> Callable[[View], View]:
    """Decorator: a page of one of my clubs, named by `?club=` or the first; calls `view(request, club, …)`."""
    return gated("staff", roles, lambda request, named: _named_club(request, *roles))


def owner_for(staff: Staff, owner_id: int, *roles: str) -> Owner:
    owner = Owner.objects.select_related("club").filter(pk=owner_id, erased_at__isnull=True).first()
    if owner is None:
        raise Http404
    club_for(staff, owner.club.slug, *roles)
    return owner


def import_for(staff: Staff, import_id: int, *roles: str) -> OwnerImport:
    upload = OwnerImport.objects.select_related("club", "by").filter(pk=import_id).first()
    if upload is None:
        raise Http404
    club_for(staff, upload.club.slug, *roles)
    return upload


def owner_page_gate(*roles: str) -> Callable[[View], View]:
    """Decorator: loads the owner named by `owner_id`; calls `view(request, owner)`."""
    return gated("owner", roles, lambda request, named: owner_for(staff_of(request), named.pop("owner_id"), *roles))


def import_gate(*roles: str) -> Callable[[View], View]:
    """Decorator: loads the import named by `import_id`; calls `view(request, upload)`."""
    return gated(
        "owner_import", roles, lambda request, named: import_for(staff_of(request), named.pop("import_id"), *roles)
    )
