"""How long a password must be, said in the reader's language. Rule: length protects; odd characters do not."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """As Django's own, whose sentence exists in English only."""

    def get_error_message(self) -> str:
        return _("This password is too short; use at least {count} characters.").format(count=self.min_length)

    def get_help_text(self) -> str:
        return _("At least {count} characters.").format(count=self.min_length)
