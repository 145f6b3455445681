"""What an owner changes on the pass: the party, the car, the table and road details, the consents.

Rule: every field is optional but the size of the party; an odd plate is stored and shown with a hint.
"""

from typing import Any

from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Campaign, Stop
from registrations import phone as phones
from registrations import plate as plates
from registrations.models import Drive, PlateState, Registration

from .owner_form import OwnerForm, choice, mistake
from .registration import MOST_ADULTS, MOST_CHILDREN, numbers, plate_state


class PartyForm(OwnerForm):
    """Adults and children; in *ready* with a note, because then it is a request."""

    adults = forms.TypedChoiceField(
        label=gettext_lazy("Adults"), help_text=gettext_lazy("driver included"), coerce=int, widget=forms.RadioSelect
    )
    children = forms.TypedChoiceField(
        label=gettext_lazy("Children"), help_text=gettext_lazy("under 14"), coerce=int, widget=forms.RadioSelect
    )
    note = forms.CharField(label=gettext_lazy("Anything we should know?"), max_length=200, required=False)

    def __init__(self, *args: Any, campaign: Campaign, with_note: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = campaign.most_people_per_party
        self.fields["adults"].choices = numbers(1, min(MOST_ADULTS, self.most))
        self.fields["children"].choices = numbers(0, min(MOST_CHILDREN, self.most - 1))
        if not with_note:
            del self.fields["note"]
        note = [Field("note")] if with_note else []
        self.helper.layout = Layout(choice("adults"), choice("children"), *note)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("adults", 0) + data.get("children", 0) > self.most:
            message = _("One car takes at most {most} people. A second car registers with its own driver's number.")
            self.add_error("children", mistake(message.format(most=self.most), _("Too many people for one car")))
        return data


class CarForm(OwnerForm):
    plate = forms.CharField(
        label=gettext_lazy("Number plate"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Leave empty if not plated yet."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
    )
    rides_along = forms.BooleanField(label=gettext_lazy("We bring no car and ride along"), required=False)
    model = forms.CharField(label=gettext_lazy("Model"), max_length=40, required=False)
    drive = forms.ChoiceField(
        label=gettext_lazy("Drive"),
        required=False,
        choices=[("", gettext_lazy("not said")), *Drive.choices],
        help_text=gettext_lazy("So that we plan charging stops."),
    )
    is_licensed_over_a_year = forms.TypedChoiceField(
        label=gettext_lazy("Has the driver held a licence for more than a year?"),
        required=False,
        empty_value=None,
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
    )
    drives_with_phone = forms.CharField(
        label=gettext_lazy("Whom would you like to drive with?"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Their mobile number; we put your cars into one group."),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        licensed = {True: "yes", False: "no", None: ""}[registration.is_licensed_over_a_year]
        known = {
            "plate": registration.plate,
            "rides_along": registration.plate_state == PlateState.RIDES_ALONG,
            "model": registration.model,
            "drive": registration.drive,
            "is_licensed_over_a_year": licensed,
            "drives_with_phone": registration.drives_with_phone.removeprefix(phones.CHINA),
        }
        super().__init__(*args, initial=known, **kwargs)
        if not registration.campaign.takes_ride_along and registration.cars:
            del self.fields["rides_along"]
        ride = [Field("rides_along")] if "rides_along" in self.fields else []
        self.helper.layout = Layout(
            "plate", *ride, "model", "drive", choice("is_licensed_over_a_year"), "drives_with_phone"
        )

    def clean_plate(self) -> str:
        return plates.normal(self.cleaned_data["plate"])

    def clean_drives_with_phone(self) -> str:
        if not self.cleaned_data["drives_with_phone"].strip():
            return ""
        try:
            return phones.to_e164(self.cleaned_data["drives_with_phone"])
        except phones.OddPhone as odd:
            raise mistake(odd.message, odd.summary) from odd

    @property
    def plate_state(self) -> str:
        return plate_state(self.cleaned_data["plate"], rides_along=bool(self.cleaned_data.get("rides_along")))

    @property
    def details(self) -> dict[str, Any]:
        names = ("model", "drive", "is_licensed_over_a_year", "drives_with_phone")
        return {name: self.cleaned_data[name] for name in names}


class DetailsForm(OwnerForm):
    """Where the party joins, whom to ring, the table, shirts. Some of it only while changes are still free."""

    FIXED_EARLY = ("joins_at", "child_ages", "diet", "shirts")

    joins_at = forms.ModelChoiceField(
        label=gettext_lazy("Where do you join?"),
        queryset=Stop.objects.none(),
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
    )
    child_ages = forms.CharField(
        label=gettext_lazy("Children's ages"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Such as 5 and 10: for seats and shirts."),
    )
    diet = forms.CharField(
        label=gettext_lazy("What somebody does not eat"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Such as vegetarian, nothing hot."),
    )
    shirts = forms.CharField(
        label=gettext_lazy("Shirt sizes"), max_length=80, required=False, help_text=gettext_lazy("Such as XL, M, 150.")
    )
    emergency_contact = forms.CharField(
        label=gettext_lazy("Whom should we ring in an emergency?"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Somebody who does not come along."),
    )
    emergency_phone = forms.CharField(
        label=gettext_lazy("Their number"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"}),
    )

    def __init__(
        self, *args: Any, registration: Registration, joins: list[Stop], has_shirts: bool, is_fixed: bool, **kwargs: Any
    ) -> None:
        known = {name: getattr(registration, name) for name in self.base_fields if name != "joins_at"}
        first = joins[0].pk if joins else None
        super().__init__(*args, initial=known | {"joins_at": registration.joins_at_id or first}, **kwargs)
        self.fields["joins_at"].queryset = Stop.objects.filter(pk__in=[stop.pk for stop in joins]).in_road_order()
        left_out = {"joins_at": len(joins) < 2, "child_ages": not registration.children, "shirts": not has_shirts}
        for name in self.FIXED_EARLY:
            if is_fixed or left_out.get(name):
                del self.fields[name]
        self.helper.layout = Layout(*self.fields)


class ConsentsForm(OwnerForm):
    """Each asked apart and unticked; none of them is needed to come along, but drivers sign the undertaking."""

    consent_share_at = forms.BooleanField(
        label=gettext_lazy("You may pass our details to the manufacturer or the insurer for this event."),
        required=False,
    )
    consent_photos_at = forms.BooleanField(
        label=gettext_lazy("Photos with us in them may be published."), required=False
    )
    consent_future_at = forms.BooleanField(label=gettext_lazy("Please invite us to future events."), required=False)
    undertaking_at = forms.BooleanField(label=gettext_lazy("I accept the safety undertaking."), required=False)

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        known = {name: getattr(registration, name) is not None for name in self.base_fields}
        super().__init__(*args, initial=known, **kwargs)
        if not registration.cars:
            del self.fields["undertaking_at"]
        self.helper.layout = Layout(*[name for name in self.fields if name != "undertaking_at"])
        self.helper.layout.render_unmentioned_fields = False
