"""Rows of the plan: add, change, remove, put back, move. Written once for every subject.

Promises: each act is one transaction and one record; a removed row comes back with the same id, and with what hung
on it. Refuses by PlanFixed (the campaign's state), RowInUse (people depend on it) and CannotReturn.
"""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.db.models import CASCADE, SET_NULL, Max, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.actions.record import changes, record
from campaigns.errors import CampaignError
from campaigns.models import Campaign, Removal, Staff
from campaigns.plan_fixed import why_fixed


class PlanFixed(CampaignError):
    """This part of the plan cannot be changed in the campaign's state."""


class RowInUse(CampaignError):
    """People or draws depend on the row."""


class CannotReturn(CampaignError):
    """The removal is too old, was taken back already, or something else stands in its place."""


def refuse_if_fixed(campaign: Campaign, subject: str) -> None:
    """Raises PlanFixed."""
    why = why_fixed(campaign, subject)
    if why:
        raise PlanFixed(why)


@transaction.atomic
def write_row(*, subject: str, row: Any, by: Staff, at: dt.datetime | None = None) -> Any:
    """Save a new or changed row of `row.campaign`; a new one stands last. Raises PlanFixed."""
    refuse_if_fixed(row.campaign, subject)
    is_new = row.pk is None
    if is_new:
        last = type(row).objects.filter(campaign=row.campaign).aggregate(last=Max("position"))["last"]
        row.position = 0 if last is None else last + 1
    facts = {} if is_new else {"fields": changes(type(row)._default_manager.get(pk=row.pk), row)}
    row.save()
    record(verb="plan_add" if is_new else "plan_change", thing=row, campaign=row.campaign, by=by, at=at, facts=facts)
    return row


@transaction.atomic
def remove_row(*, subject: str, row: Any, by: Staff, at: dt.datetime | None = None) -> Removal:
    """Take a row out and keep it for a day. Raises PlanFixed, RowInUse."""
    refuse_if_fixed(row.campaign, subject)
    at = at or timezone.now()
    Removal.objects.outdated(at).delete()
    hanging, links = _hanging_on(row)
    removal = Removal(
        campaign=row.campaign,
        subject=subject,
        name=str(row)[:200],
        rows=json.loads(serializers.serialize("json", [row, *hanging])),
        links=links,
        by=by,
        at=at,
    )
    record(verb="plan_remove", thing=row, campaign=row.campaign, by=by, at=at)
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError as error:
        raise RowInUse(_("People or the draw depend on this, so it stays. Rename it, or close it instead.")) from error
    removal.save()
    return removal


@transaction.atomic
def return_row(*, removal: Removal, by: Staff, at: dt.datetime | None = None) -> None:
    """Put back what was removed, as it was. Raises PlanFixed, CannotReturn."""
    refuse_if_fixed(removal.campaign, removal.subject)
    at = at or timezone.now()
    claimed = Removal.objects.filter(pk=removal.pk).can_be_returned(at).update(returned_at=at)
    if not claimed:
        raise CannotReturn(_("This was put back already, or it is more than a day ago."))
    restored = list(serializers.deserialize("python", removal.rows))
    try:
        with transaction.atomic():
            for one in restored:
                one.save()
    except IntegrityError as error:
        raise CannotReturn(_("Something else has taken its place since. Please add it anew.")) from error
    for label, field, pks in removal.links:
        model: Any = apps.get_model(label)
        model._default_manager.filter(pk__in=pks, **{f"{field}__isnull": True}).update(**{field: restored[0].object.pk})
    record(verb="plan_return", thing=restored[0].object, campaign=removal.campaign, by=by, at=at)


@transaction.atomic
def place_row(*, subject: str, row: Any, rows: Iterable[Any], index: int, by: Staff) -> None:
    """Move `row` to `index` among `rows`, its neighbours in order. Raises PlanFixed."""
    refuse_if_fixed(row.campaign, subject)
    ordered = [one for one in rows if one.pk != row.pk]
    ordered.insert(max(0, min(index, len(ordered))), row)
    for position, one in enumerate(ordered):
        if one.position != position:
            type(row).objects.filter(pk=one.pk).update(position=position)
    record(verb="plan_move", thing=row, campaign=row.campaign, by=by, facts={"to": index})


def _hanging_on(row: models.Model) -> tuple[list[models.Model], list[list[Any]]]:
    """Rows that go with this one, and [model, field, ids] of those that only point at it."""
    hanging: list[models.Model] = []
    links: list[list[Any]] = []
    for relation in row._meta.related_objects:
        related: Any = relation.related_model
        found = related._default_manager.filter(**{relation.field.name: row})
        if relation.on_delete is CASCADE:
            hanging += list(found)
        elif relation.on_delete is SET_NULL:
            ids = list(found.values_list("pk", flat=True))
            links += [[related._meta.label_lower, relation.field.name, ids]] if ids else []
    return hanging, links
