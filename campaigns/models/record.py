"""The append-only record: who did what, when, to which thing.

Rule: rows are never changed (a database trigger refuses it) and hold ids and figures, never names or phones.
"""

from django.conf import settings
from django.db import models

from .campaign import Campaign
from .club import Club


class ActorKind(models.TextChoices):
    STAFF = "staff", "staff"
    OWNER = "owner", "owner"
    CLOCK = "clock", "clock"


class RecordQuerySet(models.QuerySet["Record"]):
    def about(self, thing: models.Model) -> "RecordQuerySet":
        return self.filter(thing=thing._meta.label_lower, thing_id=str(thing.pk))

    def latest_first(self) -> "RecordQuerySet":
        return self.order_by("-at", "-pk")


class Record(models.Model):
    club = models.ForeignKey(Club, null=True, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, null=True, on_delete=models.PROTECT, related_name="+")
    actor_kind = models.CharField(max_length=5, choices=ActorKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=40)
    thing = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()

    objects = RecordQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["campaign", "-at"], name="record_of_campaign"),
            models.Index(fields=["thing", "thing_id"], name="record_of_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.thing} {self.thing_id}"
