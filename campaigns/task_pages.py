"""Where a task is done: the page a task of the plan opens.

Rule: a task stores one of these keys; pages of the people's side are named by address only, never imported.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class TaskPage:
    """`page` is a URL name that takes the campaign's slug."""

    label: Any
    page: str


APPROVAL = "approval"
# What an approved plan settles: a manager approves theme, purpose, limit and deadlines by approving the plan.
SETTLED_BY_APPROVAL = ("plan_basics", "plan_deadlines", APPROVAL)

TASK_PAGES: dict[str, TaskPage] = {
    "campaign_overview": TaskPage(pgettext_lazy("navigation", "Overview"), "campaigns:campaign_overview"),
    APPROVAL: TaskPage(_("Approval of the plan"), "campaigns:approval_request"),
    "plan_basics": TaskPage(pgettext_lazy("navigation", "Basics"), "campaigns:plan_basics"),
    "plan_deadlines": TaskPage(pgettext_lazy("navigation", "Places and deadlines"), "campaigns:plan_deadlines"),
    "itinerary": TaskPage(pgettext_lazy("navigation", "Itinerary"), "campaigns:itinerary"),
    "ceremony_list": TaskPage(pgettext_lazy("navigation", "Ceremonies"), "campaigns:ceremony_list"),
    "partner_list": TaskPage(pgettext_lazy("navigation", "Partners and support"), "campaigns:partner_list"),
    "crew_list": TaskPage(pgettext_lazy("navigation", "Crew and guests"), "campaigns:crew_list"),
    "supply_list": TaskPage(pgettext_lazy("navigation", "Supplies"), "campaigns:supply_list"),
    "budget": TaskPage(pgettext_lazy("navigation", "Budget"), "campaigns:budget"),
    "contingency_list": TaskPage(pgettext_lazy("navigation", "Contingencies"), "campaigns:contingency_list"),
    "prize_list": TaskPage(pgettext_lazy("navigation", "Prizes and gifts"), "campaigns:prize_list"),
    "channel_list": TaskPage(pgettext_lazy("navigation", "Channels"), "campaigns:channel_list"),
    "invitations": TaskPage(pgettext_lazy("navigation", "Invitations"), "registrations:invitation_list"),
    "registrations": TaskPage(pgettext_lazy("navigation", "Registrations"), "registrations:registration_list"),
    "outbox": TaskPage(_("Messages to owners"), "registrations:outbox"),
    "day": TaskPage(pgettext_lazy("navigation", "The day"), "registrations:check_in_overview"),
    "report": TaskPage(pgettext_lazy("navigation", "Report"), "campaigns:report"),
}


def page_of_task(subject: str) -> str:
    """The page's URL name; the task list where the task names none."""
    return TASK_PAGES[subject].page if subject in TASK_PAGES else "campaigns:task_list"
