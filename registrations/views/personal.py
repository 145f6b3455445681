"""Gates of pages without an account: the pass by its token, and answers that no cache may keep.

Rule: a wrong, old or forged token is 404, as if the page did not exist; every answer is stored nowhere.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from campaigns.foundation.personal_pages import personal_page
from registrations.limits import CHANGE_BY_PASS
from registrations.links import registration_for_pass
from registrations.queries.pass_now import PassNow, pass_now

View = Callable[..., HttpResponse]


def unstored(view: View) -> View:
    """No cache keeps the answer: it holds a form key, or what somebody typed. The view may say otherwise itself."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return wrapper


def pass_view(view: View) -> View:
    """Decorator: loads the pass named by `token` and calls `view(request, now, token, …)`."""

    @wraps(view)
    def gate(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        now = _pass_for(token)
        if request.method == "POST" and not CHANGE_BY_PASS.allows(token):
            return render(request, "registrations/too_often.html", {"campaign": now.campaign}, status=429)
        return view(request, now, token, *args, **kwargs)

    gated = personal_page(gate)
    gated.gate = ("pass", ())  # read by the access matrix
    return gated


def _pass_for(token: str) -> PassNow:
    registration = registration_for_pass(token)
    if registration is None:
        raise Http404
    return pass_now(registration, timezone.now())
