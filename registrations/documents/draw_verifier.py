"""The saved verifier: one HTML file with its scripts and one draw's record inside, opened from disk.

Rule: it loads nothing. It is served as an attachment, never shown as one of our pages, so it may carry its script.
"""

import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from registrations.models import Draw
from registrations.queries.draw_record import sentences

SCRIPTS = ("draw-sha256", "draw-protocol", "draw-verify", "draw-check")


def draw_verifier(draw: Draw) -> bytes:
    """UTF-8 HTML. The record is kept as the exact text, so that its digest holds."""
    body = render_to_string("documents/draw_verifier.html", {"draw": draw, "sentences": sentences()})
    record = _element("script", json.dumps(draw.transcript), ' type="application/json" id="record"')
    scripts = "".join(_element("script", _source(f"js/{name}.js")) for name in SCRIPTS)
    style = _element("style", _source("css/documents/draw-verifier.css"))
    return body.replace("</head>", f"{style}</head>").replace("</body>", f"{record}{scripts}</body>").encode()


def _element(tag: str, content: str, attributes: str = "") -> str:
    """`</` inside would end the element early; in JSON and in our scripts' strings the escape means the same."""
    return f"<{tag}{attributes}>{content.replace('</', '<' + chr(92) + '/')}</{tag}>"


def _source(name: str) -> str:
    found = finders.find(name) or Path(settings.BASE_DIR) / "static" / name
    return Path(str(found)).read_text(encoding="utf-8")
