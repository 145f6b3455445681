"""All subjects of the plan and the pages they stand on."""

from django.utils.translation import pgettext_lazy

from .people import CHANNELS, CREW, PARTNERS, SUPPORT
from .road import CEREMONIES, CONTINGENCIES, STOPS, TASKS
from .subject import Column, PlanPage, Subject
from .things import BUDGET, GIFTS, PRIZES, SUPPLIES

PAGES = (
    PlanPage("itinerary", "itinerary", "itinerary", pgettext_lazy("navigation", "Itinerary"), (STOPS,)),
    PlanPage(
        "partner_list", "partners", "partners", pgettext_lazy("navigation", "Partners and support"), (PARTNERS, SUPPORT)
    ),
    PlanPage("supply_list", "supplies", "supplies", pgettext_lazy("navigation", "Supplies"), (SUPPLIES,)),
    PlanPage("budget", "budget", "budget", pgettext_lazy("navigation", "Budget"), (BUDGET,)),
    PlanPage(
        "contingency_list",
        "contingencies",
        "contingencies",
        pgettext_lazy("navigation", "Contingencies"),
        (CONTINGENCIES,),
    ),
    PlanPage("prize_list", "prizes", "prizes", pgettext_lazy("navigation", "Prizes and gifts"), (PRIZES, GIFTS)),
    PlanPage("channel_list", "channels", "channels", pgettext_lazy("navigation", "Channels"), (CHANNELS,)),
    PlanPage("crew_list", "crew", "crew", pgettext_lazy("navigation", "Crew and guests"), (CREW,)),
    PlanPage("ceremony_list", "ceremonies", "ceremonies", pgettext_lazy("navigation", "Ceremonies"), (CEREMONIES,)),
    PlanPage("task_list", "tasks", "tasks", pgettext_lazy("navigation", "Tasks"), (TASKS,)),
)
SUBJECTS: dict[str, Subject] = {subject.key: subject for page in PAGES for subject in page.subjects}
PAGE_OF: dict[str, PlanPage] = {subject.key: page for page in PAGES for subject in page.subjects}

__all__ = ["PAGES", "PAGE_OF", "SUBJECTS", "Column", "PlanPage", "Subject"]
