"""Prizes, gifts, and the rules of the draw that are published before."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Gift, Prize, State, TaxBearer

from .layout import choice, fields, pair
from .plan_row import PlanRowForm


class PrizeForm(PlanRowForm):
    layout = (pair("name", "quantity"), pair("worth_amount", "sponsor"))

    class Meta:
        model = Prize
        fields = ["name", "quantity", "worth_amount", "sponsor"]
        help_texts = {"worth_amount": _("At most 50,000; over 500 the winner is shown on site.")}


class GiftForm(PlanRowForm):
    layout = (pair("name", "basis", "is_sized"),)

    class Meta:
        model = Gift
        fields = ["name", "basis", "is_sized"]


class PrizeRulesForm(forms.ModelForm):
    """Published before the draw: its rules, and who bears the winner's tax."""

    class Meta:
        model = Campaign
        fields = ["prize_rules", "winner_tax"]
        widgets = {"prize_rules": forms.Textarea(attrs={"rows": 4}), "winner_tax": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["winner_tax"].choices = TaxBearer.choices  # type: ignore[attr-defined]  # a ChoiceField
        self.helper = fields(self, "prize_rules", choice("winner_tax"))

    def clean(self) -> dict[str, Any]:
        """Guests were told the rules: from the start of the day what stands stays; a gap may still be filled."""
        data = super().clean() or self.cleaned_data
        if self.instance.state in (State.LIVE, State.CLOSED, State.REPORTED):
            for name in ("prize_rules", "winner_tax"):
                stands = self.initial.get(name)
                if stands and name in data and data[name] != stands:
                    self.add_error(
                        name, _("The rules have been public since the start of the day; they stand as they are.")
                    )
        return data
