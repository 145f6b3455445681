"""What owners change on their pass: the party, the car, details, consents. Small pages, one form each."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registrations.actions.confirmation import confirm
from registrations.actions.details import give_consents, save_details
from registrations.actions.party import ask_change, change_party, set_vehicle
from registrations.errors import RegistrationError
from registrations.forms.owner_form import OwnerForm
from registrations.forms.pass_changes import CarForm, ConsentsForm, DetailsForm, PartyForm
from registrations.models import How
from registrations.queries.pass_now import Act, PassNow

from .pass_page import base_context, confirmed_words
from .personal import pass_view

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@pass_view
@PAGE
def pass_party(request: HttpRequest, now: PassNow, token: str) -> HttpResponse:
    """More or fewer people: a change, a confirmation with another number, or (in *ready*) a request."""
    if not (now.may(Act.CHANGE) or now.may(Act.ASK)):
        return _not_now(request, token)
    party = now.registration
    known = {"adults": request.GET.get("adults", party.adults), "children": request.GET.get("children", party.children)}
    form = PartyForm(request.POST or None, campaign=now.campaign, with_note=now.may(Act.ASK), initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            _change(now, form)
        except RegistrationError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _said(now, form))
            return redirect("registrations:pass_page", token=token)
    return _form_page(request, now, token, form, "registrations/pass_party.html")


def _change(now: PassNow, form: PartyForm) -> None:
    party, data = now.registration, form.cleaned_data
    if now.may(Act.ASK):
        ask_change(registration=party, adults=data["adults"], children=data["children"], note=data["note"])
    elif now.may(Act.CONFIRM):
        confirm(registration=party, how=How.PASS, adults=data["adults"], children=data["children"])
    else:
        change_party(registration=party, adults=data["adults"], children=data["children"], how=How.PASS)


def _said(now: PassNow, form: PartyForm) -> str:
    people = form.cleaned_data["adults"] + form.cleaned_data["children"]
    if now.may(Act.ASK):
        return _("Asked: {people} people. We will answer here and by message.").format(people=people)
    if now.may(Act.CONFIRM):
        return confirmed_words(now, people)
    return _("Now {people} people.").format(people=people)


@pass_view
@PAGE
def pass_car(request: HttpRequest, now: PassNow, token: str) -> HttpResponse:
    """Plate, model, drive, licence, whom to drive with."""
    if not now.may(Act.CHANGE):
        return _not_now(request, token)
    form = CarForm(request.POST or None, registration=now.registration)
    if request.method == "POST" and form.is_valid():
        party, plate = now.registration, form.cleaned_data["plate"]
        try:
            if (plate, form.plate_state) != (party.plate, party.plate_state):
                set_vehicle(registration=party, plate=plate, plate_state=form.plate_state, how=How.PASS)
            save_details(registration=party, details=form.details)
        except RegistrationError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Your car is noted."))
            return redirect("registrations:pass_page", token=token)
    return _form_page(request, now, token, form, "registrations/pass_car.html")


@pass_view
@PAGE
def pass_details(request: HttpRequest, now: PassNow, token: str) -> HttpResponse:
    """Where the party joins, whom to ring, the table, shirts."""
    if not now.may(Act.LAST_DETAILS):
        return _not_now(request, token)
    campaign = now.campaign
    form = DetailsForm(
        request.POST or None,
        registration=now.registration,
        joins=list(campaign.stops.where_cars_join().in_road_order()),
        has_shirts=campaign.gifts.filter(is_sized=True).exists(),
        is_fixed=not now.may(Act.CHANGE),
    )
    if request.method == "POST" and form.is_valid():
        save_details(registration=now.registration, details=form.cleaned_data)
        messages.success(request, _("Noted, thank you."))
        return redirect("registrations:pass_page", token=token)
    return _form_page(request, now, token, form, "registrations/pass_details.html")


@pass_view
@PAGE
def pass_consents(request: HttpRequest, now: PassNow, token: str) -> HttpResponse:
    """Three consents, each apart, and the driver's safety undertaking."""
    if not now.may(Act.LAST_DETAILS):
        return _not_now(request, token)
    form = ConsentsForm(request.POST or None, registration=now.registration)
    if request.method == "POST" and form.is_valid():
        give_consents(registration=now.registration, given=form.cleaned_data)
        messages.success(request, _("Noted, thank you."))
        return redirect("registrations:pass_page", token=token)
    return _form_page(request, now, token, form, "registrations/pass_consents.html")


def _form_page(request: HttpRequest, now: PassNow, token: str, form: OwnerForm, template: str) -> HttpResponse:
    context: dict[str, Any] = base_context(now, token) | {"form": form}
    return render(request, template, context, status=422 if form.errors else 200)


def _not_now(request: HttpRequest, token: str) -> HttpResponse:
    messages.warning(request, _("That can no longer be changed here; please ask us."))
    return redirect("registrations:pass_page", token=token)
