"""What a form says of wrong input: what is wrong and what to write instead, never "enter a valid value".

Rule: said here once for every kind of field; a form that knows better says so at its own field, and that stays.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

# By the code of the error; figures come from the validator that refused.
SAID: dict[str, Any] = {
    "required": _("This is still empty."),
    "invalid_choice": _("Choose one of those shown."),
    "min_value": _("At least %(limit_value)s."),
    "max_value": _("At most %(limit_value)s."),
    "max_digits": _("This figure is too long."),
    "max_whole_digits": _("This figure is too long."),
    "max_decimal_places": _("At most %(max)s places after the point."),
    "max_length": ngettext_lazy(
        "There is room for %(limit_value)d character; these are %(show_value)d.",
        "There is room for %(limit_value)d characters; these are %(show_value)d.",
        "limit_value",
    ),
    "empty": _("This file is empty."),
}
# What cannot be read at all, by the kind of field; the first kind that fits speaks.
UNREADABLE: tuple[tuple[type[forms.Field], Any], ...] = (
    (forms.DecimalField, _("Write it in figures, such as 398 or 398.50.")),
    (forms.IntegerField, _("Write a whole number in figures, such as 20.")),
    (forms.DateTimeField, _("Write the day and the time, such as 2026-10-24 09:00.")),
    (forms.DateField, _("Write the day, such as 2026-10-24.")),
    (forms.TimeField, _("Write the time, such as 09:00.")),
    (forms.EmailField, _("An address has an @ and a dot, such as wang@example.com.")),
    (forms.URLField, _("A link begins with https://.")),
)


def speak_plainly(field: forms.Field) -> None:
    """Put our words in the place of Django's."""
    own = dict(SAID)
    if words := next((words for kind, words in UNREADABLE if isinstance(field, kind)), None):
        own["invalid"] = words
    for code, words in own.items():
        if field.error_messages.get(code) == _usual(field, code):
            field.error_messages[code] = words


def _usual(field: forms.Field, code: str) -> Any:
    """Django's words for this error of this kind of field; None where only a validator has any."""
    kinds = (vars(kind).get("default_error_messages", {}) for kind in type(field).__mro__)
    return next((words[code] for words in kinds if code in words), None)
