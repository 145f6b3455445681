"""The archive of owners, thin: find one, see the garage, the campaigns and the calls."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns.access import may
from campaigns.actions.record import record
from campaigns.flash import say
from campaigns.foundation.personal_pages import personal_page
from campaigns.models import Club
from registrations.access import KEEPING, READING, clubs_with, own_club_page, owner_page_gate
from registrations.models import CallAttempt, Owner
from registrations.queries.find import owner_ids

OWNERS_PER_PAGE = 50
MOST_FOUND = 500


@personal_page
@require_safe
@own_club_page(*READING)
def owner_list(request: HttpRequest, club: Club) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:60]
    archive = Owner.objects.of_club(club).filter(erased_at__isnull=True)
    found = archive.filter(pk__in=owner_ids(club, text, MOST_FOUND)) if text else archive
    rows = found.prefetch_related("vehicles").order_by("-last_visit_on", "-pk")
    page = Paginator(rows, OWNERS_PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "club": club,
        "clubs": clubs_with(request.user, *READING),
        "page": page,
        "query": f"{query.urlencode()}&" if query else "",
        "q": text,
        "may_import": may(request.user, club, *KEEPING),
        "quiet_count": 0 if text or page.number > 1 else archive.filter(do_not_call=True).count(),
    }
    return render(request, "registrations/owner_list.html", context)


@personal_page
@require_safe
@owner_page_gate(*READING)
def owner_page(request: HttpRequest, owner: Owner) -> HttpResponse:
    calls = CallAttempt.objects.filter(invitation__owner=owner) | CallAttempt.objects.filter(registration__owner=owner)
    context = {
        "owner": owner,
        "club": owner.club,
        "vehicles": owner.vehicles.all(),
        "registrations": owner.registrations.select_related("campaign").order_by("-registered_at"),
        "invitations": owner.invitations.select_related("campaign", "caller").order_by("-created_at"),
        "calls": calls.select_related("by", "invitation__campaign", "registration__campaign").order_by("-at")[:20],
        "may_keep": may(request.user, owner.club, *KEEPING),
    }
    return render(request, "registrations/owner_page.html", context)


@require_POST
@owner_page_gate(*KEEPING)
def owner_quiet(request: HttpRequest, owner: Owner) -> HttpResponse:
    """Do not call, or call again: the only thing changed here by hand."""
    owner.do_not_call = request.POST.get("do_not_call") == "1"
    owner.save(update_fields=["do_not_call"])
    record(
        verb="set_do_not_call", thing=owner, club=owner.club, by=request.user, facts={"do_not_call": owner.do_not_call}
    )
    say(request, _("Nobody calls this owner any more.") if owner.do_not_call else _("This owner may be called again."))
    return redirect("registrations:owner_page", owner_id=owner.pk)
