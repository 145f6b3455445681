"""Rendered parts that are the same for everybody, kept in this process: hundreds open one page within minutes.

Rule: the key holds everything the part shows, so a kept part is never stale; what is personal or good only once
(a form key, a CSRF token) is put in afterwards and never kept.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet

MOST_KEPT = 200
_kept: OrderedDict[Hashable, Any] = OrderedDict()
Part = TypeVar("Part")


def kept(key: Hashable, make: Callable[[], Part]) -> Part:
    """The part for `key`, made on first need. While developing nothing is kept: templates change under us."""
    if settings.DEBUG:
        return make()
    if key in _kept:
        _kept.move_to_end(key)
        found: Part = _kept[key]
        return found
    part = _kept[key] = make()
    if len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return part


def values_of(row: Model) -> tuple[Hashable, ...]:
    """Everything one row holds, for a key."""
    return tuple(str(value) for name, value in sorted(row.__dict__.items()) if name != "_state" and not _is_row(value))


def values_in(rows: QuerySet) -> tuple[Hashable, ...]:
    """Everything these rows hold, by primary key, for a key; one query, no objects.

    Sorted here: with an order, Django works out a position for every column of every query.
    """
    return tuple(sorted(rows.order_by().values_list(), key=lambda row: row[0]))


def _is_row(value: object) -> bool:
    return isinstance(value, (Model, dict))
