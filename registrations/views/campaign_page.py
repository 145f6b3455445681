"""The public page of a channel's link, the form on it, and the personal invitation.

Rule: everything an owner needs stands on one small page that is stored nowhere and works without script.
"""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.foundation.rate_limit import client_address
from campaigns.models import Campaign, Channel, State
from registrations.actions.details import tie_drives_with
from registrations.actions.link_visit import count_visit
from registrations.actions.pass_link import send_link_again
from registrations.actions.registration import register
from registrations.errors import AlreadyRegistered, KeyReused, NotRegistering
from registrations.forms.registration import RegistrationForm
from registrations.limits import LINK_BY_PHONE, REGISTER_BY_ADDRESS, REGISTER_BY_PHONE
from registrations.links import invitation_for_token, pass_token
from registrations.models import How, Invitation
from registrations.queries.plan_page import plan_page
from registrations.queries.standing import standing_of

from .personal import unstored

ROBOTS = ("bot", "spider", "crawl", "preview")


@unstored
@require_safe
def campaign_page(request: HttpRequest, code: str) -> HttpResponse:
    """What, when, where, and the form."""
    channel = _channel(code)
    _count(request, channel)
    return _page(request, channel.campaign, channel)


@unstored
@require_safe
def invitation_page(request: HttpRequest, token: str) -> HttpResponse:
    """The same page for one invited owner: the form is filled in already."""
    invitation = _invitation(token)
    form = RegistrationForm(campaign=invitation.campaign, initial=_known(invitation))
    return _page(request, invitation.campaign, None, form=form, invitation_token=token)


@unstored
@require_http_methods(["GET", "HEAD", "POST"])
def registration_form(request: HttpRequest, code: str) -> HttpResponse:
    """The form comes in by a channel's link. Opened as a page (back, another language) it leads to the form."""
    if request.method != "POST":
        return redirect("registrations:campaign_page", code=code)
    channel = _channel(code)
    return _register(request, channel.campaign, channel)


@unstored
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_registration(request: HttpRequest, token: str) -> HttpResponse:
    """The form comes in by a personal invitation: the owner is known."""
    if request.method != "POST":
        return redirect("registrations:invitation_page", token=token)
    invitation = _invitation(token)
    return _register(request, invitation.campaign, invitation.channel, invitation, token)


def _register(
    request: HttpRequest,
    campaign: Campaign,
    channel: Channel | None,
    invitation: Invitation | None = None,
    token: str = "",
) -> HttpResponse:
    standing = standing_of(campaign, None if invitation else channel, timezone.now())
    if not standing.takes_form:
        return _page(request, campaign, channel, invitation_token=token, status=409)
    form = RegistrationForm(request.POST, campaign=campaign)
    if not form.is_valid():
        return _form_page(request, campaign, channel, form, token)
    party = form.party()
    if not (REGISTER_BY_PHONE.allows(party.phone) and REGISTER_BY_ADDRESS.allows(client_address(request))):
        return render(request, "registrations/too_often.html", {"campaign": campaign}, status=429)
    is_own = invitation is not None and invitation.owner.phone == party.phone
    try:
        made = register(
            campaign=campaign,
            party=party,
            key=form.cleaned_data["key"],
            channel=channel,
            owner=invitation.owner if invitation and is_own else None,
            how=How.FORM,
            language=get_language() or settings.LANGUAGE_CODE,
        )
    except KeyReused as reused:
        return redirect(f"{_pass_address(reused.registration)}?adults={party.adults}&children={party.children}")
    except AlreadyRegistered:
        return _registered_already(request, campaign, party.phone)
    except NotRegistering:
        campaign.refresh_from_db()
        return _page(request, campaign, channel, invitation_token=token, status=409)
    if made.is_new:
        tie_drives_with(registration=made.registration)
    return redirect(_pass_address(made.registration))


def _pass_address(registration: Any) -> str:
    return reverse("registrations:pass_page", args=[pass_token(registration)])


def _registered_already(request: HttpRequest, campaign: Campaign, phone: str) -> HttpResponse:
    """No second registration and no pass: the link travels to the number alone."""
    if LINK_BY_PHONE.allows(phone):
        send_link_again(phone=phone, campaign=campaign)
    return render(request, "registrations/registered_already.html", {"campaign": campaign, "club": campaign.club})


def _page(
    request: HttpRequest,
    campaign: Campaign,
    channel: Channel | None,
    form: RegistrationForm | None = None,
    invitation_token: str = "",
    status: int = 200,
) -> HttpResponse:
    standing = standing_of(campaign, None if invitation_token else channel, timezone.now())
    if standing.takes_form and form is None:
        form = RegistrationForm(campaign=campaign)
    context = {
        "campaign": campaign,
        "club": campaign.club,
        "channel": channel,
        "now": standing,
        "plan": plan_page(campaign) if _shows_plan(campaign) else None,
        "form": form if standing.takes_form else None,
        "action": _action(channel, invitation_token),
        "address": f"{settings.BASE_URL}{request.path}",
        "picture": _picture(campaign),
        "picture_address": f"{settings.BASE_URL}{_picture(campaign)}",
    }
    return render(request, "registrations/campaign_page.html", context, status=status)


def _form_page(
    request: HttpRequest, campaign: Campaign, channel: Channel | None, form: RegistrationForm, token: str
) -> HttpResponse:
    """Only the form with what has to be mended."""
    context = {
        "campaign": campaign,
        "club": campaign.club,
        "form": form,
        "now": standing_of(campaign, channel, timezone.now()),
        "action": _action(channel, token),
        "back": _back(channel, token),
    }
    return render(request, "registrations/registration_form.html", context, status=422)


def _action(channel: Channel | None, token: str) -> str:
    if token:
        return reverse("registrations:invitation_registration", args=[token])
    return reverse("registrations:registration_form", args=[channel.code]) if channel else ""


def _back(channel: Channel | None, token: str) -> str:
    if token:
        return reverse("registrations:invitation_page", args=[token])
    return reverse("registrations:campaign_page", args=[channel.code]) if channel else ""


def _shows_plan(campaign: Campaign) -> bool:
    """A plan that is not approved yet, or that will not happen, is nobody's business."""
    return campaign.state not in (State.DRAFT, State.APPROVED, State.CANCELLED)


def _picture(campaign: Campaign) -> str:
    return reverse("registrations:campaign_cover", args=[campaign.slug]) if campaign.picture else ""


def _channel(code: str) -> Channel:
    found = Channel.objects.select_related("campaign__club", "campaign__capacity")
    return get_object_or_404(found, code=code.lower())


def _invitation(token: str) -> Invitation:
    invitation = invitation_for_token(token)
    if invitation is None or invitation.owner.erased_at is not None:
        raise Http404
    return invitation


def _known(invitation: Invitation) -> dict[str, Any]:
    owner = invitation.owner
    vehicle = owner.vehicles.first()
    return {"name": owner.name, "phone": owner.phone, "plate": vehicle.plate if vehicle else ""}


def _count(request: HttpRequest, channel: Channel) -> None:
    """A visitor, not a robot, not a page fetched ahead, not one of the staff."""
    agent = request.headers.get("User-Agent", "")
    ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    is_person = request.method == "GET" and not ahead and not any(robot in agent.lower() for robot in ROBOTS)
    if is_person and channel.is_open and settings.SESSION_COOKIE_NAME not in request.COOKIES:
        count_visit(channel=channel, address=client_address(request), agent=agent, at=timezone.now())
