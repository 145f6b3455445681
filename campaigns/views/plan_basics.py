"""The campaign's own pages of the plan: basics, and places with deadlines. Times are typed in its own zone."""

import zoneinfo

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from campaigns.access import PLANNING, campaign_page
from campaigns.actions.basics import change_basics, change_deadlines
from campaigns.errors import CampaignError
from campaigns.flash import refuse, say
from campaigns.forms.capacity import PlanDeadlinesForm
from campaigns.forms.plan_basics import PlanBasicsForm
from campaigns.models import Campaign
from campaigns.plan_fixed import why_fixed


def _zone(request: HttpRequest, campaign: Campaign) -> zoneinfo.ZoneInfo:
    """The zone the times on the form are meant in."""
    typed = request.POST.get("time_zone", "")
    return zoneinfo.ZoneInfo(typed) if typed in zoneinfo.available_timezones() else campaign.zone


@campaign_page(*PLANNING)
def plan_basics(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    with timezone.override(_zone(request, campaign)):
        form = PlanBasicsForm(request.POST or None, request.FILES or None, instance=campaign)
        if request.method == "POST" and form.is_valid():
            try:
                days = change_basics(campaign=form.instance, by=request.user)
            except CampaignError as refused:
                form.add_error(None, refused.message)
            else:
                moved = ngettext(
                    "Saved. Deadlines and tasks moved along by %(n)s day.",
                    "Saved. Deadlines and tasks moved along by %(n)s days.",
                    abs(days),
                )
                say(request, moved % {"n": abs(days)} if days else _("The basics are saved."))
                return redirect("campaigns:plan_basics", campaign.slug)
        return _page(request, campaign, form, "basics")


@campaign_page(*PLANNING)
def plan_deadlines(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    with timezone.override(campaign.zone):
        form = PlanDeadlinesForm(request.POST or None, instance=campaign)
        if request.method == "POST" and form.is_valid():
            try:
                change_deadlines(campaign=form.instance, amounts=form.amounts, by=request.user)
            except CampaignError as refused:
                form.add_error(None, refused.message)
            else:
                say(request, _("Places and deadlines are saved."))
                if past := form.already_past(timezone.now()):
                    refuse(
                        request, _("This lies in the past: %(dates)s. Is it meant so?") % {"dates": _(", ").join(past)}
                    )
                return redirect("campaigns:plan_deadlines", campaign.slug)
        return _page(request, campaign, form, "deadlines")


def _page(
    request: HttpRequest, campaign: Campaign, form: PlanBasicsForm | PlanDeadlinesForm, part: str
) -> HttpResponse:
    # A refused form has changed its instance; the page's head shows what is saved.
    saved = Campaign.objects.select_related("club", "planner", "capacity").get(pk=campaign.pk)
    fixed = why_fixed(saved, part)
    for field in form.fields.values():
        field.disabled = field.disabled or bool(fixed)
    context = {"campaign": saved, "form": form, "rail_current": part, "fixed": fixed}
    return render(request, f"campaigns/plan_{part}.html", context, status=422 if form.errors else 200)


@require_GET
@campaign_page()
def plan_picture(request: HttpRequest, campaign: Campaign) -> FileResponse:
    """The picture as it was handed in, redrawn; for staff."""
    if not campaign.picture:
        raise Http404
    return FileResponse(campaign.picture.open("rb"), content_type="image/jpeg")
