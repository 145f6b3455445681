from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models import Task
from campaigns.task_pages import TASK_PAGES

from .layout import pair
from .plan_row import PlanRowForm, time_input


class TaskForm(PlanRowForm):
    """`since` is kept for the form: somebody new to wait for counts from today."""

    subject = forms.ChoiceField(label=_("page where it is done"), required=False)
    layout = (pair("title", "days_from_start", "at_time"), pair("subject", "assignee", "waiting_for"))

    class Meta:
        model = Task
        fields = ["title", "days_from_start", "at_time", "subject", "assignee", "waiting_for"]
        widgets = {"at_time": time_input()}
        help_texts = {
            "days_from_start": _("−7 is a week before the start, 3 is three days after it."),
            "waiting_for": _("Whose turn it is, if not ours."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("none")),
            *[(key, page.label) for key, page in TASK_PAGES.items()],
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "waiting_for" in self.changed_data:
            self.instance.waiting_since = timezone.localdate() if cleaned.get("waiting_for") else None
        return cleaned
