"""Rows and uploads of the day: a tour with its two checkpoints, phones, scans as a phone sends them."""

import datetime as dt
import itertools
import uuid
from typing import Any

from django.urls import reverse

from campaigns.models import Campaign, State, Stop
from registrations.actions.check_in import record_scan_events
from registrations.actions.devices import enrol
from registrations.models import Device, Registration, ScanEvent, ScanKind
from registrations.scanned import Fate, ScannedEvent

from .plan import make_campaign, make_staff, make_stop

START = dt.datetime(2024, 10, 26, 1, 0, tzinfo=dt.UTC)  # 09:00 in Changsha, long past: what is scanned now counts
_sequence = itertools.count(1)


def make_day(state: str = State.LIVE, **fields: Any) -> tuple[Campaign, Stop, Stop]:
    """A campaign on its day, with the assembly (day 1, 09:00) and the arrival (15:00) as checkpoints."""
    campaign = make_campaign(state=state, starts_at=START, **fields)
    gate = make_stop(campaign, name="Service area", is_checkpoint=True, arrive=dt.time(9), kind="assembly")
    make_stop(campaign, name="Lunch", arrive=dt.time(12), kind="meal")
    resort = make_stop(
        campaign, name="Resort", is_checkpoint=True, arrive=dt.time(15), cars_may_join=True, kind="hotel"
    )
    return campaign, gate, resort


def make_device(campaign: Campaign, **fields: Any) -> Device:
    staff = fields.pop("staff", None) or make_staff(campaign.club, "host")
    device = enrol(campaign=campaign, staff=staff, label=fields.pop("label", "Phone"), at=START).device
    for name, value in fields.items():
        setattr(device, name, value)
    device.save()
    return device


def scanned(kind: str = ScanKind.CHECK_IN, minute: float = 5, **fields: Any) -> ScannedEvent:
    """An event as a phone made it `minute` minutes after the start."""
    at = fields.pop("at", START + dt.timedelta(minutes=minute))
    fields.setdefault("sequence", next(_sequence))
    for name in ("registration", "checkpoint", "about"):
        if hasattr(fields.get(name), "pk"):
            fields[name] = fields[name].pk
    return ScannedEvent(id=fields.pop("id", uuid.uuid4()), kind=kind, device_at=at, estimated_at=at, **fields)


def upload(device: Device, *events: ScannedEvent, minute: float = 10, **fields: Any) -> list[Fate]:
    return record_scan_events(device=device, events=events, at=START + dt.timedelta(minutes=minute), **fields)


def check_in(device: Device, stop: Stop, registration: Registration, **fields: Any) -> ScanEvent:
    """Count a party in through the door."""
    event = scanned(checkpoint=stop, registration=registration, **fields)
    upload(device, event)
    return ScanEvent.objects.get(pk=event.id)


def at(name: str, campaign: Campaign, stop: Stop, *more: object) -> str:
    """The address of a page at a checkpoint."""
    return reverse(f"registrations:{name}", args=[campaign.slug, stop.pk, *more])
