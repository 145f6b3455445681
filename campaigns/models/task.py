"""A task of the plan, dated from the start day (T−30 … T+3).

Rule: `due_on` always equals the start day plus `days_from_start`; moving the campaign moves its tasks. An open task
asks for nothing any more once its time has passed: preparation on the road, everything after the report.
"""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .campaign import ENDED, Campaign, State

SET_OFF = (State.LIVE, State.CLOSED)


class TaskQuerySet(models.QuerySet["Task"]):
    def to_do(self) -> "TaskQuerySet":
        return self.filter(done_at__isnull=True)

    def still_asked_in(self, campaign: Campaign) -> "TaskQuerySet":
        """Open tasks that the campaign's state still asks for."""
        if campaign.state in ENDED:
            return self.none()
        is_asked = {"days_from_start__gte": 0} if campaign.state in SET_OFF else {}
        return self.filter(campaign=campaign, **is_asked).to_do()

    def in_due_order(self) -> "TaskQuerySet":
        return self.order_by("days_from_start", "position", "pk")


class Task(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="tasks")
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(_("task"), max_length=120)
    days_from_start = models.SmallIntegerField(_("days from the start"), default=0)
    at_time = models.TimeField(_("time"), null=True, blank=True)
    subject = models.CharField(_("page"), max_length=30, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    waiting_for = models.CharField(_("waiting for"), max_length=80, blank=True)
    waiting_since = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = TaskQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    @property
    def due_on(self) -> dt.date:
        return self.campaign.first_day + dt.timedelta(days=self.days_from_start)

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def is_settled(self) -> bool:
        """Done with the plan's approval, ticked by nobody."""
        return self.is_done and self.done_by_id is None

    @property
    def is_still_asked(self) -> bool:
        """The same rule as `still_asked_in`, for one row."""
        state = self.campaign.state
        return not self.is_done and state not in ENDED and not (state in SET_OFF and self.days_from_start < 0)

    def is_late_on(self, today: dt.date) -> bool:
        return self.is_still_asked and self.due_on < today
