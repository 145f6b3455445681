"""The one door to WeasyPrint: HTML and style sheets in, a tagged PDF (PDF/UA-1) out.

Rule: nothing is fetched but our own static files and the pictures handed over in memory. Templates name them
`convoy:static/img/mark.svg` and `convoy:picture/<name>`; every other address is refused and logged.
WeasyPrint takes a second to import and is imported where it is used.
"""

import datetime as dt
import gc
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import timezone, translation

from .dots import dot
from .fonts import Face, cut_faces, family_stack
from .tokens import tokens

logger = logging.getLogger(__name__)

_STATIC_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
_GROUND_STYLES = ("css/documents/base.css",)
_LANGUAGE = re.compile(r"<html[^>]*\slang=\"[A-Za-z-]+\"")
_TITLE = re.compile(r"<title>\s*[^\s<]")


class FetchDenied(Exception):
    """A document asked for something that is neither a static file of ours nor a picture handed over."""


class _FontToolsNotice(logging.Filter):
    """WeasyPrint advises a system library at every document; our faces are cut already, so it matters little."""

    def filter(self, record: logging.LogRecord) -> bool:
        return "HarfBuzz-Subset" not in str(record.msg)


logging.getLogger("weasyprint").addFilter(_FontToolsNotice())


def print_template(
    template: str,
    context: Mapping[str, Any] | Callable[[], Mapping[str, Any]],
    *,
    language: str,
    zone: dt.tzinfo,
    styles: Sequence[str] = (),
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """A template printed in one language, with its times in one zone; `is_printed`, `language` and `dot` are added.

    A context with words in it is given as a function, which runs in that language and zone.
    """
    with translation.override(language), timezone.override(zone):
        tag = translation.to_locale(language).replace("_", "-")
        words = context() if callable(context) else context
        html = render_to_string(template, {**words, "is_printed": True, "language": tag, "dot": dot()})
    return write_pdf(html, styles=styles, pictures=pictures)


def write_pdf(html: str, *, styles: Sequence[str] = (), pictures: Mapping[str, bytes] | None = None) -> bytes:
    """Render a whole HTML document to PDF bytes.

    `styles` are static paths added after the tokens and the ground of all documents. `pictures` are JPEG or
    PNG bytes by name. Refuses (ValueError) a document without a language or a title: both belong to PDF/UA.
    """
    if not _LANGUAGE.search(html) or not _TITLE.search(html):
        raise ValueError("a document needs <html lang> and <title>")
    from PIL import ImageFile
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # the engine turns it on for the whole process; uploads must stay checked
    sheets = [_token_rules(), *(_static_text(name) for name in (*_GROUND_STYLES, *styles))]
    faces = cut_faces(html + "".join(sheets))
    fetch = fetcher(pictures or {}, faces)
    fonts = FontConfiguration()
    css = [CSS(string=text, font_config=fonts, url_fetcher=fetch) for text in (*sheets, _face_rules(faces))]
    document = HTML(string=html, url_fetcher=fetch, base_url=None)
    with _uncollected():
        written: bytes = document.write_pdf(stylesheets=css, font_config=fonts, pdf_variant="pdf/ua-1")
    return written


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: layout makes a large tree and drops it whole; a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def fetcher(pictures: Mapping[str, bytes], faces: Sequence[Face] = ()) -> Any:
    """The only fetcher documents are given; `fetch(url)` raises FetchDenied for everything it was not handed."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    fonts = {face.name: face.content for face in faces}

    class OurFilesOnly(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            scheme, _, rest = url.partition(":")
            kind, _, name = rest.partition("/")
            if scheme == "convoy" and kind == "picture" and name in pictures:
                return URLFetcherResponse(url, pictures[name])
            if scheme == "convoy" and kind == "font" and name in fonts:
                return URLFetcherResponse(url, fonts[name], {"Content-Type": "font/ttf"})
            if scheme == "convoy" and kind == "static" and (path := _static_path(name)):
                return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _STATIC_TYPES[path.suffix]})
            logger.warning("document asked for %s", url[:200])
            raise FetchDenied(url[:200])

    return OurFilesOnly(allowed_protocols=("convoy",), allow_redirects=False)


def _static_path(name: str) -> Path | None:
    if ".." in name or "%" in name or Path(name).is_absolute() or Path(name).suffix not in _STATIC_TYPES:
        return None
    found = finders.find(name)
    return Path(found) if isinstance(found, str) else None


def _static_text(name: str) -> str:
    path = _static_path(name)
    if path is None:
        raise FileNotFoundError(f"no style sheet {name}")
    return path.read_text(encoding="utf-8")


def _token_rules() -> str:
    """The tokens by day as custom properties; the engine does not know the media queries of tokens.css."""
    return ":root{" + "".join(f"--{name.replace('_', '-')}:{value};" for name, value in tokens().items()) + "}"


def _face_rules(faces: Sequence[Face]) -> str:
    rules = [
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};src:url("convoy:font/{face.name}")}}'
        for face in faces
    ]
    stack = family_stack()
    return "".join(rules) + f":root{{--font:{stack};--font-figures:{stack};--font-code:{stack}}}"
