"""The public address of a channel, as it is printed, spoken and scanned.

Rule: on a short host it has at most 26 characters, so that its QR code stays within version 3.
"""

from django.conf import settings
from django.urls import reverse

from campaigns.models import Channel


def channel_link(channel: Channel) -> str:
    """https://tx.cn/c/p7k2/: what the QR code holds."""
    return settings.BASE_URL + reverse("registrations:campaign_page", args=[channel.code])


def spoken_link(channel: Channel) -> str:
    """tx.cn/c/p7k2: what one reads aloud or types."""
    return channel_link(channel).split("://", 1)[-1].rstrip("/")
