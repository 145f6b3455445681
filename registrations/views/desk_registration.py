"""Register a party at the desk: somebody rings, or stands there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaigns.access import campaign_page
from campaigns.models import Campaign, Role
from registrations.actions.invitation_answer import answer_invitation
from registrations.actions.registration import register
from registrations.errors import AlreadyRegistered, KeyReused, NotRegistering
from registrations.forms.desk_registration import DeskRegistrationForm
from registrations.looks import counts
from registrations.models import How, Places, Registration, RegistrationState


@require_http_methods(["GET", "HEAD", "POST"])
@campaign_page(Role.PLANNER, Role.CALLER, Role.HOST)
def registration_new(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """登记一户."""
    form = DeskRegistrationForm(request.POST or None, campaign=campaign)
    known = None
    if request.method == "POST" and form.is_valid():
        try:
            made = register(
                campaign=campaign,
                party=form.party(),
                key=form.cleaned_data["key"],
                channel=form.cleaned_data["channel"],
                by=request.user,
                how=How.DESK,
            ).registration
        except AlreadyRegistered as refused:
            known = Registration.objects.for_campaign(campaign).live().get(phone=form.cleaned_data["phone"])
            form.add_error("phone", refused.message)
        except KeyReused as reused:
            return redirect("registrations:registration", slug=campaign.slug, registration_id=reused.registration.pk)
        except NotRegistering as refused:
            form.add_error(None, refused.message)
        else:
            answer_invitation(registration=made)
            messages.success(request, _said(made))
            if twin := _same_plate(made):
                messages.warning(
                    request,
                    _("{plate} stands for {name} too: is it one party, or is a plate wrong?").format(
                        plate=made.plate, name=twin.name
                    ),
                )
            return redirect("registrations:registration", slug=campaign.slug, registration_id=made.pk)
    context = {
        "campaign": campaign,
        "rail_current": "registrations",
        "form": form,
        "known": known,
        "places": Places.objects.for_campaign(campaign).first(),
    }
    return render(request, "registrations/registration_new.html", context, status=422 if form.errors else 200)


def _same_plate(made: Registration) -> Registration | None:
    """Another party with this car: two phones of one family, or a slip."""
    if not made.plate:
        return None
    others = Registration.objects.for_campaign(made.campaign).live().filter(plate=made.plate)
    return others.exclude(pk=made.pk).order_by("pk").first()


def _said(made: Registration) -> str:
    if made.state == RegistrationState.WAITING:
        return _("{name}: on the waiting list, {people}.").format(name=made.name, people=counts.people(made.people))
    return _("{name}: registered, {people}.").format(name=made.name, people=counts.people(made.people))
