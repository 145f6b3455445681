"""The calling desk: the next person to ring, what to say, one key for the answer.

Rule: opening the desk claims the person shown, so that nobody else rings them; an answer frees the claim.
"""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from campaigns.access import campaign_page, staff_page
from campaigns.flash import say
from campaigns.models import Campaign, Staff
from registrations.access import READING, clubs_with
from registrations.actions.call_claim import claim
from registrations.actions.call_undo import undo_call
from registrations.actions.calling import CALLED_IN, record_call, record_confirmation_call
from registrations.errors import RegistrationError, TakenByAnother, UndoRefused
from registrations.forms.calling import CallForm
from registrations.looks.call_words import CHANGED, first_answers, if_not_coming, second_answers, times_to_ring, told
from registrations.models import CallAttempt, Invitation, Outcome, Places, Registration
from registrations.queries import call_list as lists
from registrations.queries.call_person import OnTheLine, held_person, invited_person
from registrations.queries.people_counts import people_counts

Asked = Invitation | Registration
TRIED_CLAIMS = 10


@require_safe
@staff_page
def call_desk(request: HttpRequest) -> HttpResponse:
    """The campaign and stage with something to ring, chosen by itself."""
    clubs = clubs_with(request.user, *READING)
    if not clubs:
        raise PermissionDenied(_("You have no role that opens this page."))
    mine = lists.campaigns_to_call(Campaign.objects.filter(club__in=clubs))
    for campaign, stage in mine:
        if _queue(campaign, stage, request.user, timezone.now()).exists():
            return redirect("registrations:call_list", campaign.slug, stage)
    if mine:
        return redirect("registrations:call_list", mine[0][0].slug, mine[0][1])
    return render(request, "registrations/call_desk.html", {"club": clubs[0]})


@never_cache
@require_safe
@campaign_page(*READING)
def call_list(request: HttpRequest, campaign: Campaign, stage: int) -> HttpResponse:
    at = timezone.now()
    asked = _next_on_the_line(request, campaign, stage, at)
    return _desk(request, campaign, stage, asked, at)


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
    if named.isdigit():
        queue.sort(key=lambda one: one.pk != int(named))
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


def _desk(
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
    local = campaign.local(at).time()
    context = {
        "campaign": campaign,
        "stage": stage,
        "form": form,
        "person": person,
        "answers": _answers(stage, person, places),
        "times": times_to_ring(campaign, at),
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


def _entry(one: Asked) -> dict[str, Any]:
    """A line of the list at the left."""
    if isinstance(one, Invitation):
        car = next(iter(one.owner.vehicles.all()), None)
        return {"key": one.pk, "name": one.owner.name, "plate": car.plate if car else "", "people": None, "from": one.owner.city}
    return {
        "key": one.pk, "name": one.name, "plate": one.plate, "people": one.people,
        "from": one.channel.name if one.channel else "",
    }  # fmt: skip


def _others(caller: Staff, campaign: Campaign, stage: int) -> list[tuple[Campaign, int]]:
    clubs = clubs_with(caller, *READING)
    found = lists.campaigns_to_call(Campaign.objects.filter(club__in=clubs))
    return [(one, number) for one, number in found if (one.pk, number) != (campaign.pk, stage)]


@require_POST
@campaign_page(*READING)
def call_attempt(request: HttpRequest, campaign: Campaign, stage: int) -> HttpResponse:
    """Put down one answer; the next person follows."""
    at = timezone.now()
    form = CallForm(request.POST, campaign=campaign)
    asked = _asked(campaign, stage, request.POST.get("who", ""))
    if form.is_valid():
        try:
            attempt = _record(form, asked, request.user, at)
        except RegistrationError as refused:
            form.add_error(None, refused.message)
        else:
            say(request, told(attempt), undo=reverse("registrations:call_undoing", args=[campaign.slug, attempt.pk]))
            return redirect("registrations:call_list", campaign.slug, stage)
    return _desk(request, campaign, stage, asked, at, form)


def _asked(campaign: Campaign, stage: int, key: str) -> Asked:
    if stage not in CALLED_IN or not key.isdigit():
        raise Http404
    if stage == 1:
        rows: QuerySet[Any] = Invitation.objects.for_campaign(campaign).select_related("owner", "channel", "campaign__club")
        found = rows.prefetch_related("owner__vehicles").filter(pk=key).first()
    else:
        rows = Registration.objects.for_campaign(campaign).select_related("owner", "channel", "joins_at", "campaign__club")
        found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found  # type: ignore[no-any-return]  # an Invitation or a Registration


def _record(form: CallForm, asked: Asked, by: Staff, at: dt.datetime) -> CallAttempt:
    said = form.cleaned_data
    again, note = said.get("next_call_at"), said["note"].strip()
    if isinstance(asked, Invitation):
        party = form.party(asked) if said["outcome"] == Outcome.YES else None
        return record_call(
            invitation=asked, outcome=said["outcome"], by=by, party=party, next_call_at=again, note=note, at=at
        )
    is_changed = said["outcome"] == CHANGED
    return record_confirmation_call(
        registration=asked,
        outcome=Outcome.YES if is_changed else said["outcome"],
        by=by,
        adults=said["adults"] if is_changed else None,
        children=(said["children"] or 0) if is_changed else None,
        next_call_at=again,
        note=note,
        at=at,
    )


@require_POST
@campaign_page(*READING)
def call_undoing(request: HttpRequest, campaign: Campaign, attempt_id: int) -> HttpResponse:
    """Take a call back; what that led to is said."""
    of_campaign = CallAttempt.objects.filter(invitation__campaign=campaign) | CallAttempt.objects.filter(
        registration__campaign=campaign
    )
    attempt = of_campaign.select_related("invitation__owner", "registration", "made").filter(pk=attempt_id).first()
    if attempt is None:
        raise Http404
    stage = 1 if attempt.invitation_id else 2
    back = reverse("registrations:call_list", args=[campaign.slug, stage])
    try:
        undone = undo_call(attempt=attempt, by=request.user)
    except UndoRefused as refused:
        say(request, refused.message)
        return redirect(back)
    words = [_("Taken back.")]
    if undone.cancelled is not None:
        words.append(_("The registration is cancelled."))
    if undone.offered:
        names = _(", ").join(party.name for party in undone.offered)
        words.append(_("The place is offered to {names}; that stands.").format(names=names))
    say(request, " ".join(words))
    return redirect(f"{back}?who={attempt.invitation_id or attempt.registration_id}")
