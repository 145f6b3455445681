"""A removal keeps what was taken out of the plan, so that it can be put back as it was.

Rule: it holds the rows themselves, names and phones too, and therefore only for a day.
"""

import datetime as dt

from django.conf import settings
from django.db import models

from .campaign import Campaign

KEPT_FOR = dt.timedelta(days=1)


class RemovalQuerySet(models.QuerySet["Removal"]):
    def can_be_returned(self, at: dt.datetime) -> "RemovalQuerySet":
        return self.filter(returned_at__isnull=True, at__gt=at - KEPT_FOR)

    def outdated(self, at: dt.datetime) -> "RemovalQuerySet":
        return self.filter(at__lte=at - KEPT_FOR)


class Removal(models.Model):
    """`rows` as Django serialises them, the removed one first; `links` are rows that pointed at it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="removals")
    subject = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    rows = models.JSONField()
    links = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True, blank=True)

    objects = RemovalQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
