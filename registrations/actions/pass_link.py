"""The pass's link: put down that it should be sent again, or make a new one that ends the old.

Promises: whoever asks learns nothing about whether a number is registered; the link itself travels only by the
outbox, to the number it belongs to.
"""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from campaigns.actions.record import record
from campaigns.models import Campaign, Staff, State
from registrations.models import Message, MessageKind, Registration

from .outbox import tell

NOT_OVER = (State.INVITING, State.CONFIRMING, State.READY, State.LIVE, State.POSTPONED, State.CLOSED)


@transaction.atomic
def send_link_again(*, phone: str, campaign: Campaign | None = None, at: dt.datetime | None = None) -> list[Message]:
    """One message for each live registration of this number (in `campaign`, or in all that are not over).

    A message that still waits is not doubled.
    """
    at = at or timezone.now()
    found = Registration.objects.live().filter(phone=phone, campaign__state__in=NOT_OVER)
    if campaign is not None:
        found = found.for_campaign(campaign)
    waiting = Message.objects.unsent().filter(kind=MessageKind.PASS_LINK).values("registration_id")
    return [
        tell(registration=registration, kind=MessageKind.PASS_LINK, at=at)
        for registration in found.exclude(pk__in=waiting)
    ]


@transaction.atomic
def renew_link(*, registration: Registration, by: Staff, at: dt.datetime | None = None) -> Registration:
    """A new link and check-in code; the old ones open nothing from now on."""
    at = at or timezone.now()
    Registration.objects.filter(pk=registration.pk).update(link_version=F("link_version") + 1)
    fresh = Registration.objects.select_related("campaign__club").get(pk=registration.pk)
    record(verb="renew_link", thing=fresh, campaign=fresh.campaign, by=by, at=at, facts={"version": fresh.link_version})
    return fresh
