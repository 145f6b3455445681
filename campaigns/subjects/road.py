"""The way and the time: stops, ceremonies, contingencies, tasks."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.forms.contingency import ContingencyForm
from campaigns.forms.itinerary import CeremonyForm, StopForm
from campaigns.forms.task import TaskForm
from campaigns.models import Ceremony, Contingency, Stop, Task

from .subject import Column, Subject

STOPS = Subject(
    key="stops",
    model=Stop,
    form=StopForm,
    title=pgettext_lazy("navigation", "Itinerary"),
    add=_("Add a stop"),
    empty_title=_("No stops yet"),
    empty_text=_("Where we meet, rest, eat and arrive. The first stop is the assembly; mark it as a checkpoint."),
    columns=(Column("name"),),
    order=("day", "position", "pk"),
    form_template="campaigns/plan/_stop_form.html",
)

CEREMONIES = Subject(
    key="ceremonies",
    model=Ceremony,
    form=CeremonyForm,
    title=pgettext_lazy("navigation", "Ceremonies"),
    add=_("Add a ceremony"),
    empty_title=_("No ceremonies yet"),
    empty_text=_("An appointment, a flag, a toast: what is done in front of everybody, by whom, where."),
    columns=(Column("kind"), Column("what", css="wrap"), Column("who", css="wrap"), Column("stop")),
    joins=("stop",),
)

CONTINGENCIES = Subject(
    key="contingencies",
    model=Contingency,
    form=ContingencyForm,
    title=pgettext_lazy("navigation", "Contingencies"),
    add=_("Add a contingency"),
    empty_title=_("No contingencies yet"),
    empty_text=_("A flat tyre, somebody ill, a car lost: what we do then, who does it, which phone."),
    columns=(
        Column("trigger", css="wrap"),
        Column("response", css="wrap broad"),
        Column("who"),
        Column("phone"),
        Column("stop", show=lambda row: row.stop or _("the whole event")),
    ),
    joins=("stop",),
)

TASKS = Subject(
    key="tasks",
    model=Task,
    form=TaskForm,
    title=pgettext_lazy("navigation", "Tasks"),
    add=_("Add a task"),
    empty_title=_("No tasks yet"),
    empty_text=_("What has to be done before and after, counted in days from the start."),
    columns=(
        Column("title", css="wrap", cell="campaigns/plan/_task_cell.html"),
        Column("days_from_start", _("Due"), cell="campaigns/plan/_task_due_cell.html"),
        Column("assignee", cell="campaigns/plan/_who_cell.html"),
        Column("waiting_for", css="wrap", cell="campaigns/plan/_waiting_cell.html"),
        Column("subject", _("Page"), cell="campaigns/plan/_task_page_cell.html"),
        Column("done_at", _("Done"), cell="campaigns/plan/_task_done_cell.html"),
    ),
    joins=("assignee", "done_by"),
    is_ordered=False,
    order=("days_from_start", "at_time", "position", "pk"),
    folds=lambda task: task.is_done,
    fold_title=pgettext_lazy("tasks", "Done"),
)
