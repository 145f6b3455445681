"""What can become of a line of a list, in words."""

from typing import Any

from django.utils.translation import pgettext_lazy

FATES: dict[str, Any] = {
    "new": pgettext_lazy("line of a list", "New"),
    "updated": pgettext_lazy("line of a list", "Updated"),
    "unchanged": pgettext_lazy("line of a list", "Known, unchanged"),
    "merged": pgettext_lazy("line of a list", "Merged"),
    "rejected": pgettext_lazy("line of a list", "Rejected"),
}


def fate_word(fate: str) -> Any:
    return FATES.get(fate, fate)
