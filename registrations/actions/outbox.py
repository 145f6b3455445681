"""Put down what an owner should be told, and withdraw it while it has not gone out.

Promises: a message waits 15 s before it may be sent; the text is composed by registrations/messages/, not here.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from registrations.models import Message, Registration

WAITS = dt.timedelta(seconds=15)


def tell(*, registration: Registration, kind: str, at: dt.datetime, facts: dict[str, Any] | None = None) -> Message:
    """One message for this owner. `facts` holds figures and times the text needs, never names."""
    return Message.objects.create(
        campaign_id=registration.campaign_id,
        registration=registration,
        kind=kind,
        facts=facts or {},
        made_at=at,
        send_after=at + WAITS,
    )


def withdraw(*, registration: Registration, kinds: Iterable[str], at: dt.datetime) -> int:
    """Take back what has not been sent; returns how many."""
    unsent = Message.objects.unsent().filter(registration=registration, kind__in=list(kinds))
    return unsent.update(withdrawn_at=at)


def withdraw_for_all(*, registrations: QuerySet[Registration], kinds: Iterable[str], at: dt.datetime) -> int:
    """The campaign has moved on: what these owners have not heard yet no longer holds; returns how many."""
    unsent = Message.objects.unsent().filter(registration__in=registrations, kind__in=list(kinds))
    return unsent.update(withdrawn_at=at)


def restore(*, registration: Registration, kinds: Iterable[str], withdrawn_at: dt.datetime) -> int:
    """What an act withdrew at that moment is to be told again, because the act is undone; returns how many."""
    taken_back = Message.objects.filter(registration=registration, kind__in=list(kinds), sent_at__isnull=True)
    return taken_back.filter(withdrawn_at=withdrawn_at).update(withdrawn_at=None)
