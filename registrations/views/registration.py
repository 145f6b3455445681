"""One registration as staff see it: who, party, history, messages, calls, and the verbs on it."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.access import EVERY_ROLE, campaign_page, may, roles_in
from campaigns.errors import CampaignError
from campaigns.foundation import qr
from campaigns.foundation.personal_pages import personal_page
from campaigns.models import Campaign, Record, Role
from registrations import phone as phones
from registrations import plate as plates
from registrations.actions.typed import accept_typed
from registrations.actions.waitlist import queue_position
from registrations.desk_acts import BY_NOUN, DESK, PLAN, DeskAct, acts_for
from registrations.errors import RegistrationError
from registrations.links import pass_url
from registrations.models import CallAttempt, Registration
from registrations.queries.party_history import party_history
from registrations.queries.typed_differences import typed_differences
from registrations.queries.whereabouts import whereabouts


@personal_page
@require_safe
@campaign_page(*EVERY_ROLE)
def registration(request: HttpRequest, campaign: Campaign, registration_id: int) -> HttpResponse:
    """Everything about one party on one page."""
    party = _party(campaign, registration_id)
    return _page(request, campaign, party)


@require_http_methods(["GET", "HEAD", "POST"])
@campaign_page(*DESK, *PLAN)
def registration_act(request: HttpRequest, campaign: Campaign, registration_id: int, noun: str) -> HttpResponse:
    """One verb: its form, its door, a sentence; opened as a page it leads to the party."""
    party = _party(campaign, registration_id)
    if request.method != "POST":
        return redirect("registrations:registration", slug=campaign.slug, registration_id=party.pk)
    act = BY_NOUN.get(noun)
    if act is None:
        raise Http404
    form = act.form(request.POST, registration=party)
    if act not in acts_for(party, roles_in(request.user, campaign.club)):
        messages.warning(request, _("That is not possible for this party now."))
    elif not form.is_valid():
        return _page(request, campaign, party, act, form)
    else:
        try:
            act.run(party, request.user, form.cleaned_data)
        except (RegistrationError, CampaignError) as refused:
            form.add_error(None, refused.message)
            return _page(request, campaign, _party(campaign, registration_id), act, form)
        messages.success(request, f"{party.name}{_(': ')}{act.done}")
    return redirect("registrations:registration", slug=campaign.slug, registration_id=party.pk)


@require_POST
@campaign_page(*PLAN, Role.CALLER)
def registration_owner(request: HttpRequest, campaign: Campaign, registration_id: int) -> HttpResponse:
    """Take over into the archive what was typed."""
    party = _party(campaign, registration_id)
    accept_typed(registration=party, fields=request.POST.getlist("fields"), by=request.user)
    messages.success(request, _("Taken over into the owners' archive."))
    return redirect("registrations:registration", slug=campaign.slug, registration_id=party.pk)


@personal_page
@require_safe
@campaign_page(*DESK, *PLAN)
def registration_pass(request: HttpRequest, campaign: Campaign, registration_id: int) -> HttpResponse:
    """The pass link as a QR on the staff's screen, for the owner to scan."""
    party = _party(campaign, registration_id)
    link = pass_url(party)
    context = {
        "campaign": campaign,
        "rail_current": "registrations",
        "party": party,
        "link": link,
        "qr": qr.svg(link, _("Link of the pass")),
    }
    return render(request, "registrations/registration_pass.html", context)


def _party(campaign: Campaign, registration_id: int) -> Registration:
    found = Registration.objects.for_campaign(campaign).select_related(
        "channel", "owner", "joins_at", "drives_with", "registered_by", "kept_by"
    )
    party = get_object_or_404(found, pk=registration_id)
    party.campaign = campaign
    return party


def _calls(party: Registration) -> QuerySet[CallAttempt]:
    """Calls of both stages: those that led to the registration and those that confirmed it."""
    ours = Q(registration=party) | Q(invitation__registration=party)
    return CallAttempt.objects.filter(ours).select_related("by").order_by("at", "pk")


def _page(
    request: HttpRequest,
    campaign: Campaign,
    party: Registration,
    tried: DeskAct | None = None,
    form: object | None = None,
) -> HttpResponse:
    acts = acts_for(party, roles_in(request.user, campaign.club))
    context = {
        "campaign": campaign,
        "rail_current": "registrations",
        "party": party,
        "standing": whereabouts(campaign).standing_of(party),
        "position": queue_position(party),
        "plate_doubt": plates.doubt(party.plate),
        "emergency_doubt": phones.doubt(party.emergency_phone),
        "acts": [(act, form if act is tried else act.form(registration=party), act is tried) for act in acts],
        "history": party_history(party),
        "messages_sent": party.messages.order_by("-made_at")[:20],
        "calls": _calls(party),
        "requests": party.change_requests.select_related("decided_by"),
        "records": Record.objects.about(party).select_related("by").latest_first()[:30],
        "differences": typed_differences(party),
        "may_keep_owners": may(request.user, campaign.club, *PLAN, Role.CALLER),
        "may_show_pass": may(request.user, campaign.club, *DESK, *PLAN),
    }
    return render(request, "registrations/registration.html", context, status=422 if tried else 200)
