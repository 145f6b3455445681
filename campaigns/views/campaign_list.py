"""My clubs' campaigns; a new one from a recipe, or as a copy of one that was."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaigns.access import PLANNING, campaign_page, staff_page
from campaigns.actions.planning import NewCampaign, copy_campaign, create_from_recipe
from campaigns.errors import CampaignError
from campaigns.flash import say
from campaigns.forms.campaign import CopyCampaignForm, NewCampaignForm, clubs_planned_by
from campaigns.models import Campaign, Club, HeadCount, State
from campaigns.recipes import SELF_DRIVE_TOUR

ROWS_A_PAGE = 30
OVER = (State.REPORTED, State.CANCELLED)  # a closed one still owes its report


@staff_page
def campaign_list(request: HttpRequest) -> HttpResponse:
    """Under way first; `state` and `q` narrow the list."""
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()[:80]
    campaigns = Campaign.objects.of_clubs_seen_by(request.user).select_related("club", "planner", "capacity", "report")
    if state in State.values:
        campaigns = campaigns.in_state(state)
    elif state != "all":
        campaigns = campaigns.exclude(state__in=OVER)
    order = ("-starts_at", "-pk") if state else ("starts_at", "pk")  # what is next comes first
    if words:
        campaigns = campaigns.filter(
            Q(theme__icontains=words) | Q(occasion__icontains=words) | Q(club__name__icontains=words)
        )
    context = {
        "page": Paginator(campaigns.order_by(*order), ROWS_A_PAGE).get_page(request.GET.get("page")),
        "states": State.choices,
        "state": state,
        "words": words,
        "filters": f"{urlencode({'state': state, 'q': words})}&" if state or words else "",
        "planned_clubs": {club.pk for club in clubs_planned_by(request.user)},
    }
    return render(request, "campaigns/campaign_list.html", context)


@staff_page
def campaign_new(request: HttpRequest) -> HttpResponse:
    """At most twelve answers; beside them what the club learned last time."""
    clubs = list(clubs_planned_by(request.user))
    if not clubs:
        return render(request, "campaigns/campaign_new.html", {"form": None}, status=403)
    club = _chosen(clubs, request.POST.get("club") or request.GET.get("club", ""))
    form = NewCampaignForm(request.POST or None, staff=request.user, club=club)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_from_recipe(recipe=SELF_DRIVE_TOUR, new=_answers(form.cleaned_data), by=request.user)
        except CampaignError as refused:
            form.add_error(None, refused.message)
        else:
            say(
                request,
                _("The draft of %(theme)s stands, with tasks, supplies and contingencies.") % {"theme": made.title},
            )
            return redirect("campaigns:itinerary", made.slug)
    context = {"form": form, "club": club}
    return render(request, "campaigns/campaign_new.html", context, status=422 if form.errors else 200)


def _chosen(clubs: list[Club], pk: str) -> Club:
    return next((club for club in clubs if str(club.pk) == pk), clubs[0])


def _answers(cleaned: dict[str, Any]) -> NewCampaign:
    return NewCampaign(
        club=cleaned["club"],
        theme=cleaned["theme"],
        occasion=cleaned["occasion"],
        starts_at=cleaned["starts_at"],
        ends_at=cleaned["ends_at"],
        assembly=cleaned["assembly"],
        destination=cleaned["destination"],
        target=HeadCount(cleaned["target_cars"], cleaned["target_people"]),
        limit=HeadCount(cleaned["limit_cars"], cleaned["limit_people"]),
        planner=cleaned["planner"],
        language=get_language() or "zh-hans",
    )


@campaign_page(*PLANNING)
def campaign_copy(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """The same plan for other dates."""
    form = CopyCampaignForm(request.POST or None, campaign=campaign)
    if request.method == "POST" and form.is_valid():
        made = copy_campaign(campaign=campaign, by=request.user, **form.cleaned_data)
        say(request, _("Copied: the draft of %(theme)s stands.") % {"theme": made.title})
        return redirect("campaigns:plan_basics", made.slug)
    context = {"campaign": campaign, "form": form, "rail_current": "overview"}
    return render(request, "campaigns/campaign_copy.html", context, status=422 if form.errors else 200)
