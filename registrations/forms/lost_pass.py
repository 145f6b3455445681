"""Ask for one's pass again: a number, and the same answer whether it is known or not."""

from django import forms
from django.utils.translation import gettext_lazy

from registrations import phone as phones

from .owner_form import OwnerForm, mistake


class LostPassForm(OwnerForm):
    phone = forms.CharField(
        label=gettext_lazy("Mobile number"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("The number you registered with."),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )

    def clean_phone(self) -> str:
        try:
            return phones.to_e164(self.cleaned_data["phone"])
        except phones.OddPhone as odd:
            raise mistake(odd.message, odd.summary) from odd
