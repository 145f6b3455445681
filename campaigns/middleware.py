"""What every answer goes through and no package does: a header, and a way on from addresses that only take forms."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import is_valid_path

_POLICY = "camera=(self), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


def permissions_policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Only our own pages may ask for the camera, and nothing may ask for more."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", _POLICY)
        return response

    return middleware


def look_instead(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A browser that opens an address meant for a form (restored, reloaded in the other language) is led up to a page.

    `/p/<token>/safe-home/` leads to `/p/<token>/`, `/campaigns/<slug>/report/photos/` to the report.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_looking = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or not is_looking:
            return response
        return redirect(_page_above(request.path))

    return middleware


def _page_above(path: str) -> str:
    parts = path.strip("/").split("/")
    above = (f"/{'/'.join(parts[:count])}/" for count in range(len(parts) - 1, 0, -1))
    return next((one for one in above if is_valid_path(one)), "/")
