"""Contingencies: what may happen, what we do then, who does it; tied to a leg (by its stop) or the whole event."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .campaign import Campaign
from .itinerary import Stop


class Contingency(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="contingencies")
    position = models.PositiveIntegerField(default=0)
    trigger = models.CharField(_("if this happens"), max_length=120)
    response = models.TextField(_("we do this"), max_length=500)
    who = models.CharField(pgettext_lazy("contingency", "who"), max_length=60, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    stop = models.ForeignKey(
        Stop,
        verbose_name=_("on the way to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contingencies",
    )

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.trigger


class Incident(models.Model):
    """Something that did happen on the road, for the report: no names."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="incidents")
    happened_at = models.DateTimeField(_("when"))
    what = models.CharField(_("what happened"), max_length=200)
    outcome = models.CharField(_("how it ended"), max_length=200, blank=True)
    minutes_lost = models.PositiveSmallIntegerField(_("minutes lost"), default=0)

    class Meta:
        ordering = ["happened_at", "pk"]

    def __str__(self) -> str:
        return self.what
