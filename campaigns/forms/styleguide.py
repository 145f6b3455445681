"""A form with one field of every kind, for the style guide."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .layout import choice, fields, pair, scale

ONE_TO_SIX = [(n, str(n)) for n in range(1, 7)]
OPINIONS = [
    (1, _("very dissatisfied")),
    (2, _("dissatisfied")),
    (3, _("so so")),
    (4, _("satisfied")),
    (5, _("very satisfied")),
]


class SampleForm(forms.Form):
    name = forms.CharField(label=_("Name"))
    phone = forms.CharField(label=_("Mobile number"), help_text=_("To reach you about this event, nothing else."))
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "–"), ("a", "A")], required=False)
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    adults = forms.ChoiceField(label=_("Adults"), choices=ONE_TO_SIX, widget=forms.RadioSelect, initial=2)
    opinion = forms.ChoiceField(label=_("How was it?"), choices=OPINIONS, widget=forms.RadioSelect, required=False)
    consent = forms.BooleanField(label=_("The club may use this to run the event."))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields(
            self, pair("name", "phone"), pair("kind", "note"), choice("adults"), scale("opinion"), "consent"
        )

    def clean_phone(self) -> str:
        digits = self.cleaned_data["phone"].replace(" ", "")
        if len(digits) != 11:
            raise forms.ValidationError(_("That is %(n)s digits; a mobile number has 11.") % {"n": len(digits)})
        return digits
