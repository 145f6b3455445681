"""Papers about people: sign-in sheet, roster, workbook of registrations, summary report.

Rule: lists are masked. Who plans may ask for them whole (`?whole=1`), and that is recorded.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from campaigns.access import PLANNING, campaign_page, may
from campaigns.actions.record import record
from campaigns.actions.report import frozen_figures, report_of
from campaigns.foundation.downloads import PDF, XLSX, file_response, paper_language
from campaigns.foundation.images import for_thumbnail
from campaigns.models import Campaign, Report, Role, Stop
from registrations.actions.closing import figures_now
from registrations.documents.roster import roster
from registrations.documents.sign_in_sheet import sign_in_sheet
from registrations.documents.summary_report import Photo, summary_report
from registrations.exports.registrations import registrations_workbook
from registrations.queries.paper_lines import REPORT_STATES, lines_for
from registrations.queries.presence import day_of
from registrations.roster_lines import RosterLine

PHOTO_EDGE_PX = 1000  # 86 mm at 300 dots an inch
ON_SITE = (Role.PLANNER, Role.HOST, Role.MANAGER)


@campaign_page(*ON_SITE)
def sign_in_sheet_pdf(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Of one checkpoint (`?checkpoint=<id>`) or all; blank unless `?scanned=1`."""
    is_blank = not request.GET.get("scanned")
    content = sign_in_sheet(
        day_of(campaign), is_blank=is_blank, stop=_checkpoint(request, campaign), language=paper_language(request)
    )
    return file_response(content, name=_("{title} sign-in sheet.pdf").format(title=campaign.title), kind=PDF)


def _checkpoint(request: HttpRequest, campaign: Campaign) -> Stop | None:
    asked = request.GET.get("checkpoint", "")
    if not asked:
        return None
    stop = campaign.stops.checkpoints().filter(pk=int(asked) if asked.isdigit() else 0).first()
    if stop is None:
        raise Http404
    return stop


@campaign_page()
def roster_pdf(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    lines, is_masked = _lines(request, campaign)
    content = roster(campaign, lines, is_masked=is_masked, language=paper_language(request))
    return file_response(content, name=_("{title} roster.pdf").format(title=campaign.title), kind=PDF)


@campaign_page()
def registrations_xlsx(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    lines, _is_masked = _lines(request, campaign)
    name = _("{title} registrations.xlsx").format(title=campaign.title)
    return file_response(registrations_workbook(lines), name=name, kind=XLSX, is_kept=True)


def _lines(request: HttpRequest, campaign: Campaign) -> tuple[list[RosterLine], bool]:
    is_masked = not request.GET.get("whole")
    if not is_masked:
        if not may(request.user, campaign.club, *PLANNING):
            raise PermissionDenied(_("Only planners and managers may take lists with whole names and numbers."))
        facts = {"paper": request.resolver_match.url_name if request.resolver_match else ""}
        record(verb="take_whole_list", thing=campaign, campaign=campaign, by=request.user, facts=facts)
    return lines_for(campaign, is_masked=is_masked), is_masked


@campaign_page(*PLANNING)
def summary_report_pdf(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """The frozen figures once submitted; before that a preview with the figures of this moment."""
    report = report_of(campaign)
    content = summary_report(
        report,
        frozen_figures(report) or figures_now(campaign),
        roster=lines_for(campaign, states=REPORT_STATES),
        photos=_photos(report),
        language=paper_language(request),
    )
    return file_response(content, name=_("{title} summary report.pdf").format(title=campaign.title), kind=PDF)


def _photos(report: Report) -> list[Photo]:
    found = []
    for photo in report.photos.all():
        with photo.image.open("rb") as file:
            found.append(Photo(for_thumbnail(file.read(), PHOTO_EDGE_PX), photo.caption))
    return found
