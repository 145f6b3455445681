"""The calling desk: the next person to ring, what to say, one key for the answer.

Rule: opening the desk claims the person shown, so that nobody else rings them; an answer frees the claim.
"""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from campaigns.access import campaign_page
from campaigns.flash import say
from campaigns.foundation.personal_pages import personal_page
from campaigns.models import Campaign, Club, Staff
from registrations.access import READING, clubs_with, page_of_my_clubs
from registrations.actions.call_claim import claim
from registrations.actions.calling import CALLED_IN
from registrations.errors import TakenByAnother
from registrations.forms.calling import OWN_TIME, CallForm
from registrations.looks.call_words import (
    changed_answer,
    first_answers,
    if_not_coming,
    second_answers,
    times_to_ring,
    told,
)
from registrations.models import Invitation, Places, Registration
from registrations.queries import call_list as lists
from registrations.queries.call_person import OnTheLine, held_person, invited_person
from registrations.queries.people_counts import people_counts

Asked = Invitation | Registration
TRIED_CLAIMS = 10


@require_safe
@page_of_my_clubs(*READING)
def call_desk(request: HttpRequest, clubs: list[Club]) -> HttpResponse:
    """The campaign and stage with something to ring, chosen by itself."""
    mine = lists.campaigns_to_call(clubs)
    for campaign, stage in mine:
        if _queue(campaign, stage, request.user, timezone.now()).exists():
            return redirect("registrations:call_list", campaign.slug, stage)
    if mine:
        return redirect("registrations:call_list", mine[0][0].slug, mine[0][1])
    return render(request, "registrations/call_desk.html", {"club": clubs[0]})


@personal_page
@require_safe
@campaign_page(*READING)
def call_list(request: HttpRequest, campaign: Campaign, stage: int) -> HttpResponse:
    at = timezone.now()
    asked = _next_on_the_line(request, campaign, stage, at)
    return desk_page(request, campaign, stage, asked, at)


def _queue(campaign: Campaign, stage: int, caller: Staff, at: dt.datetime) -> QuerySet[Any]:
    if stage not in CALLED_IN:
        raise Http404
    if campaign.state not in CALLED_IN[stage]:
        return (Invitation if stage == 1 else Registration).objects.none()
    return (lists.first_invitations if stage == 1 else lists.second_confirmations)(campaign, caller, at)


def _next_on_the_line(request: HttpRequest, campaign: Campaign, stage: int, at: dt.datetime) -> Asked | None:
    """The person named by `?who=`, or the first nobody else has; `?after=` goes past one."""
    queue = list(_queue(campaign, stage, request.user, at)[: lists.SHOWN + TRIED_CLAIMS])
    named = request.GET.get("who", "")
    if named.isdigit() and (chosen := lists.named_person(campaign, stage, int(named))):
        queue = [chosen, *(one for one in queue if one.pk != chosen.pk)]
    passed = request.GET.get("after", "")
    if passed.isdigit():
        place = next((n for n, one in enumerate(queue) if one.pk == int(passed)), -1)
        queue = queue[place + 1 :] + queue[: place + 1]
    for asked in queue[:TRIED_CLAIMS]:
        try:
            claim(person=asked, by=request.user, at=at)
        except TakenByAnother as taken:
            if named.isdigit() and asked.pk == int(named):
                say(request, taken.message)
            continue
        return asked
    return None


def desk_page(
    request: HttpRequest,
    campaign: Campaign,
    stage: int,
    asked: Asked | None,
    at: dt.datetime,
    form: CallForm | None = None,
) -> HttpResponse:
    places = Places.objects.for_campaign(campaign).first()
    person = _person(asked, request.user, places, at) if asked else None
    queue = _queue(campaign, stage, request.user, at)
    times = times_to_ring(campaign, stage, at)
    local = campaign.local(at).time()
    context = {
        "campaign": campaign,
        "stage": stage,
        "form": form,
        "person": person,
        "answers": _answers(stage, person, places),
        "changed": changed_answer() if stage == 2 else None,
        "times": times,
        "again": _again(form, times),
        "queue": [_entry(one) for one in queue[: lists.SHOWN]],
        "queue_count": queue.count(),
        "later_count": lists.later_count(campaign, stage, at),
        "tally": lists.tally_of(campaign, request.user, stage, at),
        "last_calls": [(call, told(call)) for call in lists.last_calls(campaign, request.user, stage)],
        "places": places,
        "counts": people_counts(campaign, at),
        "if_not": if_not_coming(asked) if isinstance(asked, Registration) and asked.is_live and places else "",
        "is_calling_time": campaign.call_from <= local <= campaign.call_until,
        "is_called_now": campaign.state in CALLED_IN[stage],
        "others": _others(request.user, campaign, stage),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "registrations/call_list.html", context, status=status)


def _person(asked: Asked, caller: Staff, places: Places | None, at: dt.datetime) -> OnTheLine:
    if isinstance(asked, Invitation):
        return invited_person(asked, caller, places, at)
    return held_person(asked, caller, at)


def _answers(stage: int, person: OnTheLine | None, places: Places | None) -> list[Any]:
    if stage == 1:
        return first_answers(places is not None and places.is_full)
    return second_answers(person.size if person else "")


def _again(form: CallForm | None, times: list[tuple[str, str]]) -> str:
    """The time that is chosen: what was chosen before a mistake, else the first."""
    values = [*(value for value, _words in times), OWN_TIME]
    chosen = form.data.get("again") if form is not None else None
    return chosen if chosen in values else values[0]


def _entry(one: Asked) -> dict[str, Any]:
    """A line of the list at the left."""
    if isinstance(one, Invitation):
        car = next(iter(one.owner.vehicles.all()), None)
        return {
            "key": one.pk,
            "name": one.owner.name,
            "plate": car.plate if car else "",
            "people": None,
            "from": one.owner.city,
        }
    return {
        "key": one.pk, "name": one.name, "plate": one.plate, "people": one.people,
        "from": one.channel.name if one.channel else "",
    }  # fmt: skip


def _others(caller: Staff, campaign: Campaign, stage: int) -> list[tuple[Campaign, int]]:
    clubs = clubs_with(caller, *READING)
    found = lists.campaigns_to_call(clubs)
    return [(one, number) for one, number in found if (one.pk, number) != (campaign.pk, stage)]
