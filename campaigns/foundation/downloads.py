"""Files that pages hand out: papers to look at, workbooks to keep.

Rule: nothing handed out is kept by a cache between us and the reader, and names may be Chinese.
"""

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.http import content_disposition_header

PDF = "application/pdf"
PNG = "image/png"
SVG = "image/svg+xml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LANGUAGES = ("zh-hans", "en")


def file_response(content: bytes | str, *, name: str, kind: str, is_kept: bool = False) -> HttpResponse:
    """`name` with its ending; `is_kept` saves it, otherwise the browser shows what it can show."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(is_kept, name) or "inline"
    response["Cache-Control"] = "private, no-store"
    return response


def paper_language(request: HttpRequest) -> str:
    """The language asked for with ?lang=en, else the page's own."""
    asked = request.GET.get("lang", "")
    return asked if asked in LANGUAGES else (translation.get_language() or LANGUAGES[0])
