"""One answer at the calling desk, and taking it back.

Rule: what a caller put down is said on the next page, with the key that takes it back.
"""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from campaigns.access import campaign_page
from campaigns.flash import say
from campaigns.foundation.personal_pages import personal_page
from campaigns.models import Campaign, Staff
from registrations.access import READING
from registrations.actions.call_undo import undo_call
from registrations.actions.calling import CALLED_IN, record_call, record_confirmation_call
from registrations.errors import RegistrationError, UndoRefused
from registrations.forms.calling import CallForm
from registrations.looks.call_words import CHANGED, told
from registrations.looks.sentences import in_a_row
from registrations.models import CallAttempt, Invitation, Outcome, Registration

from .call_desk import Asked, desk_page


@personal_page
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
    return desk_page(request, campaign, stage, asked, at, form)


def _asked(campaign: Campaign, stage: int, key: str) -> Asked:
    if stage not in CALLED_IN or not key.isdigit():
        raise Http404
    if stage == 1:
        rows: QuerySet[Any] = Invitation.objects.for_campaign(campaign).select_related(
            "owner", "channel", "campaign__club"
        )
        found = rows.prefetch_related("owner__vehicles").filter(pk=key).first()
    else:
        rows = Registration.objects.for_campaign(campaign).select_related(
            "owner", "channel", "joins_at", "campaign__club"
        )
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
    say(request, in_a_row(words))
    return redirect(f"{back}?who={attempt.invitation_id or attempt.registration_id}")
