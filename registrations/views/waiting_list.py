"""The waiting list in order, owners' requests in *ready*, and the limit: who may come, and who decides."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.access import EVERY_ROLE, campaign_page, may
from campaigns.errors import CampaignError
from campaigns.models import Campaign, Role
from registrations.actions.party import decide_change
from registrations.actions.places import change_limit
from registrations.desk_acts import PLAN
from registrations.errors import RegistrationError
from registrations.forms.limit import DecisionForm, LimitForm
from registrations.models import ChangeRequest, Places, PlacesException, Registration


@require_safe
@campaign_page(*EVERY_ROLE)
def waiting_list(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Each with its two sizes; who is passed over, and why."""
    places = Places.objects.for_campaign(campaign).first()
    ours = Registration.objects.for_campaign(campaign).select_related("channel")
    waiting = list(ours.waiting().in_queue_order())
    offered = [party for party in ours.offered().order_by("offer_expires_at") if party.has_live_offer(timezone.now())]
    context = {
        "campaign": campaign,
        "rail_current": "registrations",
        "places": places,
        "waiting": [(number, party, _why_not(party, places)) for number, party in enumerate(waiting, start=1)],
        "cars": sum(party.cars for party in waiting),
        "people": sum(party.people for party in waiting),
        "offered": offered,
        "may_offer": may(request.user, campaign.club, *PLAN),
    }
    return render(request, "registrations/waiting_list.html", context)


def _why_not(party: Registration, places: Places | None) -> str:
    """In the staff's words: what this party needs that is not free."""
    if places is None:
        return ""
    if party.people > places.people_free:
        return _("seats needed: {needed}, free: {free}").format(needed=party.people, free=places.people_free)
    if party.cars > places.cars_free:
        return _("needs a car place, none is free")
    return _("would fit now")


@require_safe
@campaign_page(*EVERY_ROLE)
def change_request_list(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """What owners ask for once rooms and insurance are fixed."""
    return _requests_page(request, campaign)


@require_http_methods(["GET", "HEAD", "POST"])
@campaign_page(*PLAN)
def change_request_decision(request: HttpRequest, campaign: Campaign, request_id: int) -> HttpResponse:
    """Grant or refuse one request; the owner is told."""
    asked = get_object_or_404(ChangeRequest, pk=request_id, registration__campaign=campaign)
    if request.method != "POST":
        return redirect("registrations:change_request_list", slug=campaign.slug)
    form = DecisionForm(request.POST)
    granted = request.POST.get("decision") == "grant"
    if not form.is_valid():
        return _requests_page(request, campaign, (asked.pk, form))
    try:
        decide_change(request=asked, granted=granted, by=request.user, **form.cleaned_data)
    except (RegistrationError, CampaignError) as refused:
        form.add_error(None, refused.message)
        return _requests_page(request, campaign, (asked.pk, form))
    messages.success(request, _("Granted; the owner is told.") if granted else _("Refused; the owner is told."))
    return redirect("registrations:change_request_list", slug=campaign.slug)


def _requests_page(
    request: HttpRequest, campaign: Campaign, tried: tuple[int, DecisionForm] | None = None
) -> HttpResponse:
    asked = ChangeRequest.objects.filter(registration__campaign=campaign).select_related("registration", "decided_by")
    open_ones = [one for one in asked if one.decided_at is None]
    context = {
        "campaign": campaign,
        "rail_current": "registrations",
        "open": [(one, tried[1] if tried and tried[0] == one.pk else DecisionForm()) for one in open_ones],
        "decided": [one for one in reversed(asked) if one.decided_at is not None],
        "may_decide": may(request.user, campaign.club, *PLAN),
    }
    return render(request, "registrations/change_request_list.html", context, status=422 if tried else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@campaign_page(Role.PLANNER, Role.MANAGER)
def limit(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """The limit in force, by how much it is exceeded, how it came about; and change it, saying why."""
    form = LimitForm(request.POST or None, campaign=campaign)
    if request.method == "POST" and form.is_valid():
        try:
            change_limit(campaign=campaign, by=request.user, **form.cleaned_data)
        except (RegistrationError, CampaignError) as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _limit_said(form.cleaned_data))
            return redirect("registrations:limit", slug=campaign.slug)
    context = {
        "campaign": campaign,
        "rail_current": "registrations",
        "form": form,
        "places": Places.objects.for_campaign(campaign).first(),
        "changes": campaign.limit_changes.select_related("by").order_by("-at"),
        "exceptions": PlacesException.objects.filter(campaign=campaign).select_related("by").order_by("-at"),
    }
    return render(request, "registrations/limit.html", context, status=422 if form.errors else 200)


def _limit_said(data: dict[str, Any]) -> str:
    return _("The limit is now {cars} cars and {people} people.").format(cars=data["cars"], people=data["people"])
