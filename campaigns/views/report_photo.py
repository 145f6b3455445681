"""The photos of a report, for staff: shown from storage through the same gate as the report, moved, removed.

Rule: they show people, so nothing between us and the reader keeps them.
"""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns.access import campaign_page
from campaigns.actions.report_photo import move_photo, remove_photo
from campaigns.errors import CampaignError
from campaigns.flash import refuse, say
from campaigns.foundation.personal_pages import personal_page
from campaigns.models import Campaign, ReportPhoto, Role


@require_safe
@personal_page
@campaign_page()
def report_photo(request: HttpRequest, campaign: Campaign, pk: int) -> FileResponse:
    photo = _photo(campaign, pk)
    try:
        return FileResponse(photo.image.open("rb"), content_type="image/jpeg")
    except FileNotFoundError as error:
        raise Http404 from error


@require_POST
@campaign_page(Role.PLANNER, Role.MANAGER)
def photo_remove(request: HttpRequest, campaign: Campaign, pk: int) -> HttpResponse:
    try:
        remove_photo(photo=_photo(campaign, pk), by=request.user)
    except CampaignError as refused:
        refuse(request, refused.message)
    else:
        say(request, _("Removed."))
    return redirect("campaigns:report", campaign.slug)


@require_POST
@campaign_page(Role.PLANNER, Role.MANAGER)
def photo_move(request: HttpRequest, campaign: Campaign, pk: int) -> HttpResponse:
    try:
        move_photo(photo=_photo(campaign, pk), up=request.POST.get("to") == "up")
    except CampaignError as refused:
        refuse(request, refused.message)
    return redirect("campaigns:report", campaign.slug)


def _photo(campaign: Campaign, pk: int) -> ReportPhoto:
    return get_object_or_404(ReportPhoto.objects.select_related("report"), report__campaign=campaign, pk=pk)
