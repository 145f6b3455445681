"""Prizes, gifts, and the rules of the draw that are published before."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Gift, Prize, TaxBearer
from campaigns.plan_fixed import why_draw_rule_stands

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
        for name in self._meta.fields:
            if why := why_draw_rule_stands(self.instance, name):
                self.fields[name].disabled, self.fields[name].help_text = True, why
        self.helper = fields(self, "prize_rules", choice("winner_tax"))

    @property
    def stands(self) -> bool:
        """Nothing is left to fill in."""
        return all(field.disabled for field in self.fields.values())
