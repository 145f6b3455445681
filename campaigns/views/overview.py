"""A campaign's own page, today across my campaigns, and the record of who did what."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from campaigns.access import PLANNING, campaign_page, staff_page
from campaigns.models import Campaign, CampaignMove, Record, ReportReminder, Role, State, SupportRequest
from campaigns.queries.approval import approval_standing

ROWS_A_PAGE = 100


@staff_page
def today(request: HttpRequest) -> HttpResponse:
    """What is late, due and waiting for someone in all my clubs' campaigns.

    Cancelled ones are handed on too; the people's side drops those whose owners have all been told.
    """
    to_be_claimed = SupportRequest.objects.to_be_claimed().filter(campaign__state=State.REPORTED)
    seen = Campaign.objects.of_clubs_seen_by(request.user)
    mine = seen.under_way() | seen.in_state(State.CANCELLED) | seen.filter(pk__in=to_be_claimed.values("campaign"))
    campaigns = mine.select_related("club", "capacity", "report", "planner").in_start_order()
    reminders = ReportReminder.objects.filter(
        campaign__in=mine.filter(state=State.CLOSED, report__frozen_at__isnull=True),
        campaign__club__in=request.user.roles.filter(role__in=[*PLANNING, Role.ADMINISTRATOR]).values("club"),
    ).select_related("campaign")
    latest = {one.campaign_id: one for one in reminders}
    context = {"campaigns": list(campaigns), "reminders": latest.values(), "now": timezone.now()}
    return render(request, "campaigns/today.html", context)


@campaign_page()
def campaign_overview(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Readiness, the next three things, places, channels, the funnel, the planning timeline."""
    moves = list(CampaignMove.objects.filter(campaign=campaign).select_related("by").in_time_order())
    context = {
        "campaign": campaign,
        "rail_current": "overview",
        "moves": moves,
        "approval": approval_standing(campaign, moves),
        "now": timezone.now(),
    }
    return render(request, "campaigns/campaign_overview.html", context)


@campaign_page("planner", "manager")
def record_list(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """The append-only record of this campaign, latest first."""
    rows = Record.objects.filter(campaign=campaign).select_related("by").latest_first()
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"campaign": campaign, "rail_current": "overview", "page": page}
    return render(request, "campaigns/record_list.html", context)
