"""The outbox: what each owner should be told, copied for WeChat by hand, ticked off by staff.

Rule: nothing leaves by itself.
"""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from campaigns.access import campaign_page
from campaigns.flash import say
from campaigns.foundation import qr
from campaigns.foundation.personal_pages import personal_page
from campaigns.models import Campaign
from registrations.access import READING
from registrations.actions.message import tick_off, untick
from registrations.links import pass_url
from registrations.models import Message, MessageKind
from registrations.queries.outbox import STANDS, counts_of, kinds_of, outbox_of, with_words

PER_PAGE = 25


@personal_page
@require_safe
@campaign_page(*READING)
def outbox(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    at = timezone.now()
    stand = request.GET.get("stand", "due")
    stand = stand if stand in STANDS else "due"
    kind = request.GET.get("kind", "")
    found = outbox_of(campaign, stand, at)
    if kind in MessageKind.values:
        found = found.filter(kind=kind)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    kinds = kinds_of(campaign, stand, at)
    labels = {"due": _("To send"), "told": _("Sent"), "withdrawn": _("Withdrawn")}
    counts = counts_of(campaign)
    context = {
        "campaign": campaign,
        "rail_current": "outbox",
        "stand": stand,
        "kind": kind,
        "at": at,
        "page": page,
        "rows": with_words(campaign, list(page)),
        "waits": stand == "due" and any(message.send_after > at for message in page),
        "kinds": [(value, MessageKind(value).label, count) for value, count in sorted(kinds.items())],
        "query": f"stand={stand}&kind={kind}&",
        "tabs": [
            {"url": f"?stand={one}", "label": labels[one], "count": counts[one], "is_here": one == stand}
            for one in STANDS
        ],
    }
    return render(request, "registrations/outbox.html", context)


@personal_page
@require_safe
@campaign_page(*READING)
def outbox_message(request: HttpRequest, campaign: Campaign, message_id: int) -> HttpResponse:
    """One message, with the pass as a QR code for an owner who stands at the desk."""
    message = get_object_or_404(outbox_rows(campaign), pk=message_id)
    [(message, text)] = with_words(campaign, [message])
    link = pass_url(message.registration)
    code = qr.svg(link, _("The address of the owner's own page"))
    context = {
        "campaign": campaign,
        "rail_current": "outbox",
        "message": message,
        "text": text,
        "code": code,
        "link": link,
    }
    return render(request, "registrations/outbox_message.html", context)


def outbox_rows(campaign: Campaign) -> QuerySet[Message]:
    return Message.objects.for_campaign(campaign).select_related("registration__joins_at", "sent_by")


@require_POST
@campaign_page(*READING)
def outbox_ticks(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Tick off those chosen as told."""
    chosen = _chosen(request, campaign)
    told = tick_off(campaign=campaign, messages=chosen, by=request.user)
    undo = reverse("registrations:outbox_unticking", args=[campaign.slug])
    keys = "&".join(f"message={one.pk}" for one in told)
    if told:
        words = ngettext("%(count)d owner told.", "%(count)d owners told.", len(told)) % {"count": len(told)}
        say(request, words, undo=f"{undo}?{keys}")
    elif chosen.exists():
        say(request, _("Nothing was ticked off: a message may go out 15 seconds after it was made."))
    else:
        say(request, _("Choose the messages that were told first."))
    return redirect(_back(request, campaign))


@require_POST
@campaign_page(*READING)
def outbox_unticking(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    count = untick(campaign=campaign, messages=_chosen(request, campaign), by=request.user)
    say(
        request, ngettext("%(count)d is to be told again.", "%(count)d are to be told again.", count) % {"count": count}
    )
    return redirect(_back(request, campaign))


def _chosen(request: HttpRequest, campaign: Campaign) -> QuerySet[Message]:
    name = "shown" if request.POST.get("page") else "message"
    keys = [*request.POST.getlist(name), *request.GET.getlist("message")]
    return Message.objects.for_campaign(campaign).filter(pk__in=[int(key) for key in keys if key.isdigit()])


def _back(request: HttpRequest, campaign: Campaign) -> str:
    """The part of the list one came from."""
    back = request.POST.get("back", "")
    own = reverse("registrations:outbox", args=[campaign.slug])
    is_own = back.startswith(own) and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if is_own else own
