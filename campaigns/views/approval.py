"""The approval of a draft: ask for it, withdraw that, send the draft back. Approving itself is a move."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from campaigns.access import PLANNING, campaign_page, may
from campaigns.actions.approval import ask_for_approval, send_back_draft, withdraw_request
from campaigns.actions.life import needs_for_approval
from campaigns.errors import CampaignError
from campaigns.flash import refuse, say
from campaigns.forms.approval import AskForApprovalForm, ReturnForm
from campaigns.models import ApprovalRequest, Campaign, Role, State


@campaign_page(*PLANNING)
def approval_request(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """GET says who asked, what is missing and what is still open; POST asks."""
    form = AskForApprovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_for_approval(campaign=campaign, by=request.user, note=form.cleaned_data["note"])
        except CampaignError as refused:
            form.add_error(None, refused.message)
        else:
            say(
                request,
                _("The manager is asked to approve the plan."),
                undo=reverse("campaigns:approval_withdrawal", args=[campaign.slug]),
            )
            return redirect("campaigns:campaign_overview", campaign.slug)
    return _page(request, campaign, form, ReturnForm())


def _page(
    request: HttpRequest, campaign: Campaign, ask_form: AskForApprovalForm, back_form: ReturnForm
) -> HttpResponse:
    waiting = ApprovalRequest.objects.waiting_in(campaign)
    may_approve = may(request.user, campaign.club, Role.MANAGER)
    context = {
        "campaign": campaign,
        "rail_current": "overview",
        "form": ask_form,
        "back_form": back_form,
        "waiting": waiting,
        "missing": needs_for_approval(campaign),
        "is_draft": campaign.state == State.DRAFT,
        "may_approve": may_approve,
        "may_withdraw": waiting is not None and (waiting.asked_by == request.user or not may_approve),
    }
    is_refused = bool(ask_form.errors or back_form.errors)
    return render(request, "campaigns/approval_request.html", context, status=422 if is_refused else 200)


@require_POST
@campaign_page(*PLANNING)
def approval_withdrawal(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    try:
        withdraw_request(campaign=campaign, by=request.user)
    except CampaignError as refused:
        refuse(request, refused.message)
    else:
        say(request, _("Withdrawn. The draft is yours again."))
    return redirect("campaigns:campaign_overview", campaign.slug)


@require_POST
@campaign_page(Role.MANAGER)
def approval_return(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """The manager sends the draft back with what should change."""
    form = ReturnForm(request.POST)
    if form.is_valid():
        try:
            send_back_draft(campaign=campaign, by=request.user, reason=form.cleaned_data["reason"])
        except CampaignError as refused:
            form.add_error(None, refused.message)
        else:
            say(request, _("Sent back to the planner."))
            return redirect("campaigns:campaign_overview", campaign.slug)
    return _page(request, campaign, AskForApprovalForm(), form)
