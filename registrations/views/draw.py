"""The draw as staff see it: who is in, the list closed and sealed, the presenter's link, winners and claims.

Rule: hosts read and hand prizes over; planners and managers do the rest.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.access import PLANNING, campaign_page
from campaigns.actions.basics import set_draw_rules
from campaigns.errors import CampaignError
from campaigns.flash import say
from campaigns.foundation.downloads import PDF, file_response, paper_language
from campaigns.models import Campaign, Role
from registrations.actions import draw as acts
from registrations.actions.draw_exclusion import leave_out, put_back
from registrations.actions.presenter_link import make_presenter_link, revoke_presenter_links
from registrations.actions.prize_claim import record_claim
from registrations.documents.winners_list import winners_list
from registrations.errors import RegistrationError
from registrations.forms.draw import BEST_LAST, ClaimForm, ExclusionForm, FreezeForm, ReasonForm
from registrations.models import Draw, DrawExclusion, Registration, Reveal
from registrations.queries.devices import devices_not_clear
from registrations.queries.draw import listed_cars
from registrations.queries.draw_overview import overview_of

AT_THE_DRAW = (*PLANNING, Role.HOST)


@require_safe
@campaign_page(*AT_THE_DRAW)
def draw_overview(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    return _overview(request, campaign)


def _overview(request: HttpRequest, campaign: Campaign, status: int = 200, **bound: object) -> HttpResponse:
    overview = overview_of(campaign, request.user)
    context = {
        "campaign": campaign,
        "rail_current": "draw",
        "page": overview,
        "freeze_form": FreezeForm(campaign=campaign, waits_for_phones=bool(overview.phones)),
        "exclusion_form": ExclusionForm(cars=overview.cars),
        "end_form": ReasonForm(prefix="end"),
        "void_form": ReasonForm(prefix="void"),
    } | bound
    return render(request, "registrations/draw_overview.html", context, status=status)


def _done(campaign: Campaign) -> HttpResponse:
    return redirect("registrations:draw_overview", slug=campaign.slug)


def _try(request: HttpRequest, campaign: Campaign, act: Callable[[], object], said: str) -> HttpResponse:
    """Run one act; what it refuses stands on the page."""
    try:
        act()
    except (CampaignError, RegistrationError) as refused:
        return _overview(request, campaign, 409, problem=refused.message)
    say(request, said)
    return _done(campaign)


@require_POST
@campaign_page(*PLANNING)
def draw_exclusion(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    form = ExclusionForm(request.POST, cars=listed_cars(campaign))
    if not form.is_valid():
        return _overview(request, campaign, 422, exclusion_form=form)
    registration = get_object_or_404(Registration.objects.for_campaign(campaign), pk=form.cleaned_data["car"])
    reason = form.cleaned_data["reason"]
    said = _("That car is left out of the draw.")
    return _try(request, campaign, lambda: leave_out(registration=registration, reason=reason, by=request.user), said)


@require_POST
@campaign_page(*PLANNING)
def exclusion_removal(request: HttpRequest, campaign: Campaign, pk: int) -> HttpResponse:
    exclusion = get_object_or_404(DrawExclusion, campaign=campaign, pk=pk)
    said = _("That car is in the draw again.")
    return _try(request, campaign, lambda: put_back(exclusion=exclusion, by=request.user), said)


@require_POST
@campaign_page(*PLANNING)
def draw_freeze(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    form = FreezeForm(request.POST, campaign=campaign, waits_for_phones=bool(devices_not_clear(campaign)))
    if not form.is_valid():
        return _overview(request, campaign, 422, freeze_form=form)
    best_last, reason = form.cleaned_data["order"] == BEST_LAST, form.cleaned_data.get("override_reason", "")
    rules = {"prize_rules": campaign.prize_rules, "winner_tax": campaign.winner_tax} | form.gaps

    def close_the_list() -> None:
        if form.gaps:
            set_draw_rules(campaign=campaign, by=request.user, **rules)
        acts.freeze(campaign=campaign, by=request.user, best_last=best_last, override_reason=reason)

    said = _("The list is closed. Seal it in front of the guests, on the big screen or here.")
    return _try(request, campaign, close_the_list, said)


def _draw(campaign: Campaign, number: int) -> Draw:
    return get_object_or_404(Draw.objects.for_campaign(campaign), number=number)


@require_POST
@campaign_page(*PLANNING)
def draw_seal(request: HttpRequest, campaign: Campaign, number: int) -> HttpResponse:
    draw = _draw(campaign, number)
    said = _("Sealed. Now the dice, in front of everybody.")
    return _try(request, campaign, lambda: acts.commit(draw=draw, by=request.user), said)


@require_POST
@campaign_page(*PLANNING)
def draw_end(request: HttpRequest, campaign: Campaign, number: int) -> HttpResponse:
    draw, form = _draw(campaign, number), ReasonForm(request.POST, prefix="end")
    if not form.is_valid():
        return _overview(request, campaign, 422, end_form=form)
    reason, said = form.cleaned_data["reason"], _("The draw is finished; its secret is open.")
    return _try(request, campaign, lambda: acts.finish(draw=draw, reason=reason, by=request.user), said)


@require_POST
@campaign_page(*PLANNING)
def draw_voiding(request: HttpRequest, campaign: Campaign, number: int) -> HttpResponse:
    draw, form = _draw(campaign, number), ReasonForm(request.POST, prefix="void")
    if not form.is_valid():
        return _overview(request, campaign, 422, void_form=form)
    reason, said = form.cleaned_data["reason"], _("The draw is void. It stays visible with its reason.")
    return _try(request, campaign, lambda: acts.void(draw=draw, reason=reason, by=request.user), said)


@require_POST
@campaign_page(*PLANNING)
def presenter_link(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    said = _("The presenter's link is made. Until when it is good stands beside it.")
    return _try(request, campaign, lambda: make_presenter_link(campaign=campaign, by=request.user), said)


@require_POST
@campaign_page(*PLANNING)
def link_revocation(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    said = _("The presenter's link opens nothing any more.")
    return _try(request, campaign, lambda: revoke_presenter_links(campaign=campaign, by=request.user), said)


@require_safe
@campaign_page(*AT_THE_DRAW)
def winners_list_pdf(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    language = paper_language(request)
    with translation.override(language):
        name = _("{title} winners' list.pdf").format(title=campaign.title)
    return file_response(winners_list(campaign, language=language), name=name, kind=PDF)


@require_http_methods(["GET", "HEAD", "POST"])
@campaign_page(*AT_THE_DRAW)
def prize_claim(request: HttpRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Hand one prize over: who takes it, and the signature."""
    standing = Reveal.objects.for_campaign(campaign).standing()
    reveal = get_object_or_404(standing.select_related("entrant__registration", "prize", "draw"), pk=pk)
    winner = reveal.entrant.registration
    form = ClaimForm(request.POST or None, initial={"collected_by": winner.name})
    if request.method == "POST" and form.is_valid():
        try:
            record_claim(reveal=reveal, by=request.user, **form.cleaned_data)
        except RegistrationError as refused:
            form.add_error(None, refused.message)
        else:
            say(request, _("%(prize)s handed over.") % {"prize": reveal.prize.name})
            return _done(campaign)
    context = {"campaign": campaign, "rail_current": "draw", "reveal": reveal, "winner": winner, "form": form}
    return render(request, "registrations/prize_claim.html", context, status=422 if form.errors else 200)
