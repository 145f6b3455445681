"""The public record of a draw: the page behind the code on the screen, and what one may take home.

Rule: anybody who knows the address may read it; before the end it shows the seal and nothing that could decide.
"""

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.foundation import qr
from registrations import verify_draw
from registrations.documents.draw_verifier import draw_verifier as saved_verifier
from registrations.models import Draw
from registrations.queries.draw_record import hashes, record_url, results, sentences, undrawn


def _draw(public_id: str) -> Draw:
    return get_object_or_404(Draw.objects.select_related("campaign__club"), public_id=public_id)


def _ended(public_id: str) -> Draw:
    draw = _draw(public_id)
    if not draw.transcript:
        raise Http404
    return draw


@require_safe
def draw_record(request: HttpRequest, public_id: str) -> HttpResponse:
    draw = _draw(public_id)
    context = {
        "draw": draw,
        "campaign": draw.campaign,
        "club": draw.campaign.club,
        "cars": draw.entrants.count(),
        "hashes": hashes(draw),
        "results": results(draw),
        "undrawn": undrawn(draw),
        "sentences": sentences(),
    }
    return render(request, "registrations/draw_record.html", context)


@require_safe
def draw_code(request: HttpRequest, public_id: str) -> HttpResponse:
    picture = qr.svg(record_url(_draw(public_id)), _("Record of the draw"))
    return HttpResponse(picture, content_type="image/svg+xml")


@require_safe
def draw_transcript(request: HttpRequest, public_id: str) -> HttpResponse:
    draw = _ended(public_id)
    return _download(draw.transcript.encode(), "application/json", f"draw-{draw.public_id}.json")


@require_safe
def draw_verifier(request: HttpRequest, public_id: str) -> HttpResponse:
    draw = _ended(public_id)
    return _download(saved_verifier(draw), "text/html; charset=utf-8", f"draw-{draw.public_id}.html")


@require_safe
def draw_script(request: HttpRequest) -> HttpResponse:
    """The stand-alone verifier as it is, for whoever trusts no page."""
    return _download(Path(verify_draw.__file__).read_bytes(), "text/x-python; charset=utf-8", "verify_draw.py")


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
