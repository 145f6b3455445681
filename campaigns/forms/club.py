"""What an administrator sets about a club, and who works for it in which roles."""

from collections.abc import Collection
from typing import Any

from crispy_forms.layout import HTML, Div
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from campaigns.foundation.images import PictureRefused, for_logo
from campaigns.foundation.tokens import tokens
from campaigns.models import Club, Role, Staff

from .layout import fields, pair

ROLE_HELP = {
    Role.PLANNER: _("plans campaigns, opens and closes them"),
    Role.CALLER: _("rings owners, takes registrations"),
    Role.HOST: _("checks in on the day"),
    Role.MANAGER: _("approves plans and reports"),
    Role.ADMINISTRATOR: _("may do everything in this club, and sets this page"),
}


class ClubForm(forms.ModelForm):
    class Meta:
        model = Club
        fields = ["name", "store", "city", "brand", "logo", "colour", "contact_name", "contact_phone", "privacy_note"]
        help_texts = {
            "name": _("Owners read it on every page."),
            "logo": _("JPEG, PNG or WebP; stands in the head of owners' pages and of papers."),
            "colour": _("A short line beside the name. The green of the signs means: no line."),
            "privacy_note": _("Owners read it from the registration form."),
        }
        widgets = {
            "privacy_note": forms.Textarea(attrs={"rows": 5}),
            "logo": forms.FileInput(),
            "colour": forms.TextInput(attrs={"type": "color"}),
        }

    removes_logo = forms.BooleanField(label=_("Take the logo away"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial["colour"] = self.instance.colour or tokens()["sign"]
        logo: tuple[Any, ...] = ("logo", HTML("{% include 'campaigns/_logo_now.html' %}"), "removes_logo")
        if not self.instance.logo:
            del self.fields["removes_logo"]
            logo = ("logo",)
        self.helper = fields(
            self,
            "name",
            pair("store", "city", "brand"),
            pair(Div(*logo), "colour"),
            pair("contact_name", "contact_phone"),
            "privacy_note",
        )

    def clean_colour(self) -> str:
        """The browser's field always holds a colour: the one of the signs stands for none."""
        colour = self.cleaned_data["colour"].lower()
        return "" if colour == tokens()["sign"].lower() else colour

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("removes_logo"):
            cleaned["logo"] = False
        return cleaned

    def clean_logo(self) -> object:
        """Draw the picture anew, so that nothing of the upload itself is kept."""
        upload = self.cleaned_data.get("logo")
        if not upload or not hasattr(upload, "content_type"):
            return upload
        try:
            return ContentFile(for_logo(upload.read()), name=f"{self.instance.slug}.png")
        except PictureRefused as refused:
            raise forms.ValidationError(refused.message) from refused


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(label=_("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple)
    roles.error_messages["required"] = _("Give at least one role, or close the access instead.")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(role.value, role.label) for role in Role]
        self.helper = fields(self)


def password_field(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=128,
        strip=False,
        help_text=_("At least ten characters. Tell it in person; it can be changed in the profile."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        validators=[validate_password],
    )


class PasswordForm(forms.Form):
    password = password_field(_("New password"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields(self)


class NewStaffForm(RolesForm):
    name = forms.CharField(label=_("Name colleagues and owners read"), max_length=40)
    username = forms.SlugField(
        label=_("User name"),
        max_length=40,
        help_text=_("Letters, figures, hyphens; signs in with it."),
        error_messages={"invalid": _("A user name has letters, figures, hyphens and underscores only.")},
    )
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    password = password_field(_("First password"))
    field_order = ["name", "username", "phone", "password", "roles"]

    def __init__(self, *args: object, former: Collection[Staff] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.former = {staff.username.lower(): staff for staff in former}

    def clean_username(self) -> str:
        username = self.cleaned_data["username"]
        if (staff := self.former.get(username.lower())) is not None:
            raise forms.ValidationError(
                _("This user name is %(name)s's, who worked here before. Give them access again on the club's page.")
                % {"name": staff}
            )
        if Staff.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(_("This user name is taken. Add a figure or the name of the store."))
        return username
