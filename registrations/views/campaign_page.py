"""The public page of a channel's link, and the same page for one invited owner.

Rule: everything an owner needs stands on one small page that is stored nowhere and works without script.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from campaigns.foundation.rate_limit import client_address
from campaigns.models import Campaign, Channel, State
from registrations.actions.link_visit import count_visit
from registrations.forms.registration import RegistrationForm
from registrations.kept_parts import kept, values_of
from registrations.links import invitation_for_token
from registrations.models import Invitation, Places
from registrations.phone import spaced
from registrations.queries.plan_page import PlanPage, plan_page
from registrations.queries.road_now import ON_THE_ROAD, RoadNow, driven_days, road_now
from registrations.queries.standing import PublicStanding, link_with_places, standing_of

from .personal import unstored
from .sent_here import form_key

ONCE = {
    name: f"{name.replace('_', '-')}-stands-here" for name in ("csrf_token", "form_key", "places_part", "places_left")
}
ROBOTS = ("bot", "spider", "crawl", "preview")


@unstored
@require_safe
def campaign_page(request: HttpRequest, code: str) -> HttpResponse:
    """What, when, where, and the form."""
    try:
        channel, places = link_with_places(code)
    except Channel.DoesNotExist as unknown:
        raise Http404 from unknown
    _count(request, channel)
    return show_campaign(request, channel.campaign, channel, places=places)


@unstored
@require_safe
def invitation_page(request: HttpRequest, token: str) -> HttpResponse:
    """The same page for one invited owner: the form is filled in already."""
    invitation = invitation_for(token)
    form = RegistrationForm(campaign=invitation.campaign, initial=_known(invitation) | {"key": form_key(request)})
    return show_campaign(request, invitation.campaign, None, form=form, invitation_token=token)


def show_campaign(
    request: HttpRequest,
    campaign: Campaign,
    channel: Channel | None,
    form: RegistrationForm | None = None,
    invitation_token: str = "",
    status: int = 200,
    places: Places | None = None,
) -> HttpResponse:
    """The page as the campaign stands now, with a fresh form where one may register."""
    now = standing_of(campaign, None if invitation_token else channel, timezone.now(), places)
    plan = plan_page(campaign) if campaign.shows_plan else None
    road = road_now(campaign, plan.stops, timezone.now()) if plan and campaign.state in ON_THE_ROAD else None
    page = _Page(request, campaign, channel, now, plan, road, invitation_token)
    if form is not None or _has_cookies(request):
        return HttpResponse(
            page.rendered(form if form and now.takes_form else page.form(key=form_key(request)), {}), status=status
        )
    rows = (values_of(campaign), values_of(campaign.club), values_of(channel) if channel else invitation_token)
    key = (get_language(), request.get_full_path(), now.standing, rows, plan.version if plan else None, road)
    text = kept(key, lambda: page.rendered(page.form(key=ONCE["form_key"]), ONCE))
    for name, part in page.own_parts().items():
        text = text.replace(ONCE[name], part)
    return HttpResponse(text, status=status)


def _has_cookies(request: HttpRequest) -> bool:
    """Somebody with a session, a message or a theme of their own gets a page of their own."""
    return bool(set(request.COOKIES) - {settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME})


@dataclass(frozen=True)
class _Page:
    """One answer in the making: what it shows to everybody, and the parts that are its own."""

    request: HttpRequest
    campaign: Campaign
    channel: Channel | None
    now: PublicStanding
    plan: PlanPage | None
    road: RoadNow | None
    token: str

    def form(self, **initial: str) -> RegistrationForm | None:
        return RegistrationForm(campaign=self.campaign, initial=initial) if self.now.takes_form else None

    def rendered(self, form: RegistrationForm | None, once: dict[str, str]) -> str:
        """The whole page; `once` stands where the page's own parts will be put in."""
        context = {
            "campaign": self.campaign,
            "club": self.campaign.club,
            "now": self.now,
            "plan": self.plan,
            "days": driven_days(self.campaign, self.plan.stops, self.road) if self.plan and self.road else [],
            "form": form,
            "action": form_address(self.channel, self.token),
            "channel_code": self.channel.code if self.channel and not self.token else "",
            "address": f"{settings.BASE_URL}{self.request.path}",
            "picture": _picture(self.campaign),
            "shared_picture": f"{settings.BASE_URL}{_shared_picture(self.campaign)}",
        }
        places = {} if once else self._places()
        return render_to_string("registrations/campaign_page.html", context | places | once, self.request)

    def own_parts(self) -> dict[str, str]:
        return {"csrf_token": get_token(self.request), "form_key": form_key(self.request)} | self._places()

    def _places(self) -> dict[str, str]:
        """What changes with every registration."""
        if not self.now.shows_places:
            return {}
        context = {"campaign": self.campaign, "now": self.now, "places": self.now.places}
        return {
            "places_part": render_to_string("registrations/_places.html", context),
            "places_left": render_to_string("registrations/_places_left.html", context),
        }


def form_address(channel: Channel | None, token: str) -> str:
    """Where the form of this page goes."""
    if token:
        return reverse("registrations:invitation_registration", args=[token])
    return reverse("registrations:registration_form", args=[channel.code]) if channel else ""


def _picture(campaign: Campaign) -> str:
    return reverse("registrations:campaign_cover", args=[campaign.slug]) if campaign.picture else ""


def _shared_picture(campaign: Campaign) -> str:
    """What a messenger shows beside a shared link: the tour's picture once it is public, the club's logo, our mark."""
    if campaign.picture and campaign.state not in (State.DRAFT, State.APPROVED):
        return _picture(campaign)
    if campaign.club.logo:
        return reverse("campaigns:club_logo", args=[campaign.club.slug])
    return static("img/icon-512.png")


def channel_for(code: str) -> Channel:
    found = Channel.objects.select_related("campaign__club")
    return get_object_or_404(found, code=code.lower())


def invitation_for(token: str) -> Invitation:
    invitation = invitation_for_token(token)
    if invitation is None or invitation.owner.erased_at is not None:
        raise Http404
    return invitation


def _known(invitation: Invitation) -> dict[str, Any]:
    owner = invitation.owner
    vehicle = owner.vehicles.first()
    return {"name": owner.name, "phone": spaced(owner.phone), "plate": vehicle.plate if vehicle else ""}


def _count(request: HttpRequest, channel: Channel) -> None:
    """A visitor, not a robot, not a page fetched ahead, not one of the staff."""
    agent = request.headers.get("User-Agent", "")
    ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    is_person = request.method == "GET" and not ahead and not any(robot in agent.lower() for robot in ROBOTS)
    if is_person and channel.is_open and settings.SESSION_COOKIE_NAME not in request.COOKIES:
        count_visit(channel=channel, address=client_address(request), agent=agent, at=timezone.now())
