"""Rate limits that hold across processes: one row a window, counted by one atomic statement.

Rule: key by the person's phone first and by the address second and far higher; a hundred owners register
behind one showroom address. Count outside a transaction that may roll back.
Refusals are ordinary: `limit.allows(value)` is False and the page says when to try again.
"""

import hashlib
import hmac
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from .models import RateCount

REMEMBERED = 10_000
_seen: OrderedDict[str, int] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True)
class RateLimit:
    """At most `times` in each window of `seconds` for one value; `name` keeps limits apart."""

    name: str
    times: int
    seconds: int
    uncounted: int = 0

    def allows(self, value: str, at: datetime | None = None) -> bool:
        """Count one try of `value` and say whether it is still within the limit.

        Each process lets the first `uncounted` tries of a window pass without a row: where the limit is high,
        most values come a few times only, and need no write.
        """
        window = int((at or timezone.now()).timestamp()) // self.seconds
        if self.uncounted and _seen_here(f"{self.name}\0{window}\0{value}") <= self.uncounted:
            return True
        ends_at = datetime.fromtimestamp((window + 1) * self.seconds, UTC)
        return _count(self._key(value, window), ends_at) <= self.times

    def _key(self, value: str, window: int) -> str:
        message = f"{self.name}\0{window}\0{value}".encode()
        return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()


def client_address(request: HttpRequest) -> str:
    """The visitor's address: the entry our outermost proxy added, or the connection itself."""
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if settings.PROXIES and len(chain) >= settings.PROXIES:
        return chain[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


def forget_old_counts(at: datetime) -> int:
    """Delete the rows of windows that are over."""
    deleted, _ = RateCount.objects.filter(ends_at__lt=at).delete()
    return deleted


def _seen_here(key: str) -> int:
    """How often this process met `key`; what was not met for long is forgotten."""
    with _lock:
        seen = _seen[key] = _seen.pop(key, 0) + 1
        if len(_seen) > REMEMBERED:
            _seen.popitem(last=False)
    return seen


def _count(key: str, ends_at: datetime) -> int:
    """One statement, the same on SQLite and PostgreSQL: insert, or add one, and read the result."""
    table = RateCount._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (key, count, ends_at) VALUES (%s, 1, %s) "  # noqa: S608  our own table name
            f"ON CONFLICT (key) DO UPDATE SET count = {table}.count + 1 RETURNING count",
            [key, connection.ops.adapt_datetimefield_value(ends_at)],
        )
        return int(cursor.fetchone()[0])
