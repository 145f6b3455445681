"""What stands where nothing is: for owners with a broken or outdated link, the way to their own pass.

Rule: the page is the same whatever the link said, so that it tells nothing about what exists.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import page_not_found

OWNERS_PLACES = ("/p/", "/c/", "/i/")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: kind to owners, who follow links out of messages; short to everybody else."""
    if not request.path.startswith(OWNERS_PLACES):
        return page_not_found(request, exception)
    answer = render(request, "registrations/not_found.html", {"is_pass": request.path.startswith("/p/")}, status=404)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer
