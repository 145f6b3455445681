"""What staff add to a verb on a registration: a reason, another size, another car."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from campaigns.forms.layout import fields
from registrations import plate as plates
from registrations.models import Registration

from .registration import MOST_ADULTS, plate_state

WHY = gettext_lazy("Why")
EXCEPTION = gettext_lazy("If it is full: why they may come all the same")


class ActForm(forms.Form):
    """Base: a form without a tag, for the disclosure beside its button."""

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", auto_id=f"id_%s_{type(self).__name__.lower()}", **kwargs)
        self.registration = registration
        self.helper = fields(self)


class PlainForm(ActForm):
    """Nothing to add."""


class NoteForm(ActForm):
    why = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)


class WhyForm(ActForm):
    why = forms.CharField(label=WHY, max_length=200)


class ExceptionForm(ActForm):
    exception_reason = forms.CharField(label=EXCEPTION, max_length=200, required=False)


class ReinstateForm(ActForm):
    why = forms.CharField(label=WHY, max_length=200)
    exception_reason = forms.CharField(label=EXCEPTION, max_length=200, required=False)


class SizeForm(ActForm):
    adults = forms.IntegerField(label=gettext_lazy("Adults"), min_value=1, max_value=MOST_ADULTS * 3)
    children = forms.IntegerField(label=gettext_lazy("Children"), min_value=0, max_value=MOST_ADULTS * 3)
    exception_reason = forms.CharField(label=EXCEPTION, max_length=200, required=False)

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        known = {"adults": registration.adults, "children": registration.children}
        super().__init__(*args, registration=registration, initial=known, **kwargs)


class CarForm(ActForm):
    plate = forms.CharField(label=gettext_lazy("Number plate"), max_length=20, required=False)
    rides_along = forms.BooleanField(label=gettext_lazy("rides along, without a car"), required=False)
    model = forms.CharField(label=gettext_lazy("Model"), max_length=40, required=False)

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        known = {"plate": registration.plate, "model": registration.model, "rides_along": not registration.cars}
        super().__init__(*args, registration=registration, initial=known, **kwargs)

    def clean_plate(self) -> str:
        return plates.normal(self.cleaned_data["plate"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["plate_state"] = plate_state(data.get("plate", ""), rides_along=data.get("rides_along", False))
        return data
