"""What owners answer on their pass: coming or not, an offered place, not coming today, safe home, the questions.

Rule: an answer given twice changes nothing the second time and lands on the pass as it is.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from registrations.actions.check_in import record_owner_event, take_back_owner_event
from registrations.actions.confirmation import confirm
from registrations.actions.details import give_consents
from registrations.actions.registration import cancel
from registrations.actions.survey import answer_survey
from registrations.actions.waitlist import accept, decline
from registrations.errors import RegistrationError
from registrations.forms.survey import SurveyForm
from registrations.models import How, RegistrationState, ScanKind
from registrations.queries.pass_now import Act, PassNow

from .pass_page import base_context, confirmed_words
from .personal import pass_view

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@pass_view
@require_POST
def pass_confirmation(request: HttpRequest, now: PassNow, token: str) -> HttpResponse:
    """来，2 位不变."""
    if now.state != RegistrationState.CONFIRMED:
        _try(request, lambda: confirm(registration=now.registration, how=How.PASS), confirmed_words(now))
    return redirect("registrations:pass_page", token=token)


@pass_view
@PAGE
def pass_cancellation(request: HttpRequest, now: PassNow, token: str) -> HttpResponse:
    """Not coming: asked once more, because the place is free for others at once."""
    if not now.may(Act.CANCEL):
        return redirect("registrations:pass_page", token=token)
    if request.method != "POST":
        return render(request, "registrations/pass_cancellation.html", base_context(now, token))
    _try(request, lambda: cancel(registration=now.registration, how=How.PASS), _("Cancelled. Until next time."))
    return redirect("registrations:pass_page", token=token)


@pass_view
@require_POST
def pass_acceptance(request: HttpRequest, now: PassNow, token: str) -> HttpResponse:
    """The offered place is taken."""
    if not now.has_place:
        _try(request, lambda: accept(registration=now.registration, how=How.PASS), _("The place is yours."))
    return redirect("registrations:pass_page", token=token)


@pass_view
@PAGE
def pass_refusal(request: HttpRequest, now: PassNow, token: str) -> HttpResponse:
    """The offered place is let go; asked once more."""
    if not now.may(Act.DECLINE):
        return redirect("registrations:pass_page", token=token)
    if request.method != "POST":
        return render(request, "registrations/pass_refusal.html", base_context(now, token))
    _try(request, lambda: decline(registration=now.registration, how=How.PASS), _("Noted: you let the place go."))
    return redirect("registrations:pass_page", token=token)


@pass_view
@require_POST
def pass_undertaking(request: HttpRequest, now: PassNow, token: str) -> HttpResponse:
    """The driver accepts the safety undertaking."""
    if now.owes_undertaking:
        given = {"undertaking_at": True}
        _try(request, lambda: give_consents(registration=now.registration, given=given), _("Undertaking accepted."))
    return redirect("registrations:pass_page", token=token)


@pass_view
@require_POST
def pass_not_coming(request: HttpRequest, now: PassNow, token: str) -> HttpResponse:
    """While live: nobody has to look for this car. `take_back` says that it comes after all."""
    return _say(
        request, now, token, ScanKind.NOT_COMING, _("Noted: nobody will wait for you."), _("Good, see you soon.")
    )


@pass_view
@require_POST
def pass_safe_home(request: HttpRequest, now: PassNow, token: str) -> HttpResponse:
    """平安到家. `take_back` was a slip."""
    return _say(request, now, token, ScanKind.SAFE_HOME, _("Good to know. Sleep well."), _("Taken back."))


def _say(request: HttpRequest, now: PassNow, token: str, kind: str, said: str, taken_back: str) -> HttpResponse:
    party = now.registration
    if request.POST.get("take_back"):
        _try(request, lambda: take_back_owner_event(registration=party, kind=kind), taken_back)
    else:
        _try(request, lambda: record_owner_event(registration=party, kind=kind), said)
    return redirect("registrations:pass_page", token=token)


@pass_view
@require_POST
def pass_survey(request: HttpRequest, now: PassNow, token: str) -> HttpResponse:
    """Three answers; sent again they replace the first."""
    form = SurveyForm(request.POST)
    if not form.is_valid():
        context = base_context(now, token) | {"survey": form}
        return render(request, "registrations/pass_survey.html", context, status=422)
    _try(request, lambda: answer_survey(registration=now.registration, **form.cleaned_data), _("Thank you."))
    return redirect("registrations:pass_page", token=token)


def _try(request: HttpRequest, act: Callable[[], Any], said: str) -> None:
    """Do it and say so, or say why not."""
    try:
        act()
    except RegistrationError as refused:
        messages.warning(request, refused.message or _("That is no longer possible; please ask us."))
    else:
        messages.success(request, said)
