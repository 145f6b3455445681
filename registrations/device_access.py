"""The gate of phones: a device is known by the secret it was given when it enrolled.

Rule: an upload never depends on a session that may have run out at a service area without network; the secret
lies in a cookie that no script reads, valid for one campaign's addresses only.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from campaigns.models import Campaign
from registrations.actions.devices import Enrolled, holds_secret
from registrations.models import Device

COOKIE = "device"
COOKIE_AGE = 60 * 60 * 24 * 60

# All that an upload reads; a car park sends hundreds a second, and wide rows cost more than the scan itself.
NEEDED = (
    "kind", "number", "label", "secret_hash", "last_reported_sequence", "final_sequence", "revoked_at", "signed_off_at",
    "enrolled_at",
    "campaign__slug", "campaign__state", "campaign__starts_at", "campaign__time_zone", "campaign__club",
    "staff__username", "staff__name", "staff__is_active",
)  # fmt: skip

View = Callable[..., HttpResponse]


def device_of(request: HttpRequest, slug: str) -> Device | None:
    """The phone that asks, in the campaign of `slug`; None when it is not enrolled there."""
    pk, _dot, secret = request.COOKIES.get(COOKIE, "").partition(".")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 15 and secret):
        return None
    ours = Device.objects.filter(pk=int(pk), campaign__slug=slug, staff__is_active=True)
    found = next(iter(ours.select_related("campaign", "staff").only(*NEEDED)), None)
    return found if found is not None and holds_secret(found, secret) else None


def device_page(view: View) -> View:
    """Decorator: only an enrolled phone of the campaign; calls `view(request, device, …)`. Everyone else: 404."""

    @wraps(view)
    def gate(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        device = device_of(request, slug)
        if device is None:
            return JsonResponse({"error": "not enrolled"}, status=404)
        return view(request, device, *args, **kwargs)

    gate.gate = ("device", ())  # type: ignore[attr-defined]  # read by the access matrix
    return gate


def give_secret(response: HttpResponse, campaign: Campaign, enrolled: Enrolled) -> HttpResponse:
    """Leave the secret on the phone that enrolled."""
    response.set_cookie(
        COOKIE,
        f"{enrolled.device.pk}.{enrolled.secret}",
        max_age=COOKIE_AGE,
        path=f"/campaigns/{campaign.slug}/",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response
