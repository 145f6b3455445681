"""A party registered at the desk or on the phone by staff: the owners' six fields, its channel and model.

Rule: staff type and read this form, so what it asks for is said to them, not to the owner.
"""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from campaigns.models import Campaign, Channel, ChannelKind
from registrations.party import PartyDetails

from .owner_form import choice, mistake
from .registration import RegistrationForm


class DeskRegistrationForm(RegistrationForm):
    """Takes what somebody says; the consent was given by word of mouth and is ticked for that."""

    channel = forms.ModelChoiceField(
        label=gettext_lazy("Where they came from"),
        queryset=Channel.objects.none(),
        required=False,
        empty_label=gettext_lazy("not said"),
    )
    model = forms.CharField(label=gettext_lazy("Model"), max_length=40, required=False)
    name_wanted = gettext_lazy("Write the name.")

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, campaign=campaign, **kwargs)
        self.fields["channel"].queryset = campaign.channels.exclude(kind=ChannelKind.WALK_IN)
        self.fields["phone"].help_text = ""
        self.fields["consent"].label = gettext_lazy("They agree that the club uses this to run the event.")
        ride = ["rides_along"] if "rides_along" in self.fields else []
        self.helper.layout = Layout(
            "key", "name", "phone", "plate", *ride, "model", choice("adults"), choice("children"), "channel", "consent"
        )

    @property
    def error_title(self) -> str:
        count = sum(len(errors) for errors in self.errors.values())
        return ngettext("One thing to put right", "%(n)s things to put right", count) % {"n": count}

    def clean_phone(self) -> str:
        if not self.cleaned_data["phone"].strip():
            raise mistake(_("Write the mobile number."), pgettext("form", "The mobile number is missing"))
        return super().clean_phone()

    def _consent_wanted(self) -> str:
        return _("Ask them first: without their yes nobody is registered.")

    def party(self) -> PartyDetails:
        said = super().party()
        return PartyDetails(
            name=said.name,
            phone=said.phone,
            adults=said.adults,
            children=said.children,
            plate=said.plate,
            plate_state=said.plate_state,
            details={"model": self.cleaned_data["model"]},
        )
