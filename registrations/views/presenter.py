"""The big screen: opened by the presenter's link, no account; and what its scripts ask and tell.

Rule: a link that is wrong, old or revoked is 404. Answers are JSON with the draw as it stands, and a `problem` in
words where something was refused.
"""

import datetime as dt
import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from campaigns.foundation.personal_pages import personal_page
from registrations.actions import draw as acts
from registrations.actions import reveal as reveals
from registrations.errors import RegistrationError
from registrations.links import presenter_link_for
from registrations.models import Draw, PresenterLink, RevealResult
from registrations.queries.draw_screen import draw_on_screen, screen_of

View = Callable[..., HttpResponse]
MOST_REVEALS = 500


def presenter_view(view: View) -> View:
    """Decorator: loads the link named by `token`; the screen speaks the campaign's language unless one was chosen."""

    @wraps(view)
    def gate(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        link = presenter_link_for(token, timezone.now())
        if link is None:
            raise Http404
        if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
            return view(request, link, *args, **kwargs)
        with translation.override(link.campaign.language):
            return view(request, link, *args, **kwargs)

    gated = personal_page(gate)
    gated.gate = ("presenter", ())  # read by the access matrix
    return gated


@require_safe
@ensure_csrf_cookie
@presenter_view
def presenter_screen(request: HttpRequest, link: PresenterLink) -> HttpResponse:
    token = request.resolver_match.kwargs["token"] if request.resolver_match else ""
    context = {"campaign": link.campaign, "club": link.campaign.club, "token": token}
    return render(request, "registrations/presenter_screen.html", context)


@require_safe
def presenter_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the screen's own files; it may only look after addresses below its own."""
    source = Path(settings.BASE_DIR) / "static" / "js" / "presenter-worker.js"
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(source.read_bytes(), content_type="text/javascript; charset=utf-8", headers=headers)


@require_safe
@presenter_view
def presenter_draw(request: HttpRequest, link: PresenterLink) -> HttpResponse:
    return _answer(draw_on_screen(link.campaign))


@require_POST
@presenter_view
def presenter_seal(request: HttpRequest, link: PresenterLink) -> HttpResponse:
    return _act(link, lambda draw: acts.commit(draw=draw, link=link))


@require_POST
@presenter_view
def presenter_dice(request: HttpRequest, link: PresenterLink) -> HttpResponse:
    throw = str(_body(request).get("throw", ""))
    return _act(link, lambda draw: acts.record_throw(draw=draw, throw=throw, link=link))


@require_POST
@presenter_view
def presenter_end(request: HttpRequest, link: PresenterLink) -> HttpResponse:
    return _act(link, lambda draw: acts.finish(draw=draw, link=link))


@require_POST
@presenter_view
def presenter_reveals(request: HttpRequest, link: PresenterLink) -> HttpResponse:
    """What the page revealed, one fate each: `stored` or `refused`. What is answered need not be sent again."""
    body = _body(request)
    draw = Draw.objects.for_campaign(link.campaign).filter(public_id=str(body.get("draw", ""))).first()
    events = body.get("reveals")
    if draw is None or not isinstance(events, list) or len(events) > MOST_REVEALS:
        return JsonResponse({"problem": "unreadable"}, status=400)
    problems = [_take(draw, link, event) for event in events]
    fates = ["refused" if problem else "stored" for problem in problems]
    return _answer(draw_on_screen(link.campaign), next(filter(None, problems), ""), fates=fates)


def _take(draw: Draw, link: PresenterLink, event: Any) -> str:
    """Record one event; the sentence that says why not, or nothing."""
    try:
        place, number = int(event["place"]), int(event["number"])
        if event["result"] == RevealResult.ABSENT:
            reveals.mark_absent(draw=draw, place=place, reason=str(event.get("reason", "")), link=link)
        else:
            reveals.reveal_next(draw=draw, place=place, number=number, link=link, at=_moment(event.get("at")))
    except RegistrationError as refused:
        return refused.message
    except (KeyError, TypeError, ValueError):
        return "unreadable"
    return ""


def _moment(text: Any) -> dt.datetime | None:
    found = parse_datetime(text) if isinstance(text, str) else None
    return found if found and timezone.is_aware(found) else None


def _act(link: PresenterLink, act: Callable[[Draw], Draw]) -> HttpResponse:
    draw = draw_on_screen(link.campaign)
    if draw is None:
        raise Http404
    try:
        return _answer(act(draw))
    except RegistrationError as refused:
        return _answer(draw_on_screen(link.campaign), refused.message)


def _answer(draw: Draw | None, problem: str = "", **more: Any) -> JsonResponse:
    return JsonResponse({"draw": screen_of(draw), "problem": problem, **more})


def _body(request: HttpRequest) -> dict[str, Any]:
    try:
        body = json.loads(request.body or b"{}")
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
