"""The run, on a host's phone: one tap when the convoy reaches or leaves a stop, and what happened on the way."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from campaigns.access import campaign_page
from campaigns.actions.run import note_incident, note_times, take_back_incident
from campaigns.errors import CampaignError
from campaigns.forms.run import IncidentForm, StopTimesForm
from campaigns.looks.places_to_go import first_address
from campaigns.models import Campaign, Incident, Role, Stop

HOSTS = (Role.HOST, Role.PLANNER)


def _road(campaign: Campaign) -> list[Stop]:
    road = list(campaign.stops.in_road_order())
    for stop in road:
        stop.campaign = campaign
    return road


@require_GET
@campaign_page(*HOSTS)
def run(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Planned and driven, stop by stop; the next stop is the one without an arrival."""
    return render(request, "campaigns/run.html", _page(campaign, IncidentForm()))


def _page(campaign: Campaign, form: IncidentForm) -> dict[str, object]:
    road = _road(campaign)
    here = next((stop for stop in reversed(road) if stop.actual_arrive_at), None)
    return {
        "campaign": campaign,
        "road": [(stop, StopTimesForm(stop=stop), _minutes_late(stop)) for stop in road],
        "here": here,
        "coming": next((stop for stop in road if not stop.actual_arrive_at), None),
        "incidents": campaign.incidents.all(),
        "form": form,
        "back": first_address(["registrations:check_in_overview"], slug=campaign.slug),
    }


def _minutes_late(stop: Stop) -> int:
    if stop.actual_arrive_at is None:
        return 0
    return round((stop.actual_arrive_at - stop.campaign.moment(stop.day, stop.arrive)) / dt.timedelta(minutes=1))


@require_POST
@campaign_page(*HOSTS)
def stop_times(request: HttpRequest, campaign: Campaign, stop: int) -> HttpResponse:
    """`now=arrived|departed` takes the clock's time; otherwise the two times as typed."""
    place = get_object_or_404(Stop, campaign=campaign, pk=stop)
    place.campaign = campaign
    now, tapped = timezone.now(), request.POST.get("now", "")
    arrived_at, departed_at = place.actual_arrive_at, place.actual_depart_at
    form = StopTimesForm(request.POST, stop=place)
    if tapped == "arrived":
        arrived_at = now
    elif tapped == "departed":
        arrived_at, departed_at = arrived_at or now, now
    elif form.is_valid():
        arrived_at, departed_at = form.moment("arrived"), form.moment("departed")
    else:
        messages.error(request, _("Give times like 14:05, or leave them empty."))
        return redirect("campaigns:run", slug=campaign.slug)
    try:
        note_times(stop=place, arrived_at=arrived_at, departed_at=departed_at, by=request.user)
    except CampaignError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Noted: %(stop)s.") % {"stop": place.name})
    return redirect("campaigns:run", slug=campaign.slug)


@require_POST
@campaign_page(*HOSTS)
def incident_list(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Put down an incident."""
    form = IncidentForm(request.POST)
    if form.is_valid():
        try:
            note_incident(campaign=campaign, by=request.user, **form.cleaned_data)
        except CampaignError as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("Noted for the report."))
        return redirect("campaigns:run", slug=campaign.slug)
    return render(request, "campaigns/run.html", _page(campaign, form))


@require_POST
@campaign_page(*HOSTS)
def incident_removal(request: HttpRequest, campaign: Campaign, incident: int) -> HttpResponse:
    """An incident noted by mistake."""
    found = get_object_or_404(Incident, campaign=campaign, pk=incident)
    try:
        take_back_incident(incident=found, by=request.user)
    except CampaignError as refused:
        messages.error(request, refused.message)
    return redirect("campaigns:run", slug=campaign.slug)
