"""Single acts on rows of the plan: a support request steps on, a task is ticked, the rules of the draw are set."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from campaigns.access import PLANNING, campaign_page
from campaigns.actions.basics import set_draw_rules
from campaigns.actions.plan_rows import refuse_if_fixed
from campaigns.actions.support import step_support
from campaigns.actions.task import open_task_again, tick_task
from campaigns.errors import CampaignError
from campaigns.flash import refuse, say
from campaigns.forms.prize import PrizeRulesForm
from campaigns.models import Campaign, SupportRequest, SupportState, Task
from campaigns.subjects import PAGE_OF
from campaigns.views.plan_rows import show_page


@require_POST
@campaign_page(*PLANNING)
def support_step(request: HttpRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Set a support request to the state named `to`."""
    asked = get_object_or_404(SupportRequest, campaign=campaign, pk=pk)
    asked.campaign = campaign
    to = request.POST.get("to", "")
    try:
        stepped = step_support(request=asked, to=to if to in SupportState.values else "", by=request.user)
    except CampaignError as refused:
        refuse(request, refused.message)
    else:
        say(request, _("%(what)s: %(state)s") % {"what": stepped, "state": stepped.get_state_display()})
    return redirect("campaigns:partner_list", campaign.slug)


@require_POST
@campaign_page(*PLANNING)
def task_done(request: HttpRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Tick a task off, or with `again` open it again."""
    task = get_object_or_404(Task, campaign=campaign, pk=pk)
    task.campaign = campaign
    act = open_task_again if "again" in request.POST else tick_task
    try:
        act(task=task, by=request.user)
    except CampaignError as refused:
        refuse(request, refused.message)
    else:
        say(request, (_("Done: %(title)s") if task.is_done else _("Open again: %(title)s")) % {"title": task.title})
    return redirect("campaigns:task_list", campaign.slug)


@require_POST
@campaign_page(*PLANNING)
def prize_rules(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    form = PrizeRulesForm(request.POST, instance=campaign)
    try:
        refuse_if_fixed(campaign, "prizes")
        if not form.is_valid():
            return show_page(request, campaign, PAGE_OF["prizes"], rules_form=form)
        set_draw_rules(campaign=campaign, by=request.user, **form.cleaned_data)
    except CampaignError as refused:
        refuse(request, refused.message)
        return redirect("campaigns:prize_list", campaign.slug)
    say(request, _("The rules are saved."))
    return redirect("campaigns:prize_list", campaign.slug)
