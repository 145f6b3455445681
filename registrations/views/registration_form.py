"""The registration form comes in: by a channel's link or by a personal invitation.

Rule: the same form again gives the same pass; a number that is registered already learns nothing here, its link
travels to the number alone.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import activate, get_language
from django.views.decorators.http import require_http_methods, require_safe
from django.views.i18n import set_language

from campaigns.models import Campaign, Channel
from registrations.actions.invitation_answer import answer_invitation
from registrations.actions.pass_link import send_link_again
from registrations.actions.registration import register
from registrations.errors import AlreadyRegistered, KeyReused, NotRegistering
from registrations.forms.registration import RegistrationForm
from registrations.limits import LINK_BY_PHONE, REGISTER_BY_ADDRESS, REGISTER_BY_PHONE, address_allows
from registrations.links import pass_token
from registrations.models import How, Invitation, PlateState, Registration
from registrations.party import PartyDetails
from registrations.phone import spaced
from registrations.queries.pass_now import PassNow
from registrations.queries.standing import standing_of, takes_form

from .campaign_page import channel_for, form_address, invitation_for, show_campaign
from .personal import pass_view, unstored
from .sent_here import form_key, made_here

KEPT_BY_THE_BROWSER = "no-cache, private"  # or the back button onto a page that was posted leads to an error


@unstored
@require_http_methods(["GET", "HEAD", "POST"])
def registration_form(request: HttpRequest, code: str) -> HttpResponse:
    """The form comes in by a channel's link. Opened as a page (back, another language) it leads to the form."""
    if request.method != "POST":
        return redirect("registrations:campaign_page", code=code)
    channel = channel_for(code)
    return _register(request, channel.campaign, channel)


@unstored
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_registration(request: HttpRequest, token: str) -> HttpResponse:
    """The form comes in by a personal invitation: the owner is known."""
    if request.method != "POST":
        return redirect("registrations:invitation_page", token=token)
    invitation = invitation_for(token)
    return _register(request, invitation.campaign, invitation.channel, invitation, token)


@pass_view
@require_safe
def pass_registration(request: HttpRequest, now: PassNow, token: str) -> HttpResponse:
    """Once more, after a registration that ended: the form with what its owner told us, sent like any other."""
    party, channel = now.registration, now.registration.channel
    if not now.registers_again or channel is None:
        return redirect("registrations:pass_page", token=token)
    known = {
        "key": form_key(request),
        "name": party.name,
        "phone": spaced(party.phone),
        "plate": party.plate,
        "rides_along": party.plate_state == PlateState.RIDES_ALONG,
        "adults": party.adults,
        "children": party.children,
    }
    form = RegistrationForm(campaign=now.campaign, initial=known)
    context = _form_context(now.campaign, channel, "", form) | {"back": _pass_address(party), "token": token}
    return render(request, "registrations/registration_form.html", context)


def _register(
    request: HttpRequest,
    campaign: Campaign,
    channel: Channel | None,
    invitation: Invitation | None = None,
    token: str = "",
) -> HttpResponse:
    if "language" in request.POST:
        return _in_other_language(request, campaign, channel, token)
    if not takes_form(campaign, None if invitation else channel):
        return show_campaign(request, campaign, channel, invitation_token=token, status=409)
    form = RegistrationForm(request.POST, campaign=campaign)
    if not form.is_valid():
        return _form_page(request, campaign, channel, token)
    party = form.party()
    if not address_allows(REGISTER_BY_ADDRESS, request):
        return _too_often(request, campaign)
    try:
        made = _made(campaign, channel, party, form.cleaned_data["key"], invitation)
    except KeyReused as reused:
        return _pass_again(reused.registration, party)
    except AlreadyRegistered:
        own = made_here(request, campaign, party.phone)
        return _pass_again(own, party) if own else _registered_already(request, campaign, channel, party.phone, token)
    except NotRegistering:
        campaign.refresh_from_db()
        return show_campaign(request, campaign, channel, invitation_token=token, status=409)
    return redirect(_pass_address(made))


