"""In and out. Rule: out is a POST; where one wanted to go is checked to be ours."""

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from campaigns.forms.sign_in import SignInForm
from campaigns.models import Staff
from campaigns.signed_in import UNSAVED, is_ours

COOKIE_DAYS = 365


def next_address(request: HttpRequest, otherwise: str) -> str:
    """The `next` somebody came with, if it leads to this site."""
    wanted = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME) or ""
    return wanted if is_ours(request, wanted) else otherwise


def remember(response: HttpResponse, name: str, value: str) -> None:
    """A cookie for a year; an empty value forgets it."""
    if value:
        response.set_cookie(name, value, COOKIE_DAYS * 86400, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    else:
        response.delete_cookie(name)


@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    target = next_address(request, reverse("campaigns:today"))
    if request.user.is_authenticated and request.method == "GET":
        return redirect(target)
    form = SignInForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        staff = form.get_user()
        assert isinstance(staff, Staff)
        login(request, staff)
        response = redirect(target)
        if staff.language:
            remember(response, settings.LANGUAGE_COOKIE_NAME, staff.language)
        if staff.theme:
            remember(response, "theme", staff.theme)
        return response
    context = {"form": form, "next": target, "is_unsaved": UNSAVED in request.GET}
    return render(request, "campaigns/sign_in.html", context)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("campaigns:sign_in")
