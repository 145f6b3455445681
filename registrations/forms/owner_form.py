"""The form owners meet: labels above, no asterisks, mistakes said kindly at the field and again on top.

Rule: an error's short form stands in the summary, its whole sentence at the field; what was typed stays typed.
"""

from dataclasses import dataclass
from typing import Any

from crispy_forms.layout import Field
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.forms.layout import fields


@dataclass(frozen=True)
class ErrorLine:
    """One line of the error summary: where it leads (empty for the whole form) and what it says."""

    field_id: str
    text: str


def mistake(message: str, summary: str) -> ValidationError:
    """An error with a short form for the summary."""
    return ValidationError(message, params={"summary": summary})


class OwnerForm(forms.Form):
    """Base of owners' forms. The button and the form tag stand in the page's template."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.helper = fields(self)

    @property
    def error_title(self) -> str:
        if set(self.errors) == {NON_FIELD_ERRORS}:  # refused: there is no answer to check
            return _("That is not possible")
        count = sum(len(errors) for errors in self.errors.values())
        return ngettext("Please check %(count)d answer", "Please check %(count)d answers", count) % {"count": count}

    @property
    def error_lines(self) -> list[ErrorLine]:
        lines: list[ErrorLine] = []
        for name, errors in self.errors.as_data().items():
            field_id = self[name].auto_id if name in self.fields else ""
            if field_id and isinstance(self.fields[name].widget, forms.RadioSelect):
                field_id = f"{field_id}_0"
            lines += [ErrorLine(str(field_id), _short(error)) for error in errors]
        return lines


def _short(error: ValidationError) -> str:
    params = getattr(error, "params", None) or {}
    return str(params.get("summary") or " ".join(error.messages))


def choice(name: str) -> Field:
    """Small numbers as one tap each: inline radios."""
    return Field(name, template="components/_choice_field.html")
