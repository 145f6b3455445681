"""Append to the record: who did what to which thing, in ids and figures only."""

import datetime as dt
from typing import Any

from django.db import models
from django.utils import timezone

from campaigns.models import ActorKind, Campaign, Club, Record, Staff

UNTOLD = ("id", "position")
MONEY = "_amount"


def record(
    *,
    verb: str,
    thing: models.Model,
    by: Staff | None = None,
    campaign: Campaign | None = None,
    club: Club | None = None,
    actor_kind: str | None = None,
    facts: dict[str, Any] | None = None,
    at: dt.datetime | None = None,
) -> Record:
    """Append one row. `facts` holds ids and figures, never names or numbers that belong to a person."""
    return Record.objects.create(
        verb=verb,
        thing=thing._meta.label_lower,
        thing_id=str(thing.pk),
        campaign=campaign,
        club=club or (campaign.club if campaign else None),
        by=by,
        actor_kind=actor_kind or (ActorKind.STAFF if by else ActorKind.CLOCK),
        facts=facts or {},
        at=at or timezone.now(),
    )


def changes(before: models.Model, after: models.Model) -> dict[str, list[int | str | None]]:
    """The fields that differ, for `facts`: whole numbers and times from and to, of everything else the name alone."""
    found: dict[str, list[int | str | None]] = {}
    for field in after._meta.concrete_fields:
        old, new = getattr(before, field.attname), getattr(after, field.attname)
        if old == new or not field.editable or field.name in UNTOLD:
            continue
        is_figure = isinstance(field, models.IntegerField) and not field.name.endswith(MONEY) and not field.choices
        if is_figure:
            found[field.name] = [old, new]
        elif isinstance(field, models.TimeField):
            found[field.name] = [f"{one:%H:%M}" if one else None for one in (old, new)]
        else:
            found[field.name] = []
    return found
