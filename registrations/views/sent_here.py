"""Which browser a form was made for: whoever goes back and sends again comes to the own pass, nobody else does.

Rule: the form's key carries a mark under the browser's own CSRF secret; without that secret, or half an hour after
registering, a number that is registered opens nothing. Nothing is stored for it, here or there.
"""

import datetime as dt
import secrets
from base64 import urlsafe_b64encode

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from campaigns.models import Campaign
from registrations.models import Registration

RANDOM_BYTES, RANDOM_LENGTH, MARK_LENGTH = 16, 22, 21
OWN_FOR = dt.timedelta(minutes=30)


def form_key(request: HttpRequest) -> str:
    """The key of one rendered form: 128 random bits, and this browser's mark on them."""
    get_token(request)  # the browser has a secret from now on
    fresh = secrets.token_urlsafe(RANDOM_BYTES)
    return fresh + _mark(request.META["CSRF_COOKIE"], fresh)


def made_here(request: HttpRequest, campaign: Campaign, phone: str) -> Registration | None:
    """The live registration of this number, if this very browser made it just now."""
    secret = request.META.get("CSRF_COOKIE")
    since = timezone.now() - OWN_FOR
    live = Registration.objects.for_campaign(campaign).live()
    found = live.filter(phone=phone, registered_at__gte=since).first() if secret else None
    if found is None or not found.form_key:
        return None
    fresh, mark = found.form_key[:RANDOM_LENGTH], found.form_key[RANDOM_LENGTH:]
    return found if constant_time_compare(mark, _mark(secret, fresh)) else None


def _mark(secret: str, fresh: str) -> str:
    mac = salted_hmac("form key", f"{secret}|{fresh}", algorithm="sha256").digest()
    return urlsafe_b64encode(mac).decode()[:MARK_LENGTH]
