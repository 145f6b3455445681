"""The outbox of a campaign: what is due, what waits its 15 s, what was told, what was withdrawn."""

import datetime as dt

from django.db.models import Count, Q, QuerySet, prefetch_related_objects

from campaigns.models import Campaign
from registrations.messages import compose
from registrations.models import Message

STANDS = ("due", "told", "withdrawn")


def outbox_of(campaign: Campaign, stand: str, at: dt.datetime) -> QuerySet[Message]:
    """`due` holds those that wait their 15 s too; the page says which."""
    messages = Message.objects.for_campaign(campaign).select_related("registration__joins_at", "sent_by")
    if stand == "told":
        return messages.filter(sent_at__isnull=False).order_by("-sent_at", "-pk")
    if stand == "withdrawn":
        return messages.filter(withdrawn_at__isnull=False).order_by("-withdrawn_at", "-pk")
    return messages.unsent().order_by("send_after", "pk")


def counts_of(campaign: Campaign) -> dict[str, int]:
    return Message.objects.for_campaign(campaign).aggregate(
        due=Count("pk", filter=Q(sent_at__isnull=True, withdrawn_at__isnull=True)),
        told=Count("pk", filter=Q(sent_at__isnull=False)),
        withdrawn=Count("pk", filter=Q(withdrawn_at__isnull=False)),
    )


def kinds_of(campaign: Campaign, stand: str, at: dt.datetime) -> dict[str, int]:
    return dict(outbox_of(campaign, stand, at).order_by().values_list("kind").annotate(n=Count("pk")))


def with_words(campaign: Campaign, messages: list[Message]) -> list[tuple[Message, str]]:
    """Each message with its text; the campaign and its stops are read once for all."""
    prefetch_related_objects([campaign], "stops")
    found = []
    for message in messages:
        message.registration.campaign = campaign
        found.append((message, compose(message)))
    return found
