"""What staff type around a draw: order and override, who is left out, why it ends, who collected a prize."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.layout import choice, fields
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

    def __init__(self, *args: Any, waits_for_phones: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not waits_for_phones:
            del self.fields["override_reason"]
        self.helper = fields(self, choice("order"), *(["override_reason"] if waits_for_phones else []))


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
