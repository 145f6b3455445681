"""A campaign's moves as pages: what the move does, what it still needs, the reason where one is due."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.access import campaign_page, may
from campaigns.actions import life as plan_life
from campaigns.errors import CampaignError, ReasonNeeded
from campaigns.flash import say
from campaigns.models import Campaign, Role, State
from campaigns.turnout import Count
from registrations.actions import life
from registrations.forms.life import MoveForm, ResumeForm
from registrations.looks.moves import MOVE_WORDS
from registrations.models import Registration
from registrations.queries.looks import still_open
from registrations.queries.people_counts import people_counts

NAMED = 5  # parties that still have to answer, by name
DOORS = {
    "approve": plan_life.approve,
    "return_to_draft": plan_life.return_to_draft,
    "open_inviting": life.open_inviting,
    "start_confirming": life.start_confirming,
    "back_to_inviting": life.back_to_inviting,
    "make_ready": life.make_ready,
    "back_to_confirming": life.back_to_confirming,
    "go_live": life.go_live,
    "close": life.close,
    "postpone": life.postpone,
    "cancel_campaign": life.cancel_campaign,
}


@campaign_page(Role.PLANNER, Role.MANAGER)
def move(request: HttpRequest, campaign: Campaign, verb: str) -> HttpResponse:
    """GET says what the move does and what is missing; POST makes it."""
    if verb not in DOORS:
        raise Http404
    step = life.MOVES[verb]
    if not may(request.user, campaign.club, *step.roles):
        raise PermissionDenied(_("Only a manager may do this."))
    form = MoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            DOORS[verb](campaign=campaign, by=request.user, reason=form.cleaned_data["reason"].strip())
        except ReasonNeeded as refused:
            form.add_error("reason", refused.message)
        except CampaignError as refused:
            form.add_error(None, refused.message)
        else:
            say(request, MOVE_WORDS[verb].done)
            return redirect("campaigns:campaign_overview", campaign.slug)
    return _page(request, campaign, verb, form)


def _page(request: HttpRequest, campaign: Campaign, verb: str, form: MoveForm) -> HttpResponse:
    step = life.MOVES[verb]
    is_possible = campaign.state in step.from_states
    missing = step.needs(campaign) if is_possible else []
    is_early = verb == "close" and timezone.now() < campaign.ends_at
    context = {
        "campaign": campaign,
        "rail_current": "overview",
        "words": MOVE_WORDS[verb],
        "form": form,
        "is_possible": is_possible,
        "missing": missing,
        "undecided": Registration.objects.for_campaign(campaign).undecided().order_by("pk")[: NAMED + 1]
        if missing and verb == "make_ready"
        else [],
        "named": NAMED,
        "asks_reason": step.takes_reason or is_early,
        "is_early": is_early,
    }
    if verb == "make_ready" and is_possible:
        people = people_counts(campaign)
        context["headcount"] = Count(people.taken_cars, people.taken_people)
        offered = Registration.objects.for_campaign(campaign).offered().order_by("offer_expires_at")
        context["offers"] = [party for party in offered if party.has_live_offer(timezone.now())]
    if verb == "close" and is_possible:
        context |= still_open(campaign)
    return render(request, "registrations/move.html", context, status=422 if form.errors else 200)


@campaign_page(Role.PLANNER, Role.MANAGER)
def resumption(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """New dates for a postponed campaign."""
    form = ResumeForm(request.POST or None, campaign=campaign)
    if request.method == "POST" and form.is_valid():
        try:
            life.resume(campaign=campaign, by=request.user, **form.cleaned_data)
        except CampaignError as refused:
            form.add_error(None, refused.message)
        else:
            say(request, _("New dates are set; owners are told through the outbox."))
            return redirect("campaigns:campaign_overview", campaign.slug)
    context = {
        "campaign": campaign,
        "rail_current": "overview",
        "form": form,
        "is_possible": campaign.state == State.POSTPONED,
    }
    return render(request, "registrations/resumption.html", context, status=422 if form.errors else 200)
