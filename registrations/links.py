"""Pass links, check-in codes and invitation links: HMACs under a server key; nothing is stored.

Rule: a token is `<key id><row id>.<version>` signed with 128 bits for one purpose; a new version kills the old
link. The check-in code opens nothing online; the typed code is good on staff devices only.
"""

import datetime as dt
import hashlib
import hmac
import secrets
import unicodedata
from base64 import urlsafe_b64encode
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from campaigns.models import Campaign

from .models import Invitation, PresenterLink, Registration

MAC_BYTES = 16
CODE_PREFIX = "TL"
TYPED_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
TYPED_LENGTH = 8


def _key(key_id: str) -> bytes | None:
    """The server key named `key_id`; links made under an older key stay good while it is listed."""
    value = settings.LINK_KEYS.get(key_id)
    return value.encode() if value else None


def _mac(key_id: str, purpose: str, row_id: int, version: int) -> str | None:
    key = _key(key_id)
    if key is None:
        return None
    text = f"{key_id}|{purpose}|{row_id}|{version}".encode()
    return urlsafe_b64encode(hmac.new(key, text, hashlib.sha256).digest()[:MAC_BYTES]).decode().rstrip("=")


def _sign(purpose: str, row_id: int, version: int) -> str:
    key_id = settings.LINK_KEY_ID
    return f"{key_id}-{row_id:x}-{version:x}-{_mac(key_id, purpose, row_id, version)}"


def _read(purpose: str, token: str) -> tuple[int, int] | None:
    parts = token.split("-", 3)
    if len(parts) != 4 or len(token) > 80:
        return None
    key_id, row, version, mac = parts
    try:
        row_id, number = int(row, 16), int(version, 16)
    except ValueError:
        return None
    expected = _mac(key_id, purpose, row_id, number)
    if expected is None or not hmac.compare_digest(expected.encode(), mac.encode()):
        return None
    return (row_id, number) if row_id < 2**62 else None


def pass_token(registration: Registration) -> str:
    return _sign("pass", registration.pk, registration.link_version)


def pass_url(registration: Registration) -> str:
    """Absolute address of the owner's pass."""
    return settings.BASE_URL + reverse("registrations:pass_page", args=[pass_token(registration)])


def registration_for_pass(token: str) -> Registration | None:
    found = _read("pass", token)
    if found is None:
        return None
    # One row at most, so not `first()`: its order would be worked out for every column of three tables.
    passes = Registration.objects.select_related("campaign__club").filter(pk=found[0], link_version=found[1])
    return next(iter(passes), None)


def invitation_token(invitation: Invitation) -> str:
    return _sign("invitation", invitation.pk, 1)


def invitation_for_token(token: str) -> Invitation | None:
    found = _read("invitation", token)
    if found is None:
        return None
    return Invitation.objects.select_related("campaign__club", "owner").filter(pk=found[0]).first()


def presenter_token(link: PresenterLink) -> str:
    return _sign("presenter", link.pk, 1)


def presenter_url(link: PresenterLink) -> str:
    """Absolute address of the big screen."""
    return settings.BASE_URL + reverse("registrations:presenter_screen", args=[presenter_token(link)])


def presenter_link_for(token: str, at: dt.datetime) -> PresenterLink | None:
    """The link, while it is good: not revoked, not expired."""
    found = _read("presenter", token)
    if found is None:
        return None
    return PresenterLink.objects.good(at).select_related("campaign__club", "made_by").filter(pk=found[0]).first()


def check_in_code(registration: Registration) -> str:
    """What the QR on the pass says. It opens nothing online."""
    return f"{CODE_PREFIX}:{_sign('check-in', registration.pk, registration.link_version)}"


def code_hash(code: str) -> str:
    """SHA-256 of a check-in code, hex: what phones and draw lists hold instead of the code."""
    return hashlib.sha256(code.encode()).hexdigest()


def registrations_for_codes(campaign: Campaign, codes: Iterable[str]) -> dict[str, int]:
    """The registrations these scanned or typed codes name in this campaign; a code that names none is left out."""
    scanned, typed = {}, {}
    for code in codes:
        text = code.strip()
        if text.startswith(f"{CODE_PREFIX}:"):
            found = _read("check-in", text.removeprefix(f"{CODE_PREFIX}:"))
            if found is not None:
                scanned[code] = found
        else:
            signs = "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())
            if len(signs) == TYPED_LENGTH:
                typed[code] = signs
    if not (scanned or typed):
        return {}
    named = Q(pk__in=[pk for pk, _version in scanned.values()]) | Q(typed_code__in=list(typed.values()))
    rows = list(Registration.objects.filter(named, campaign=campaign).values_list("pk", "link_version", "typed_code"))
    by_link = {(pk, version): pk for pk, version, _signs in rows}
    by_signs = {signs: pk for pk, _version, signs in rows}
    here = {code: by_link.get(found) for code, found in scanned.items()}
    here |= {code: by_signs.get(signs) for code, signs in typed.items()}
    return {code: pk for code, pk in here.items() if pk is not None}


def registration_for_code(campaign: Campaign, code: str) -> Registration | None:
    """The registration a scanned or typed code names in this campaign; None when there is none."""
    pk = registrations_for_codes(campaign, [code]).get(code)
    return Registration.objects.get(pk=pk) if pk else None


def make_typed_code() -> str:
    return "".join(secrets.choice(TYPED_ALPHABET) for _place in range(TYPED_LENGTH))
