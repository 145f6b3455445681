"""The review at the deadline: who would lose the place, who is kept and why, whom the places go to."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.access import campaign_page
from campaigns.flash import refuse, say
from campaigns.foundation.personal_pages import personal_page
from campaigns.models import Campaign, Record, State
from registrations.access import KEEPING
from registrations.actions.confirmation import keep, undo_keep
from registrations.actions.release import REFUSED, preview_release, release_unconfirmed, undecided, unreminded
from registrations.errors import ReasonNeeded, RegistrationError
from registrations.looks.sentences import in_a_row
from registrations.models import MessageKind, Places, Registration


@personal_page
@require_safe
@campaign_page(*KEEPING)
def release_review(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    return _review(request, campaign, None)


def _review(
    request: HttpRequest, campaign: Campaign, chosen: set[int] | None, mistakes: dict[int, str] | None = None
) -> HttpResponse:
    """`chosen` are the registrations ticked; None ticks all. `mistakes` say what to mend, at which of them."""
    mistakes = mistakes or {}
    at = timezone.now()
    reasons = _reasons(request)
    parties = undecided(campaign)
    failed = {party.pk for party in unreminded(parties)}
    ticked = [party for party in parties if chosen is None or party.pk in chosen]
    kept = Registration.objects.for_campaign(campaign).awaiting_confirmation().filter(kept_at__isnull=False)
    has_places = Places.objects.for_campaign(campaign).exists()
    context = {
        "campaign": campaign,
        "rail_current": "registrations",
        "rows": [
            _row(party, party in ticked, party.pk in failed)
            | {
                "why": reasons.get(party.pk, ""),
                "mistake": mistakes.get(party.pk, ""),
                "is_first_mistake": party.pk == next(iter(mistakes), 0),
            }
            for party in parties
        ],
        "ticked_count": len(ticked),
        "ticked_people": sum(party.people for party in ticked),
        "failed_count": sum(1 for party in ticked if party.pk in failed),
        "kept": kept.select_related("kept_by"),
        "next": preview_release(campaign, ticked) if has_places else [],
        "is_due": campaign.confirm_by is not None and at >= campaign.confirm_by,
        "is_confirming": campaign.state == State.CONFIRMING,
        "was_refused": Record.objects.about(campaign).filter(verb=REFUSED).exists(),
    }
    return render(request, "registrations/release_review.html", context, status=422 if mistakes else 200)


def _row(party: Registration, is_ticked: bool, is_unreminded: bool) -> dict[str, Any]:
    calls = [call for call in party.call_attempts.all() if call.undone_at is None]
    reminders = [
        one for one in party.messages.all() if one.kind == MessageKind.CONFIRM_REMINDER and one.withdrawn_at is None
    ]
    told = max((one.sent_at for one in reminders if one.sent_at), default=None)
    last = calls[-1] if calls else None
    return {
        "party": party, "is_ticked": is_ticked, "is_unreminded": is_unreminded, "told": told,
        "calls": len(calls), "last": last,
    }  # fmt: skip


@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
@campaign_page(*KEEPING)
def release_places(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Release those ticked in one act; with `look` only show whom the places would go to.

    Opened as a page (another language) it leads to the review.
    """
    if request.method != "POST":
        return redirect("registrations:release_review", campaign.slug)
    chosen = _chosen(request)
    if request.POST.get("look"):
        return _review(request, campaign, chosen)
    parties = [party for party in undecided(campaign) if party.pk in chosen]
    if not parties:
        refuse(request, _("Tick at least one party."))
        return _review(request, campaign, chosen)
    reasons = _reasons(request)
    if torn := [party for party in parties if reasons.get(party.pk)]:
        says = _("A reason to keep is written here. Press Keep, or empty the field to release.")
        return _review(request, campaign, chosen, {party.pk: says for party in torn})
    try:
        done = release_unconfirmed(campaign=campaign, registrations=parties, by=request.user)
    except RegistrationError as refused:
        refuse(request, refused.message)
        return _review(request, campaign, chosen)
    words = ngettext("%(n)d place released.", "%(n)d places released.", len(done.released)) % {"n": len(done.released)}
    if done.offered:
        names = _(", ").join(party.name for party in done.offered)
        words = in_a_row([words, _("Offered to {names}.").format(names=names)])
    say(request, words)
    return redirect("registrations:release_review", campaign.slug)


@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
@campaign_page(*KEEPING)
def release_keeping(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Keep one party; the page comes back with the ticks and the reasons typed for the others."""
    if request.method != "POST":
        return redirect("registrations:release_review", campaign.slug)
    key = request.POST.get("keep", "")
    party = _party(campaign, int(key) if key.isdigit() else 0)
    try:
        keep(registration=party, by=request.user, why=_reasons(request).get(party.pk, ""))
    except ReasonNeeded as needed:
        return _review(request, campaign, _chosen(request), {party.pk: needed.message})
    except RegistrationError as refused:
        refuse(request, refused.message)
    else:
        undo = reverse("registrations:keeping_undo", args=[campaign.slug, party.pk])
        say(request, _("{name} keeps the place.").format(name=party.name), undo=undo)
    return _review(request, campaign, _chosen(request))


@require_POST
@campaign_page(*KEEPING)
def keeping_undo(request: HttpRequest, campaign: Campaign, registration_id: int) -> HttpResponse:
    """The party is undecided again."""
    party = _party(campaign, registration_id)
    try:
        undo_keep(registration=party, by=request.user)
    except RegistrationError as refused:
        refuse(request, refused.message)
    else:
        say(request, _("{name} is undecided again.").format(name=party.name))
    return redirect("registrations:release_review", campaign.slug)


def _party(campaign: Campaign, registration_id: int) -> Registration:
    return get_object_or_404(Registration.objects.for_campaign(campaign), pk=registration_id)


def _chosen(request: HttpRequest) -> set[int]:
    return {int(key) for key in request.POST.getlist("registration") if key.isdigit()}


def _reasons(request: HttpRequest) -> dict[int, str]:
    """What was typed, by registration: a field is called `why-<id>`."""
    typed = {name.removeprefix("why-"): why for name, why in request.POST.items() if name.startswith("why-")}
    return {int(key): " ".join(str(why).split())[:200] for key, why in typed.items() if key.isdigit()}
