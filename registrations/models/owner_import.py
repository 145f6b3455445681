"""An import of owners: the file between preview and import, then what became of each line.

Rule: all or nothing, and only what was previewed; the file itself is forgotten once it is in, or after a week.
"""

import datetime as dt

from django.conf import settings
from django.db import models

from campaigns.models import Club

KEPT_FOR = dt.timedelta(days=7)


class OwnerImportQuerySet(models.QuerySet["OwnerImport"]):
    def of_club(self, club: Club) -> "OwnerImportQuerySet":
        return self.filter(club=club)

    def older_than_a_week(self, at: dt.datetime) -> "OwnerImportQuerySet":
        return self.filter(made_at__lt=at - KEPT_FOR)


class OwnerImport(models.Model):
    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    file_name = models.CharField(max_length=120)
    content = models.BinaryField(help_text="the file, until it is in")
    new_count = models.PositiveIntegerField(default=0)
    updated_count = models.PositiveIntegerField(default=0)
    unchanged_count = models.PositiveIntegerField(default=0)
    merged_count = models.PositiveIntegerField(default=0)
    rejected_count = models.PositiveIntegerField(default=0)
    warned_count = models.PositiveIntegerField(default=0)
    untaken_columns = models.JSONField(default=list)
    lines = models.JSONField(default=list, help_text="number, name, fate and sentences of each line")
    imported_at = models.DateTimeField(null=True, blank=True)

    objects = OwnerImportQuerySet.as_manager()

    def __str__(self) -> str:
        return self.file_name

    @property
    def line_count(self) -> int:
        return len(self.lines)

    @property
    def is_open(self) -> bool:
        """Previewed and not yet in."""
        return self.imported_at is None
