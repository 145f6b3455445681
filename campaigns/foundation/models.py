"""Rows that several processes share. Rule: written by rate_limit.py and schedule.py only."""

from django.db import models


class RateCount(models.Model):
    """How often something was tried in one window of time; the key is a digest, never the phone itself."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)


class PeriodicRun(models.Model):
    """The last time a periodic job was taken; whoever moves this forward runs the job."""

    name = models.CharField(max_length=80, primary_key=True)
    taken_at = models.DateTimeField()
    failed_at = models.DateTimeField(null=True)
