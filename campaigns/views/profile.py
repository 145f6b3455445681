"""What one may change about oneself: name, phone, language, day or night, password."""

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from campaigns.access import staff_page
from campaigns.flash import say
from campaigns.forms.profile import OwnPasswordForm, ProfileForm

from .sign_in import next_address, remember


@staff_page
def profile(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        staff = form.save()
        with override(staff.language or settings.LANGUAGE_CODE):
            say(request, _("Your profile is saved."))
        response = redirect("campaigns:profile")
        remember(response, settings.LANGUAGE_COOKIE_NAME, staff.language)
        remember(response, "theme", staff.theme)
        return response
    return render(request, "campaigns/profile.html", {"form": form, "password_form": OwnPasswordForm(request.user)})


@sensitive_post_parameters()
@require_POST
@staff_page
def own_password(request: HttpRequest) -> HttpResponse:
    form = OwnPasswordForm(request.user, request.POST)
    if form.is_valid():
        update_session_auth_hash(request, form.save())
        say(request, _("The new password holds from now on."))
        return redirect("campaigns:profile")
    return render(
        request,
        "campaigns/profile.html",
        {"form": ProfileForm(instance=request.user), "password_form": form},
        status=422,
    )


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Day, night or as the system says; remembered here and, for staff, wherever they sign in."""
    chosen = request.POST.get("theme", "")
    chosen = chosen if chosen in ("light", "dark") else ""
    if request.user.is_authenticated and request.user.theme != chosen:
        request.user.theme = chosen
        request.user.save(update_fields=["theme"])
    response = redirect(next_address(request, reverse("campaigns:today")))
    remember(response, "theme", chosen)
    return response
