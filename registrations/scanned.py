"""A scan as it comes in, before it is an event, and the fate it gets.

Rule: reading never refuses. What cannot be read carries a `problem` and its content as sent, so that the one
door can keep it for a person and the phone still gets a fate for the id it named.
"""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from registrations.party import PartyDetails

MOST_EVENTS = 500  # in one upload; a phone sends the rest in the next


@dataclass(frozen=True)
class ScannedEvent:
    """`name` is the id as the phone wrote it, `checkpoint` and `registration` are ids; times are aware."""

    id: uuid.UUID
    kind: str
    device_at: dt.datetime
    estimated_at: dt.datetime
    sequence: int | None = None
    checkpoint: int | None = None
    registration: int | None = None
    code: str = ""
    about: uuid.UUID | None = None
    heads: int | None = None
    cars: int | None = None
    verdict: str = ""
    party: PartyDetails | None = None
    problem: str = ""
    content: dict[str, Any] = field(default_factory=dict)
    name: str = ""


class FateKind(StrEnum):
    STORED = "stored"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"


@dataclass(frozen=True)
class Fate:
    """What became of one id. Only after reading a fate may a phone forget the event."""

    id: str
    fate: FateKind
    reason: str = ""
    registration: int | None = None
    is_practice: bool = False
