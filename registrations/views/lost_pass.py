"""Ask for one's pass link again: the same answer for known and unknown numbers.

Rule: `?from=<channel code>` only brings the club's contact and the way back to the tour; what is sent and said does
not depend on it.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.models import Channel
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
        return render(request, "registrations/lost_pass.html", {"form": form} | _came_from(request), status=status)
    phone = form.cleaned_data["phone"]
    if LINK_BY_PHONE.allows(phone) and address_allows(LINK_BY_ADDRESS, request):
        send_link_again(phone=phone)
    came = _came_from(request)
    answer = reverse("registrations:lost_pass_answer")
    return redirect(f"{answer}?from={came['channel_code']}" if came else answer)


@unstored
@require_safe
def lost_pass_answer(request: HttpRequest) -> HttpResponse:
    return render(request, "registrations/lost_pass_answer.html", _came_from(request))


def _came_from(request: HttpRequest) -> dict[str, Any]:
    """The tour whose page led here, if any: whom to ring, and the way back."""
    code = request.GET.get("from", "").lower()
    channel = Channel.objects.select_related("campaign__club").filter(code=code).first() if code else None
    if channel is None:
        return {}
    back = reverse("registrations:campaign_page", args=[channel.code])
    return {"campaign": channel.campaign, "club": channel.campaign.club, "channel_code": channel.code, "back": back}
