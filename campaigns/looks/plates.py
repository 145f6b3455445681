"""Number plates as they are painted: 湘A·12345 white on blue, eight characters black on green.

Rule: an odd plate is shown as typed; nothing is refused here.
"""

import re
from dataclasses import dataclass

PLATE = re.compile(r"^([\u4e00-\u9fff][A-Z])([A-Z0-9]{4,6}[A-Z0-9\u4e00-\u9fff]?)$")
NEW_ENERGY_LENGTH = 8


@dataclass(frozen=True)
class PlateParts:
    region: str
    rest: str
    is_new_energy: bool


def plate_parts(plate: str) -> PlateParts:
    plain = re.sub(r"[\s·•.・-]", "", plate).upper()
    match = PLATE.match(plain)
    if not match:
        return PlateParts("", plate, False)
    return PlateParts(match[1], match[2], len(plain) == NEW_ENERGY_LENGTH)
