"""What staff type around a draw: order and override, who is left out, why it ends, who collected a prize."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.layout import choice, fields
from campaigns.models import Campaign, TaxBearer
from registrations.queries.draw import ListedCar

BEST_LAST, AS_PLANNED = "best_last", "as_planned"
REASON = {"required": _("Say why; the reason is public.")}


class FreezeForm(forms.Form):
    order = forms.ChoiceField(
        label=_("Order of the prizes"),
        choices=[(BEST_LAST, _("the best comes last")), (AS_PLANNED, _("as in the plan"))],
        initial=BEST_LAST,
        widget=forms.RadioSelect,
    )
    override_reason = forms.CharField(
        label=_("Why it may go on although a phone is not clear"),
        max_length=200,
        required=False,
        help_text=_("Shown in public."),
    )

    prize_rules = forms.CharField(
        label=_("Rules of the draw"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Guests read them before the draw, so write them now: one rule a line."),
        error_messages={"required": _("Write the rules: they must be public before the list is closed.")},
    )
    winner_tax = forms.ChoiceField(
        label=_("Who bears the winner's tax?"),
        choices=TaxBearer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say who bears the winner's tax: the rules must name it before the draw.")},
    )

    def __init__(self, *args: Any, campaign: Campaign, waits_for_phones: bool, **kwargs: Any) -> None:
        """Only what is missing is asked for: a reason while phones are not clear, rules that were not written."""
        super().__init__(*args, **kwargs)
        needless = {"override_reason": not waits_for_phones}
        needless |= {name: bool(getattr(campaign, name)) for name in ("prize_rules", "winner_tax")}
        for name in [name for name in needless if needless[name]]:
            del self.fields[name]
        self.helper = fields(self, *(choice(name) if name in ("order", "winner_tax") else name for name in self.fields))

    @property
    def gaps(self) -> dict[str, str]:
        """What this form fills in of the rules of the draw."""
        return {name: self.cleaned_data[name] for name in ("prize_rules", "winner_tax") if name in self.cleaned_data}


class ExclusionForm(forms.Form):
    car = forms.TypedChoiceField(label=_("Car"), coerce=int)
    reason = forms.CharField(
        label=_("Why it is not in the draw"),
        max_length=100,
        help_text=_("Shown in public: no names."),
        error_messages=REASON,
    )

    def __init__(self, *args: Any, cars: list[ListedCar], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(car.registration.pk, f"{car.number:02d} {car.registration.name}") for car in cars if car.is_in]
        self.fields["car"].choices = names
        self.helper = fields(self)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("Shown in public: no names."), error_messages=REASON
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields(self)


class ClaimForm(forms.Form):
    collected_by = forms.CharField(
        label=_("Collected by"), max_length=40, error_messages={"required": _("Write who takes the prize.")}
    )
    signature = forms.CharField(required=False, widget=forms.HiddenInput)
    on_paper = forms.BooleanField(required=False, label=_("They signed the winners' list on paper"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields(self)
