"""Tick off what staff have told owners, and take a tick back. No message leaves by itself.

Promises: the text as sent is kept on the message; a message is ticked once, never before its 15 s are over and never
after it was withdrawn. Refuses nothing: what cannot be ticked is left out, and the count says so.
"""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from campaigns.actions.record import record
from campaigns.models import Campaign, Staff, State
from registrations.messages import compose
from registrations.models import Message, MessageKind, Registration

from .outbox import tell

DAY = dt.timedelta(days=1)


@transaction.atomic
def tick_off(
    *, campaign: Campaign, messages: QuerySet[Message], by: Staff, at: dt.datetime | None = None
) -> list[Message]:
    """Mark due messages as told by `by`; returns those that were."""
    at = at or timezone.now()
    due = Message.objects.for_campaign(campaign).due(at).filter(pk__in=messages.values("pk"))
    told = list(
        due.select_for_update(of=("self",)).select_related("registration__campaign__club", "registration__joins_at")
    )
    for message in told:
        message.body, message.sent_at, message.sent_by = compose(message), at, by
    Message.objects.bulk_update(told, ["body", "sent_at", "sent_by"])
    if told:
        record(
            verb="tick_off",
            thing=campaign,
            campaign=campaign,
            by=by,
            at=at,
            facts={"messages": [one.pk for one in told]},
        )
    return told


@transaction.atomic
def untick(*, campaign: Campaign, messages: QuerySet[Message], by: Staff, at: dt.datetime | None = None) -> int:
    """It was not told after all: due again, composed anew."""
    at = at or timezone.now()
    told = Message.objects.for_campaign(campaign).filter(pk__in=messages.values("pk"), sent_at__isnull=False)
    keys = list(told.values_list("pk", flat=True))
    told.update(sent_at=None, sent_by=None, body="")
    if keys:
        record(verb="untick", thing=campaign, campaign=campaign, by=by, at=at, facts={"messages": keys})
    return len(keys)


def remind_to_confirm(*, at: dt.datetime | None = None) -> int:
    """A reminder for every held party while confirming, and another in the last day before the deadline.

    Nobody gets a second one while the first has not gone out. Returns how many were put into the outbox.
    """
    at = at or timezone.now()
    count = 0
    for campaign in Campaign.objects.in_state(State.CONFIRMING).filter(confirm_by__gt=at):
        for party in Registration.objects.for_campaign(campaign).undecided():
            if _is_due(party, campaign, at):
                tell(registration=party, kind=MessageKind.CONFIRM_REMINDER, at=at)
                count += 1
    return count


def _is_due(party: Registration, campaign: Campaign, at: dt.datetime) -> bool:
    assert campaign.confirm_by is not None  # asked for by the caller's query
    last_day = campaign.confirm_by - DAY
    reminders = party.messages.reminders().filter(withdrawn_at__isnull=True)
    if not reminders.exists():
        return True
    is_waiting = reminders.filter(sent_at__isnull=True).exists() or reminders.filter(made_at__gte=last_day).exists()
    return at >= last_day and not is_waiting


def tell_before_start(*, at: dt.datetime | None = None) -> int:
    """On the day before the start, every confirmed party is told once where to be and when."""
    at = at or timezone.now()
    count = 0
    soon = Campaign.objects.in_state(State.CONFIRMING, State.READY).filter(starts_at__gt=at, starts_at__lte=at + DAY)
    for campaign in soon:
        told = Message.objects.for_campaign(campaign).filter(kind=MessageKind.BEFORE_START).values("registration")
        for party in Registration.objects.for_campaign(campaign).confirmed().exclude(pk__in=told):
            tell(registration=party, kind=MessageKind.BEFORE_START, at=at)
            count += 1
    return count
