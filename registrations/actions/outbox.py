"""Put down what an owner should be told, and withdraw it while it has not gone out.

Promises: a message waits 15 s before it may be sent; the text is composed by registrations/messages/, not here.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

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