def _made(
    campaign: Campaign, channel: Channel | None, party: PartyDetails, key: str, invitation: Invitation | None
) -> Registration:
    """Register; an open invitation of the same owner is answered by it."""
    is_own = invitation is not None and invitation.owner.phone == party.phone
    made = register(
        campaign=campaign,
        party=party,
        key=key,
        channel=channel,
        owner=invitation.owner if invitation and is_own else None,
        how=How.FORM,
        language=get_language() or settings.LANGUAGE_CODE,
    )
    if made.is_new:
        answer_invitation(registration=made.registration)
    return made.registration


def _pass_address(registration: Registration) -> str:
    return reverse("registrations:pass_page", args=[pass_token(registration)])


def _pass_again(registration: Registration, party: PartyDetails) -> HttpResponse:
    """The registration that stands; what was typed differently now is offered there, not made."""
    address = _pass_address(registration)
    is_same = registration.form_digest == party.digest
    return redirect(address if is_same else f"{address}?adults={party.adults}&children={party.children}")


def _registered_already(
    request: HttpRequest, campaign: Campaign, channel: Channel | None, phone: str, token: str
) -> HttpResponse:
    """No second registration and no pass: the link travels to the number alone."""
    if not REGISTER_BY_PHONE.allows(phone):
        return _too_often(request, campaign)
    if LINK_BY_PHONE.allows(phone):
        send_link_again(phone=phone, campaign=campaign)
    context = {
        "campaign": campaign,
        "club": campaign.club,
        "channel_code": channel.code if channel and not token else "",
        "back": _back(channel, token),
    }
    return render(request, "registrations/registered_already.html", context)


def _too_often(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    return render(request, "registrations/too_often.html", {"campaign": campaign}, status=429)


def _form_page(request: HttpRequest, campaign: Campaign, channel: Channel | None, token: str) -> HttpResponse:
    """Only the form with what has to be mended. The browser that typed it may keep it."""
    form = RegistrationForm(request.POST, campaign=campaign)
    answer = render(
        request, "registrations/registration_form.html", _form_context(campaign, channel, token, form), status=422
    )
    answer.headers["Cache-Control"] = KEPT_BY_THE_BROWSER
    return answer


def _form_context(campaign: Campaign, channel: Channel | None, token: str, form: RegistrationForm) -> dict[str, object]:
    now = standing_of(campaign, None if token else channel, timezone.now())
    form.only_waiting = now.only_waiting
    return {
        "campaign": campaign,
        "club": campaign.club,
        "form": form,
        "now": now,
        "action": form_address(channel, token),
        "channel_code": channel.code if channel and not token else "",
        "back": _back(channel, token),
    }


def _in_other_language(request: HttpRequest, campaign: Campaign, channel: Channel | None, token: str) -> HttpResponse:
    """The language was switched over a form that may be half filled in: the page again, with what was typed in it."""
    switched = set_language(request)
    typed = {name: request.POST[name] for name in RegistrationForm.base_fields if request.POST.get(name)}
    untouched = RegistrationForm(campaign=campaign).initial
    if switched.cookies:
        activate(request.POST["language"])
    if all(name == "key" or value == str(untouched.get(name)) for name, value in typed.items()):
        answer: HttpResponse = redirect(_back(channel, token))
    else:
        form = RegistrationForm(campaign=campaign, initial=typed)
        answer = show_campaign(request, campaign, channel, form=form, invitation_token=token)
        answer.headers["Cache-Control"] = KEPT_BY_THE_BROWSER
    answer.cookies.update(switched.cookies)
    return answer


def _back(channel: Channel | None, token: str) -> str:
    if token:
        return reverse("registrations:invitation_page", args=[token])
    return reverse("registrations:campaign_page", args=[channel.code]) if channel else ""
