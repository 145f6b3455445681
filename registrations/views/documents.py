"""Papers about people: sign-in sheet, roster, workbook of registrations, summary report.

Rule: lists are masked. Who plans may ask for them whole (`?whole=1`), and that is recorded. A long paper is made by the
worker; its own page says how far it is and opens it.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.access import PLANNING, campaign_page, may
from campaigns.actions.record import record
from campaigns.foundation.downloads import PDF, XLSX, file_response, paper_language
from campaigns.models import Campaign, Role, Stop
from registrations.actions.paper_order import is_long, make, order_paper, row_count
from registrations.exports.registrations import registrations_workbook
from registrations.models import PaperKind, PaperOrder
from registrations.queries.paper_lines import lines_for

ON_SITE = (Role.PLANNER, Role.HOST, Role.MANAGER)
MAY_HAVE: dict[str, tuple[str, ...]] = {
    PaperKind.ROSTER: (),
    PaperKind.SIGN_IN_SHEET: ON_SITE,
    PaperKind.SUMMARY_REPORT: PLANNING,
}


@campaign_page(*MAY_HAVE[PaperKind.SIGN_IN_SHEET])
def sign_in_sheet_pdf(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Of one checkpoint (`?checkpoint=<id>`) or all; blank unless `?scanned=1`."""
    is_blank = not request.GET.get("scanned")
    return _paper(request, campaign, PaperKind.SIGN_IN_SHEET, is_blank=is_blank, stop=_checkpoint(request, campaign))


def _checkpoint(request: HttpRequest, campaign: Campaign) -> Stop | None:
    asked = request.GET.get("checkpoint", "")
    if not asked:
        return None
    stop = campaign.stops.checkpoints().filter(pk=int(asked) if asked.isdigit() else 0).first()
    if stop is None:
        raise Http404
    return stop


@campaign_page(*MAY_HAVE[PaperKind.ROSTER])
def roster_pdf(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    return _paper(request, campaign, PaperKind.ROSTER, is_masked=_is_masked(request, campaign))


@campaign_page()
def registrations_xlsx(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    lines = lines_for(campaign, is_masked=_is_masked(request, campaign))
    name = _("{title} registrations.xlsx").format(title=campaign.title)
    return file_response(registrations_workbook(lines), name=name, kind=XLSX, is_kept=True)


def _is_masked(request: HttpRequest, campaign: Campaign) -> bool:
    if not request.GET.get("whole"):
        return True
    if not may(request.user, campaign.club, *PLANNING):
        raise PermissionDenied(_("Only planners and managers may take lists with whole names and numbers."))
    facts = {"paper": request.resolver_match.url_name if request.resolver_match else ""}
    record(verb="take_whole_list", thing=campaign, campaign=campaign, by=request.user, facts=facts)
    return False


@campaign_page(*MAY_HAVE[PaperKind.SUMMARY_REPORT])
def summary_report_pdf(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """The frozen figures once submitted; before that a preview with the figures of this moment."""
    return _paper(request, campaign, PaperKind.SUMMARY_REPORT)


def _paper(request: HttpRequest, campaign: Campaign, kind: PaperKind, **asked: Any) -> HttpResponse:
    """The paper itself; where it takes long, the page that says how far it is."""
    order = PaperOrder(campaign=campaign, kind=kind, language=paper_language(request), by=request.user, **asked)
    if is_long(order):
        return redirect("registrations:paper_order", campaign.slug, order_paper(order).pk)
    return file_response(make(order), name=_file_name(order), kind=PDF)


def _file_name(order: PaperOrder) -> str:
    """In the paper's own language."""
    with translation.override(order.language):
        names = {
            PaperKind.ROSTER: _("{title} roster.pdf"),
            PaperKind.SIGN_IN_SHEET: _("{title} sign-in sheet.pdf"),
            PaperKind.SUMMARY_REPORT: _("{title} summary report.pdf"),
        }
    return names[PaperKind(order.kind)].format(title=order.campaign.title)


@campaign_page()
@require_safe
def paper_order(request: HttpRequest, campaign: Campaign, order_id: int) -> HttpResponse:
    """How far a long paper is. It looks again every second, and opens the paper as soon as it is there."""
    order = _order(request, campaign, order_id, "content")
    context = {
        "campaign": campaign,
        "rail_current": "papers",
        "order": order,
        "rows": row_count(order),
        "has_failed": order.has_failed(timezone.now()),
    }
    response = render(request, "registrations/paper_order.html", context)
    if order.ready_at and request.htmx:
        response["HX-Redirect"] = reverse("registrations:paper_file", args=[campaign.slug, order.pk])
    return response


@campaign_page()
@require_safe
def paper_file(request: HttpRequest, campaign: Campaign, order_id: int) -> HttpResponse:
    order = _order(request, campaign, order_id)
    if order.content is None:
        return redirect("registrations:paper_order", campaign.slug, order.pk)
    return file_response(bytes(order.content), name=_file_name(order), kind=PDF)


def _order(request: HttpRequest, campaign: Campaign, order_id: int, *without: str) -> PaperOrder:
    order = PaperOrder.objects.for_campaign(campaign).open_to(request.user).defer(*without).filter(pk=order_id).first()
    if order is None:
        raise Http404
    order.campaign = campaign
    roles = MAY_HAVE[order.kind]
    if roles and not may(request.user, campaign.club, *roles):
        raise PermissionDenied
    return order
