"""A paper somebody asked for: which one, in which language; and, where it is long, how far the worker is with it.

Rule: a short paper is made in the request and never stored. A long one is kept for an hour, then forgotten, because
it names people.
"""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Staff, Stop

KEPT_FOR = dt.timedelta(hours=1)
GIVEN_UP_AFTER = dt.timedelta(minutes=10)


class PaperKind(models.TextChoices):
    ROSTER = "roster", _("Roster")
    SIGN_IN_SHEET = "sign_in_sheet", _("Sign-in sheet")
    SUMMARY_REPORT = "summary_report", _("Summary report")


class PaperOrderQuerySet(models.QuerySet["PaperOrder"]):
    def for_campaign(self, campaign: Campaign) -> "PaperOrderQuerySet":
        return self.filter(campaign=campaign)

    def open_to(self, staff: Staff) -> "PaperOrderQuerySet":
        """Masked ones, and the whole ones I asked for myself: that I took them is on record."""
        return self.filter(Q(is_masked=True) | Q(by=staff))

    def being_made(self, at: dt.datetime) -> "PaperOrderQuerySet":
        return self.filter(ready_at__isnull=True, failed_at__isnull=True, asked_at__gt=at - GIVEN_UP_AFTER)

    def older_than_an_hour(self, at: dt.datetime) -> "PaperOrderQuerySet":
        return self.filter(asked_at__lt=at - KEPT_FOR)


class PaperOrder(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=14, choices=PaperKind.choices)
    language = models.CharField(max_length=10)
    is_masked = models.BooleanField(default=True)
    is_blank = models.BooleanField(default=True, help_text="a sign-in sheet to be filled in, not as scanned")
    stop = models.ForeignKey(
        Stop, null=True, on_delete=models.CASCADE, related_name="+", help_text="one checkpoint only"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    percent = models.PositiveSmallIntegerField(default=0)
    page = models.PositiveIntegerField(default=0, help_text="being laid out now")
    ready_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    content = models.BinaryField(null=True)

    objects = PaperOrderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PaperKind.values), name="paper_order_kind_known"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="paper_order_percent"),
            models.CheckConstraint(
                condition=Q(ready_at__isnull=True, content__isnull=True)
                | Q(ready_at__isnull=False, content__isnull=False, failed_at__isnull=True),
                name="paper_order_ready_with_content",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def has_failed(self, at: dt.datetime) -> bool:
        """Said so by the worker, or nothing was heard of it for ten minutes."""
        return self.failed_at is not None or (self.ready_at is None and self.asked_at <= at - GIVEN_UP_AFTER)
