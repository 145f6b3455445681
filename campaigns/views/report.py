"""The report's page: text, coverage, a new photo, return, approval. Submitting needs people's figures: see closing."""

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from campaigns.access import campaign_page, staff_page
from campaigns.actions.record import record
from campaigns.actions.report import approve_report, is_fixed, missing_to_submit, report_of, return_report, standing
from campaigns.actions.report_photo import add_photo
from campaigns.errors import CampaignError
from campaigns.flash import say
from campaigns.forms.approval import ReturnForm
from campaigns.forms.report import CoverageForm, PhotoForm, ReportTextForm
from campaigns.models import Campaign, Coverage, Report, Role, State


@staff_page
def report_list(request: HttpRequest) -> HttpResponse:
    """Every campaign that is over: due, late, submitted, approved."""
    over = Campaign.objects.of_clubs_seen_by(request.user).in_state(State.CLOSED, State.REPORTED)
    campaigns = over.select_related("club", "report", "capacity").order_by("-ends_at")
    return render(request, "campaigns/report_list.html", {"campaigns": campaigns, "now": timezone.now()})


def _is_open(campaign: Campaign, report: Report) -> bool:
    """The text may be written from the start of the day until it is submitted, and again after a return."""
    return campaign.state in (State.LIVE, State.CLOSED) and not is_fixed(report)


def _page(request: HttpRequest, campaign: Campaign, **forms: object) -> HttpResponse:
    report = report_of(campaign)
    context = {
        "campaign": campaign,
        "report": report,
        "rail_current": "report",
        "standing": standing(report),
        "steps": report.steps.select_related("by"),
        "missing": missing_to_submit(report),
        "is_open": _is_open(campaign, report),
        "is_fixed": is_fixed(report),
        "now": timezone.now(),
        "text_form": ReportTextForm(instance=report),
        "coverage_form": CoverageForm(),
        "photo_form": PhotoForm(),
        "return_form": ReturnForm(),
        "coverage": campaign.coverage.all(),
        "photos": report.photos.all(),
    }
    status = 422 if forms else 200
    return render(request, "campaigns/report.html", context | forms, status=status)


@campaign_page()
def report(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    return _page(request, campaign)


@require_POST
@campaign_page(Role.PLANNER, Role.MANAGER)
def report_text(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    found = report_of(campaign)
    form = ReportTextForm(request.POST, instance=found)
    if not _is_open(campaign, found):
        form.add_error(None, _("The report has been handed in; it can be changed once it is returned."))
    if not form.is_valid():
        return _page(request, campaign, text_form=form)
    form.save()
    record(verb="write_report", thing=found, campaign=campaign, by=request.user)
    if request.POST.get("then") == "hand_in":
        return redirect("registrations:report_submission", campaign.slug)
    say(request, _("Saved."))
    return redirect("campaigns:report", campaign.slug)


@require_POST
@campaign_page(Role.PLANNER, Role.MANAGER)
def coverage_add(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    form = CoverageForm(request.POST)
    if not form.is_valid():
        return _page(request, campaign, coverage_form=form)
    form.instance.campaign = campaign
    form.instance.position = (campaign.coverage.aggregate(last=Max("position"))["last"] or 0) + 1
    row = form.save()
    record(verb="add_coverage", thing=row, campaign=campaign, by=request.user)
    say(request, _("Added: {place}.").format(place=row.place))
    return redirect("campaigns:report", campaign.slug)


@campaign_page(Role.PLANNER, Role.MANAGER)
def coverage_edit(request: HttpRequest, campaign: Campaign, pk: int) -> HttpResponse:
    row = get_object_or_404(Coverage, campaign=campaign, pk=pk)
    form = CoverageForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        form.save()
        record(verb="change_coverage", thing=row, campaign=campaign, by=request.user)
        return redirect("campaigns:report", campaign.slug)
    context = {"campaign": campaign, "rail_current": "report", "form": form, "row": row}
    return render(request, "campaigns/coverage_edit.html", context)


@require_POST
@campaign_page(Role.PLANNER, Role.MANAGER)
def coverage_remove(request: HttpRequest, campaign: Campaign, pk: int) -> HttpResponse:
    row = get_object_or_404(Coverage, campaign=campaign, pk=pk)
    record(verb="remove_coverage", thing=row, campaign=campaign, by=request.user)
    row.delete()
    say(request, _("Removed."))
    return redirect("campaigns:report", campaign.slug)


@require_POST
@campaign_page(Role.PLANNER, Role.MANAGER)
def photo_add(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    form = PhotoForm(request.POST, request.FILES)
    found = report_of(campaign)
    if form.is_valid():
        try:
            add_photo(
                report=found,
                content=form.cleaned_data["image"].read(),
                caption=form.cleaned_data["caption"],
                by=request.user,
            )
        except CampaignError as refused:
            form.add_error("image", refused.message)
        else:
            return redirect("campaigns:report", campaign.slug)
    return _page(request, campaign, photo_form=form)


@require_POST
@campaign_page(Role.MANAGER)
def report_return(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    form = ReturnForm(request.POST)
    if form.is_valid():
        try:
            return_report(campaign=campaign, by=request.user, reason=form.cleaned_data["reason"])
        except CampaignError as refused:
            form.add_error(None, refused.message)
        else:
            say(request, _("Returned to the planner."))
            return redirect("campaigns:report", campaign.slug)
    return _page(request, campaign, return_form=form)


@require_POST
@campaign_page(Role.MANAGER)
def report_approval(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    try:
        approve_report(campaign=campaign, by=request.user)
    except CampaignError as refused:
        form = ReturnForm()
        return _page(request, campaign, return_form=form, refused=refused.message)
    say(request, _("Approved. The campaign is reported."))
    return redirect("campaigns:report", campaign.slug)
