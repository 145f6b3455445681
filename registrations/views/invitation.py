"""Whom we ask: the invitations of a campaign, choosing owners, sharing them out among callers."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.access import campaign_page, may
from campaigns.flash import say
from campaigns.foundation.personal_pages import personal_page
from campaigns.models import Campaign, Role, Staff
from registrations.access import KEEPING, READING
from registrations.actions.invitation import MAY_INVITE_IN, invitable, invite, share_out, take_back
from registrations.errors import RegistrationError
from registrations.forms.owner import ChoiceForm
from registrations.links import invitation_token
from registrations.models import Invitation, InvitationState, Owner

PER_PAGE = 50
CHOICE_SHOWN = 200
# Work first: agreed times, then whom nobody rang, then the answers.
RANK = Case(
    *(When(state=state, then=Value(rank)) for rank, state in enumerate(["call_back", "to_call", "yes", "no"])),
    default=Value(9),
)


@personal_page
@require_safe
@campaign_page(*READING)
def invitation_list(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    invited = Invitation.objects.for_campaign(campaign)
    state = request.GET.get("state", "")
    found = invited.filter(state=state) if state in InvitationState.values else invited
    if (caller := request.GET.get("caller", "")).isdigit():
        found = found.filter(caller=caller)
    rows = found.select_related("owner", "caller", "registration").prefetch_related("owner__vehicles")
    rung = Count("attempts", filter=Q(attempts__undone_at__isnull=True))
    page = Paginator(rows.annotate(rung=rung, rank=RANK).order_by("rank", "next_call_at", "pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    for invitation in page:
        invitation.link = request.build_absolute_uri(  # type: ignore[attr-defined]  # for the row
            reverse("registrations:invitation_page", args=[invitation_token(invitation)])
        )
    context = {
        "campaign": campaign,
        "rail_current": "invitations",
        "page": page,
        "query": "".join(
            f"{key}={request.GET[key]}&"
            for key in ("state", "caller")
            if request.GET.get(key, "").isascii() and request.GET.get(key)
        ),
        "tabs": _tabs(invited, state),
        "invited_count": invited.count(),
        "reached_count": invited.reached().count(),
        "loads": _loads(campaign),
        "may_plan": may(request.user, campaign.club, *KEEPING),
        "may_invite": campaign.state in MAY_INVITE_IN,
    }
    return render(request, "registrations/invitation_list.html", context)


def _tabs(invited: QuerySet[Invitation], here: str) -> list[dict[str, Any]]:
    counts = dict(invited.order_by().values_list("state").annotate(n=Count("pk")))
    tabs = [
        {"url": "?", "label": _("All"), "count": sum(counts.values()), "is_here": here not in InvitationState.values}
    ]
    for state in InvitationState:
        tabs.append(
            {"url": f"?state={state}", "label": state.label, "count": counts.get(state, 0), "is_here": here == state}
        )
    return tabs


def _callers(campaign: Campaign) -> QuerySet[Staff]:
    of_club = Staff.objects.filter(
        roles__club=campaign.club, roles__role__in=[Role.CALLER, Role.PLANNER], is_active=True
    )
    return of_club.distinct().order_by("name", "pk")


def _loads(campaign: Campaign) -> list[tuple[Staff, int, int]]:
    """Each caller with the invitations given and those still open."""
    given = Invitation.objects.for_campaign(campaign).filter(caller__isnull=False).order_by().values("caller")
    still_open = Q(state__in=[InvitationState.TO_CALL, InvitationState.CALL_BACK])
    counts = {row["caller"]: row for row in given.annotate(all=Count("pk"), open=Count("pk", filter=still_open))}
    none = {"all": 0, "open": 0}
    return [(one, counts.get(one.pk, none)["all"], counts.get(one.pk, none)["open"]) for one in _callers(campaign)]


@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
@campaign_page(*KEEPING)
def invitation_choice(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Choose owners by what the store knows of them; invite those ticked, or all that were found."""
    form = ChoiceForm(request.GET, club=campaign.club)
    found = form.narrowed(invitable(campaign), timezone.localdate())
    if request.method == "POST":
        return _invite(request, campaign, found)
    total = found.count()
    shown = found.prefetch_related("vehicles").order_by("-last_visit_on", "pk")[:CHOICE_SHOWN]
    context = {
        "campaign": campaign,
        "rail_current": "invitations",
        "form": form,
        "owners": shown,
        "total": total,
        "hidden_count": max(0, total - CHOICE_SHOWN),
        "callers": _callers(campaign),
        "may_invite": campaign.state in MAY_INVITE_IN,
        "archive_count": Owner.objects.of_club(campaign.club).count(),
    }
    return render(request, "registrations/invitation_choice.html", context)


def _invite(request: HttpRequest, campaign: Campaign, found: QuerySet[Owner]) -> HttpResponse:
    chosen = found if request.POST.get("all") else found.filter(pk__in=_keys(request, "owner"))
    callers = list(_callers(campaign).filter(pk__in=_keys(request, "caller")))
    try:
        count = invite(campaign=campaign, owners=chosen, by=request.user, callers=callers)
    except RegistrationError as refused:
        messages.warning(request, refused.message)
        return redirect("registrations:invitation_list", campaign.slug)
    say(request, ngettext("%(count)d owner is invited.", "%(count)d owners are invited.", count) % {"count": count})
    return redirect("registrations:invitation_list", campaign.slug)


def _keys(request: HttpRequest, name: str) -> list[int]:
    return [int(key) for key in request.POST.getlist(name) if key.isdigit()]


@require_POST
@campaign_page(*KEEPING)
def invitation_sharing(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    callers = list(_callers(campaign).filter(pk__in=_keys(request, "caller")))
    try:
        count = share_out(
            campaign=campaign, callers=callers, by=request.user, everything=bool(request.POST.get("everything"))
        )
    except RegistrationError as refused:
        messages.warning(request, refused.message)
    else:
        say(
            request,
            ngettext("%(count)d invitation shared out.", "%(count)d invitations shared out.", count) % {"count": count},
        )
    return redirect("registrations:invitation_list", campaign.slug)


@require_POST
@campaign_page(*KEEPING)
def invitation_withdrawal(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Take back invitations nobody has rung yet."""
    chosen = Invitation.objects.for_campaign(campaign).filter(pk__in=_keys(request, "invitation"))
    count = take_back(campaign=campaign, invitations=chosen, by=request.user)
    say(
        request,
        ngettext("%(count)d invitation taken back.", "%(count)d invitations taken back.", count) % {"count": count},
    )
    return redirect("registrations:invitation_list", campaign.slug)
