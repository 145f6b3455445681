"""What can become of a line of a list, and what it changes, in words."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from registrations.actions.owner_import import CAR, NEW_CAR
from registrations.models import Owner

FATES: dict[str, Any] = {
    "new": pgettext_lazy("line of a list", "New"),
    "updated": pgettext_lazy("line of a list", "Updated"),
    "unchanged": pgettext_lazy("line of a list", "Known, unchanged"),
    "merged": pgettext_lazy("line of a list", "Merged"),
    "rejected": pgettext_lazy("line of a list", "Rejected"),
}
_FIELDS = {field.name: field for field in Owner._meta.fields}


def fate_word(fate: str) -> Any:
    return FATES.get(fate, fate)


def change_words(changes: Iterable[str]) -> str:
    """What an updated line fills in or brings up to date: 更新：城市、上次进店."""
    words = [_change_word(name) for name in changes]
    return _("brings up to date: {what}").format(what=_(", ").join(words)) if words else ""


def _change_word(name: str) -> str:
    cars = {NEW_CAR: pgettext("change by a list", "another car"), CAR: pgettext("change by a list", "the car")}
    return cars.get(name) or str(_FIELDS[name].verbose_name)
