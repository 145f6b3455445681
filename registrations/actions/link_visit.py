"""Count a distinct visitor of a channel's link on a day.

Promises: no address is kept, only a keyed hash that changes every day; the same visitor counts once a day; a
visitor this process has just counted costs no query. Refuses nothing.
"""

import datetime as dt
import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections import OrderedDict

from django.conf import settings

from campaigns.models import Channel
from registrations.models import LinkVisit

REMEMBERED = 10_000
_counted: OrderedDict[str, None] = OrderedDict()


def count_visit(*, channel: Channel, address: str, agent: str, at: dt.datetime) -> None:
    """One row for this visitor today, in the campaign's time zone; again the same day, nothing."""
    day = channel.campaign.local(at).date()
    visitor = visitor_hash(channel, day, address, agent)
    seen = f"{channel.pk}:{visitor}"
    if seen in _counted:
        return
    LinkVisit.objects.bulk_create([LinkVisit(channel=channel, day=day, visitor=visitor)], ignore_conflicts=True)
    _counted[seen] = None
    if len(_counted) > REMEMBERED:
        _counted.popitem(last=False)


def visitor_hash(channel: Channel, day: dt.date, address: str, agent: str) -> str:
    """128 bits that say *the same visitor today* and nothing more."""
    text = f"visit\0{channel.pk}\0{day.isoformat()}\0{address}\0{agent}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).digest()[:16]
    return urlsafe_b64encode(digest).decode().rstrip("=")
