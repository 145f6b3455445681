"""A colleague's own account: how others read them, and how the pages speak to them."""

from django import forms
from django.conf import settings
from django.contrib.auth.forms import PasswordChangeForm
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Staff

from .layout import choice, fields, pair

THEMES = [
    ("", pgettext_lazy("theme", "System")),
    ("light", pgettext_lazy("theme", "Day")),
    ("dark", pgettext_lazy("theme", "Night")),
]
LANGUAGE_NAMES = [("zh-hans", "中文"), ("en", "English")]


class ProfileForm(forms.ModelForm):
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_NAMES, widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=_("Day or night"), choices=THEMES, required=False, widget=forms.RadioSelect)

    class Meta:
        model = Staff
        fields = ["name", "phone", "email", "language", "theme"]
        labels = {"name": _("Name colleagues and owners read"), "phone": _("Phone"), "email": _("Mail")}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial["language"] = self.initial.get("language") or settings.LANGUAGE_CODE
        self.fields["name"].required = True
        self.helper = fields(self, "name", pair("phone", "email"), choice("language"), choice("theme"))


class OwnPasswordForm(PasswordChangeForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].widget.attrs.pop("autofocus", None)
        self.fields["old_password"].label = _("Password until now")
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password1"].help_text = _("At least ten characters, not only figures, not a common one.")
        self.fields["new_password2"].label = _("New password again")
        self.fields["new_password2"].help_text = ""
        self.helper = fields(self)
