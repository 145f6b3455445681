"""Who is not signed in goes to sign in, and afterwards back to a page that can be looked at.

Rule: what somebody sent while signed out is not done, and that is said; the way back leads to a page, never to a form's
address.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

UNSAVED = "unsaved"  # in the address of the sign-in page: what was sent last was not taken

View = Callable[..., HttpResponse]


def is_ours(request: HttpRequest, address: str) -> bool:
    """An address of this site, safe to send somebody to."""
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())


def signed_in(view: View) -> View:
    """Decorator: the view, for anybody who is signed in."""

    @wraps(view)
    def gate(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        return view(request, *args, **named) if request.user.is_authenticated else _sign_in_first(request)

    return gate


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    is_sent, is_part = request.method not in {"GET", "HEAD"}, "HX-Request" in request.headers
    page = request.get_full_path()
    if is_sent or is_part:
        page = request.headers.get("HX-Current-URL" if is_part else "Referer", "")
        page = page if is_ours(request, page) else "/"
    query = {REDIRECT_FIELD_NAME: page} | ({UNSAVED: "1"} if is_sent else {})
    address = f"{resolve_url(settings.LOGIN_URL)}?{urlencode(query, safe='/')}"
    return HttpResponse(headers={"HX-Redirect": address}) if is_part else redirect(address)
