"""Forms of a campaign's moves: a reason, and new dates for a postponed campaign."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.forms.layout import fields, pair
from campaigns.models import Campaign, State


class MoveForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields(self)


class ResumeForm(forms.Form):
    starts_at = forms.DateTimeField(label=_("New start"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    ends_at = forms.DateTimeField(label=_("New end"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    confirm_by = forms.DateTimeField(
        label=_("Confirm by"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    to = forms.ChoiceField(
        label=_("Go on with"),
        choices=[(state, state.label) for state in (State.INVITING, State.CONFIRMING)],
        initial=State.INVITING,
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        self.helper = fields(self, pair("starts_at", "ends_at"), pair("confirm_by", "to"))

    def _in_zone(self, name: str) -> dt.datetime:
        """What was typed is local time of the campaign."""
        value: dt.datetime = self.cleaned_data[name]
        return value.replace(tzinfo=self.campaign.zone)

    def clean_starts_at(self) -> dt.datetime:
        return self._in_zone("starts_at")

    def clean_ends_at(self) -> dt.datetime:
        return self._in_zone("ends_at")

    def clean_confirm_by(self) -> dt.datetime:
        return self._in_zone("confirm_by")

    def clean(self) -> dict[str, Any]:
        """The door refuses the same; here each mistake is said at its own field."""
        said = super().clean() or self.cleaned_data
        start, end, by = (said.get(name) for name in ("starts_at", "ends_at", "confirm_by"))
        if start and start <= timezone.now():
            self.add_error("starts_at", _("The new start must lie ahead."))
        if start and end and end <= start:
            self.add_error("ends_at", _("The end must come after the start."))
        if start and by and by > start:
            self.add_error("confirm_by", _("This must be before the start."))
        elif start and by and by <= timezone.now() < start:
            self.add_error("confirm_by", _("This has passed. Choose a time between now and the new start."))
        return said
