"""The registration form: six things a new owner sees, everything else is asked later on the pass.

Rule: whatever way a phone or a plate is written is fine; an odd plate is never a reason to stop somebody.
"""

import secrets
from typing import Any

from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from campaigns.models import Campaign
from registrations import phone as phones
from registrations import plate as plates
from registrations.models import LONGEST_NAME, PlateState
from registrations.party import PartyDetails

from .owner_form import OwnerForm, choice, mistake

MOST_ADULTS, MOST_CHILDREN = 6, 4
KEY_LENGTH = 43


def make_form_key() -> str:
    """256 random bits, made when the page is rendered and claimed with what the form makes."""
    return secrets.token_urlsafe(32)


def numbers(least: int, most: int) -> list[tuple[int, str]]:
    return [(number, str(number)) for number in range(least, most + 1)]


class RegistrationForm(OwnerForm):
    key = forms.CharField(max_length=KEY_LENGTH, required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Mobile number"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("To reach you about this event, nothing else."),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    plate = forms.CharField(
        label=gettext_lazy("Number plate"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Leave empty if not plated yet."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
    )
    rides_along = forms.BooleanField(label=gettext_lazy("We bring no car and ride along"), required=False)
    adults = forms.TypedChoiceField(
        label=gettext_lazy("Adults"),
        help_text=gettext_lazy("driver included"),
        coerce=int,
        empty_value=0,
        required=False,
        widget=forms.RadioSelect,
    )
    children = forms.TypedChoiceField(
        label=gettext_lazy("Children"),
        help_text=gettext_lazy("under 14"),
        coerce=int,
        empty_value=0,
        required=False,
        widget=forms.RadioSelect,
    )
    consent = forms.BooleanField(required=False)
    name_wanted = gettext_lazy("Please tell us your name.")

    def __init__(self, *args: Any, campaign: Campaign, only_waiting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign, self.only_waiting = campaign, only_waiting
        self.most = campaign.most_people_per_party
        self.fields["adults"].choices = numbers(1, min(MOST_ADULTS, self.most))
        self.fields["children"].choices = numbers(0, min(MOST_CHILDREN, self.most - 1))
        self.initial = {"adults": min(2, self.most), "children": 0, "key": make_form_key()} | dict(self.initial)
        if not campaign.takes_ride_along:
            del self.fields["rides_along"]
        self.fields["consent"].label = self._consent_label()
        ride = [Field("rides_along")] if "rides_along" in self.fields else []
        self.helper.layout = Layout(
            "key", "name", "phone", "plate", *ride, choice("adults"), choice("children"), "consent"
        )

    def _consent_label(self) -> str:
        return format_html(
            '{} <a href="#privacy">{}</a>',
            _("{club} may use this to run the event; children I bring may be registered too.").format(
                club=self.campaign.club.name
            ),
            _("How, and for how long"),
        )

    @property
    def error_title(self) -> str:
        count = sum(len(errors) for errors in self.errors.values())
        if self.only_waiting:
            words = ngettext(
                "Please check %(count)d answer, then you are on the waiting list",
                "Please check %(count)d answers, then you are on the waiting list",
                count,
            )
        else:
            words = ngettext(
                "Please check %(count)d answer, then you are registered",
                "Please check %(count)d answers, then you are registered",
                count,
            )
        return words % {"count": count}

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not name:
            raise mistake(str(self.name_wanted), pgettext("form", "The name is missing"))
        return name

    def clean_phone(self) -> str:
        try:
            return phones.to_e164(self.cleaned_data["phone"])
        except phones.OddPhone as odd:
            raise mistake(odd.message, odd.summary) from odd

    def clean_plate(self) -> str:
        return plates.normal(self.cleaned_data["plate"])

    def clean_adults(self) -> int:
        adults: int = self.cleaned_data["adults"]
        if adults < 1:
            raise mistake(_("How many adults come, the driver included?"), _("The number of adults is missing"))
        return adults

    def clean_consent(self) -> bool:
        if not self.cleaned_data["consent"]:
            raise mistake(self._consent_wanted(), _("The consent is not ticked yet"))
        return True

    def _consent_wanted(self) -> str:
        if self.only_waiting:
            return _("We can't put you on the list without this.")
        return _("We can't hold a place without this.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("rides_along") and data.get("plate"):
            self.add_error(
                "plate",
                mistake(
                    _("There is a plate here, and riding along is ticked. Please clear one of the two."),
                    _("Own car or riding along?"),
                ),
            )
        if data.get("adults", 0) + data.get("children", 0) > self.most:
            message = _("One car takes at most {most} people. A second car registers with its own driver's number.")
            self.add_error("children", mistake(message.format(most=self.most), _("Too many people for one car")))
        return data

    def party(self) -> PartyDetails:
        """What was typed, cleaned: the input of `register`."""
        data = self.cleaned_data
        return PartyDetails(
            name=data["name"],
            phone=data["phone"],
            adults=data["adults"],
            children=data["children"],
            plate=data["plate"],
            plate_state=plate_state(data["plate"], rides_along=bool(data.get("rides_along"))),
        )


def plate_state(plate: str, *, rides_along: bool) -> str:
    """Plated, provisional, not yet plated, or without a car."""
    if rides_along:
        return PlateState.RIDES_ALONG
    if not plate:
        return PlateState.NOT_YET
    return PlateState.PROVISIONAL if plates.is_provisional(plate) else PlateState.PLATED
