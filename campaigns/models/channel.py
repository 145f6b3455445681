"""A channel tells where people came from; each has its own short link and QR.

Rule: the code is 4–6 characters, public, and unique in the installation.
"""

import secrets

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .campaign import Campaign

CODE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that reads as something else


class ChannelKind(models.TextChoices):
    PHONE = "phone", pgettext_lazy("channel", "phone")
    LINK = "link", pgettext_lazy("channel", "link")
    QR = "qr", pgettext_lazy("channel", "QR poster")
    WALK_IN = "walk_in", pgettext_lazy("channel", "walk-in")
    DESK = "desk", pgettext_lazy("channel", "desk")


def make_channel_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _place in range(5))


class Channel(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="channels")
    position = models.PositiveIntegerField(default=0)
    code = models.CharField(
        _("code"),
        max_length=6,
        unique=True,
        default=make_channel_code,
        validators=[RegexValidator(r"^[a-z0-9]{4,6}$", _("Four to six small letters or digits."))],
    )
    name = models.CharField(_("channel"), max_length=60)
    kind = models.CharField(_("kind"), max_length=8, choices=ChannelKind.choices, default=ChannelKind.LINK)
    is_open = models.BooleanField(_("link is open"), default=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=ChannelKind.values), name="channel_kind_known"),
            models.UniqueConstraint(
                fields=["campaign"],
                condition=models.Q(kind="walk_in"),
                name="one_walk_in_channel_per_campaign",
            ),
        ]

    def __str__(self) -> str:
        return self.name
