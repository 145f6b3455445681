"""Read what a phone uploads: JSON in, `ScannedEvent`s out.

Rule: reading never fails for one event. What cannot be understood carries `problem` and its content as sent, so
the door keeps it apart and the phone still gets a fate for the id it named.
"""

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_datetime

from registrations import plate as plates
from registrations.models import LONGEST_NAME, MOST_HEADS, PlateState, QuarantineReason, ScanKind, Verdict
from registrations.party import PartyDetails
from registrations.phone import OddPhone, to_e164
from registrations.scanned import MOST_EVENTS, ScannedEvent

NAMESPACE = uuid.UUID("5a0d9c1e-0b0e-4c39-9a86-1f4f8f1f2f77")  # for ids that are no UUID
LONGEST_CODE = 100
LONGEST_EVENT = 4000


class NotAnUpload(ValueError):
    """The body is not an upload at all: it names no ids, so nothing is answered for."""


@dataclass(frozen=True)
class Upload:
    events: list[ScannedEvent]
    last_sequence: int
    is_finished: bool


def read_upload(body: bytes, *, device: int, at: dt.datetime) -> Upload:
    """The whole body. `device` and `at` stand in where an event does not say."""
    try:
        content = json.loads(body, parse_constant=lambda _name: None)  # NaN is no JSON and no database takes it
        sent = content["events"]
        last, finished = int(content.get("last_sequence") or 0), bool(content.get("finished"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotAnUpload from error
    if not isinstance(sent, list) or len(sent) > MOST_EVENTS or not 0 <= last < 2**31:
        raise NotAnUpload
    return Upload([read_event(one, device=device, at=at) for one in sent], last, finished)


def read_event(sent: Any, *, device: int, at: dt.datetime) -> ScannedEvent:
    """One event. Its id, if it is none of ours, becomes a UUID that the same event always gets again."""
    content = _storable(sent)
    name = str(content.get("id") or json.dumps(content, sort_keys=True))[:200]
    try:
        pk = uuid.UUID(name)
    except ValueError:
        pk = uuid.uuid5(NAMESPACE, f"{device}:{name}")
    try:
        return _understood(content, pk, name, at)
    except OddPhone:
        problem = QuarantineReason.NOT_MADE
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        problem = QuarantineReason.UNREADABLE
    return ScannedEvent(
        id=pk,
        kind="",
        device_at=at,
        estimated_at=at,
        sequence=_number_or_none(content.get("sequence")),
        problem=problem,
        content=content,
        name=name,
    )


def _understood(content: dict[str, Any], pk: uuid.UUID, name: str, at: dt.datetime) -> ScannedEvent:
    device_at = _moment(content.get("device_at")) or at
    about, party = content.get("about"), content.get("party")
    return ScannedEvent(
        id=pk,
        kind=ScanKind(content["kind"]).value,
        device_at=device_at,
        estimated_at=_moment(content.get("estimated_at")) or device_at,
        sequence=_whole(content["sequence"], 1, 2**31 - 1),
        checkpoint=_optional(content.get("checkpoint"), 1, 2**62),
        registration=_optional(content.get("registration"), 1, 2**62),
        code=str(content.get("code") or "")[:LONGEST_CODE],
        about=uuid.UUID(str(about)) if about else None,
        heads=_optional(content.get("heads"), 1, MOST_HEADS),
        cars=_optional(content.get("cars"), 0, 1),
        verdict=Verdict(content.get("verdict") or "").value,
        party=read_party(party) if party else None,
        content=content,
        name=name,
    )


def read_party(sent: dict[str, Any]) -> PartyDetails:
    """A walk-in's party. Raises OddPhone or ValueError."""
    plate = plates.normal(str(sent.get("plate") or ""))
    has_car = _whole(sent.get("cars", 1), 0, 1)
    unplated = PlateState.NOT_YET if has_car else PlateState.RIDES_ALONG
    name = str(sent["name"]).strip()[:LONGEST_NAME]
    if not name:
        raise ValueError("a walk-in has a name")
    return PartyDetails(
        name=name,
        phone=to_e164(str(sent["phone"])),
        adults=_whole(sent.get("adults", 1), 1, MOST_HEADS),
        children=_whole(sent.get("children") or 0, 0, MOST_HEADS),
        plate=plate if has_car else "",
        plate_state=PlateState.PLATED if plate and has_car else unplated,
    )


def _moment(text: Any) -> dt.datetime | None:
    if not text:
        return None
    found = parse_datetime(str(text))
    if found is None or found.tzinfo is None or not 2000 < found.year < 9000:
        raise ValueError("a time with its zone")
    return found


def _whole(value: Any, low: int, high: int) -> int:
    number = int(value)
    if isinstance(value, bool) or number != float(value) or not low <= number <= high:
        raise ValueError("out of range")
    return number


def _optional(value: Any, low: int, high: int) -> int | None:
    return None if value is None or value == "" else _whole(value, low, high)


def _number_or_none(value: Any) -> int | None:
    try:
        return _whole(value, 1, 2**31 - 1)
    except (ValueError, TypeError, OverflowError):
        return None


def _storable(sent: Any) -> dict[str, Any]:
    """As sent, without what no database stores (NUL, half characters), and never far too long to be a scan."""
    text = json.dumps(sent, ensure_ascii=False).encode("utf-8", "ignore").decode().replace("\\u0000", "")
    if len(text) > LONGEST_EVENT:
        return {"sent": text[:LONGEST_EVENT]}
    content = json.loads(text)
    return content if isinstance(content, dict) else {"sent": content}
