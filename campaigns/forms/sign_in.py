"""Signing in: a name, a password, and one kind sentence whatever was wrong.

Rule: the answer never says whether the name exists; tries are limited per name first, per address second.
"""

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns.foundation.rate_limit import RateLimit, client_address

from .layout import fields

TRIES_A_NAME = RateLimit("sign-in-name", times=30, seconds=900)
TRIES_AN_ADDRESS = RateLimit("sign-in-address", times=200, seconds=900)


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("Name and password do not go together. Look at capital letters, or ask your administrator."),
        "inactive": _("This account is closed. Ask your administrator."),
        "too_many": _("That was often in a short time. Try again in a quarter of an hour, or ask your administrator."),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["username"].widget.attrs.pop("autofocus", None)
        self.helper = fields(self)

    def clean(self) -> dict[str, object]:
        name = self.cleaned_data.get("username", "")
        address = client_address(self.request)
        if not (TRIES_A_NAME.allows(f"{name.lower()}\0{address}") and TRIES_AN_ADDRESS.allows(address)):
            raise ValidationError(self.error_messages["too_many"], code="too_many")
        return super().clean()
