"""What a party typed about itself against what the archive holds of its owner.

Rule: only staff see this; nothing is taken over until somebody accepts it.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from registrations.models import Registration


@dataclass(frozen=True)
class Difference:
    """One field: its name in the archive, its word, what the archive holds, what was typed."""

    name: str
    label: str
    archived: str
    typed: str


def typed_differences(registration: Registration) -> list[Difference]:
    """Fields that were typed and differ; an owner not in the archive differs in everything. Two queries at most."""
    owner = registration.owner
    vehicles = list(owner.vehicles.all()) if owner else []
    plates = [vehicle.plate for vehicle in vehicles if vehicle.plate]
    pairs = [
        ("name", _("name"), owner.name if owner else "", registration.name),
        ("nickname", _("forum nickname"), owner.nickname if owner else "", registration.nickname),
        ("city", _("city"), owner.city if owner else "", registration.city),
    ]
    found = [Difference(*pair) for pair in pairs if pair[3] and pair[2] != pair[3]]
    if registration.plate and registration.plate not in plates:
        found.append(Difference("plate", _("plate"), _(", ").join(plates), registration.plate))
    return found
