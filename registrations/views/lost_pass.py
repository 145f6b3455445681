"""Ask for one's pass link again: the same answer for known and unknown numbers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from registrations.actions.pass_link import send_link_again
from registrations.forms.lost_pass import LostPassForm
from registrations.limits import LINK_BY_ADDRESS, LINK_BY_PHONE, address_allows

from .personal import unstored


@unstored
@require_http_methods(["GET", "HEAD", "POST"])
def lost_pass(request: HttpRequest) -> HttpResponse:
    """A number in, the same sentence out; the link travels to the number alone."""
    form = LostPassForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "registrations/lost_pass.html", {"form": form}, status=status)
    phone = form.cleaned_data["phone"]
    if LINK_BY_PHONE.allows(phone) and address_allows(LINK_BY_ADDRESS, request):
        send_link_again(phone=phone)
    return redirect("registrations:lost_pass_answer")


@unstored
@require_safe
def lost_pass_answer(request: HttpRequest) -> HttpResponse:
    return render(request, "registrations/lost_pass_answer.html")
