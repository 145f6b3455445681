"""The public page of a channel's link, and the same page for one invited owner.

Rule: everything an owner needs stands on one small page that is stored nowhere and works without script.
"""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from campaigns.foundation.rate_limit import client_address
from campaigns.models import Campaign, Channel, State
from registrations.actions.link_visit import count_visit
from registrations.forms.registration import RegistrationForm
from registrations.links import invitation_for_token
from registrations.models import Invitation
from registrations.queries.plan_page import plan_page
from registrations.queries.standing import standing_of

from .personal import unstored

ROBOTS = ("bot", "spider", "crawl", "preview")


@unstored
@require_safe
def campaign_page(request: HttpRequest, code: str) -> HttpResponse:
    """What, when, where, and the form."""
    channel = channel_for(code)
    _count(request, channel)
    return show_campaign(request, channel.campaign, channel)


@unstored
@require_safe
def invitation_page(request: HttpRequest, token: str) -> HttpResponse:
    """The same page for one invited owner: the form is filled in already."""
    invitation = invitation_for(token)
    form = RegistrationForm(campaign=invitation.campaign, initial=_known(invitation))
    return show_campaign(request, invitation.campaign, None, form=form, invitation_token=token)


def show_campaign(
    request: HttpRequest,
    campaign: Campaign,
    channel: Channel | None,
    form: RegistrationForm | None = None,
    invitation_token: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page as the campaign stands now, with a fresh form where one may register."""
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
        "action": form_address(channel, invitation_token),
        "address": f"{settings.BASE_URL}{request.path}",
        "picture": _picture(campaign),
        "picture_address": f"{settings.BASE_URL}{_picture(campaign)}",
    }
    return render(request, "registrations/campaign_page.html", context, status=status)


def form_address(channel: Channel | None, token: str) -> str:
    """Where the form of this page goes."""
    if token:
        return reverse("registrations:invitation_registration", args=[token])
    return reverse("registrations:registration_form", args=[channel.code]) if channel else ""


def _shows_plan(campaign: Campaign) -> bool:
    """A plan that is not approved yet, or that will not happen, is nobody's business."""
    return campaign.state not in (State.DRAFT, State.APPROVED, State.CANCELLED)


def _picture(campaign: Campaign) -> str:
    return reverse("registrations:campaign_cover", args=[campaign.slug]) if campaign.picture else ""


def channel_for(code: str) -> Channel:
    found = Channel.objects.select_related("campaign__club", "campaign__capacity")
    return get_object_or_404(found, code=code.lower())


def invitation_for(token: str) -> Invitation:
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
