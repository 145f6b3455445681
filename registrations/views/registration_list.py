"""The list of registrations, and finding anyone across my clubs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from campaigns.access import EVERY_ROLE, campaign_page, staff_page
from campaigns.models import Campaign, Club
from registrations.models import Accepts, Places
from registrations.queries.find import find_owners, find_registrations
from registrations.queries.registration_list import Filters
from registrations.queries.registration_list import registration_list as narrowed_list


@require_safe
@campaign_page(*EVERY_ROLE)
def registration_list(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Everybody, narrowed by tabs, choices and a few typed keys."""
    filters = Filters.read(request.GET)
    places = Places.objects.for_campaign(campaign).first()
    context = {
        "campaign": campaign,
        "rail_current": "registrations",
        "filters": filters,
        "list": narrowed_list(campaign, filters, request.GET.get("page", "1")),
        "places": places,
        "takes_parties": Accepts.in_state(campaign.state) != Accepts.NOTHING,
        "query": filters.address().removeprefix("?") + "&" if filters.address() != "?" else "",
    }
    return render(request, "registrations/registration_list.html", context)


@require_safe
@staff_page
def search(request: HttpRequest) -> HttpResponse:
    """Name, pinyin initials, last four of phone or plate: parties first, then the archive."""
    text = request.GET.get("q", "").strip()[:40]
    clubs = list(Club.objects.seen_by(request.user))
    context = {
        "query": text,
        "parties": find_registrations(clubs, text) if text else [],
        "owners": find_owners(clubs, text) if text else [],
    }
    return render(request, "registrations/search.html", context)
