"""The saved verifier: one HTML file with its scripts and one draw's record inside, opened from disk.

Rule: it loads nothing. It is served as an attachment, never shown as one of our pages, so it may carry its script.
"""

import json
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from registrations.models import Draw
from registrations.queries.draw_record import sentences

SCRIPTS = ("draw-sha256", "draw-protocol", "draw-verify", "draw-check")


def draw_verifier(draw: Draw) -> bytes:
    """UTF-8 HTML. The record is kept as the exact text, so that its digest holds."""
    body = render_to_string("documents/draw_verifier.html", {"draw": draw, "sentences": sentences()})
    text = json.dumps(draw.transcript).replace("<", "\\u003c")
    inside = [f'<script type="application/json" id="record">{text}</script>']
    inside += [f"<script>{_source(f'js/{name}.js')}</script>" for name in SCRIPTS]
    style = f"<style>{_source('css/documents/draw-verifier.css')}</style>"
    return body.replace("</head>", f"{style}</head>").replace("</body>", f"{''.join(inside)}</body>").encode()


def _source(name: str) -> str:
    """As it stands in the repository: none of them holds what would end its element."""
    return (Path(settings.BASE_DIR) / "static" / name).read_text(encoding="utf-8")
