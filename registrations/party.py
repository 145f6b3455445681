"""What one party says about itself: the input of *register*, whoever asks (form, caller, desk, import).

Rule: a party has 0 cars when it rides along, else exactly 1; people = adults + children.
"""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from registrations.models import PlateState


@dataclass(frozen=True)
class PartyDetails:
    """`phone` is E.164. `details` holds further fields of Registration by name (model, diet, joins_at, …)."""

    name: str
    phone: str
    adults: int
    children: int = 0
    plate: str = ""
    plate_state: str = PlateState.PLATED
    nickname: str = ""
    city: str = ""
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def cars(self) -> int:
        return 0 if self.plate_state == PlateState.RIDES_ALONG else 1

    @property
    def people(self) -> int:
        return self.adults + self.children

    @property
    def digest(self) -> str:
        """SHA-256 of what was typed, so that the same key with other content is noticed."""
        typed = [self.name, self.phone, self.adults, self.children, self.plate, self.plate_state]
        return hashlib.sha256(json.dumps(typed, ensure_ascii=False).encode()).hexdigest()
