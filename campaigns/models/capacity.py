"""Target is what we expect, limit is what we decide we can take; both in cars and people.

Rule: once the campaign is open the limit in force is the one in `Places`; change it by `change_limit` only.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .campaign import Campaign


class Capacity(models.Model):
    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="capacity")
    target_cars = models.PositiveIntegerField(_("target, cars"), default=0)
    target_people = models.PositiveIntegerField(_("target, people"), default=0)
    limit_cars = models.PositiveIntegerField(_("limit, cars"), default=0)
    limit_people = models.PositiveIntegerField(_("limit, people"), default=0)

    def __str__(self) -> str:
        return f"{self.limit_cars} / {self.limit_people}"

    @property
    def is_limit_below_target(self) -> bool:
        """Fewer places than are expected: allowed, and worth a word. A limit still at 0 is not set yet."""
        is_set = bool(self.limit_cars and self.limit_people)
        return is_set and (self.limit_cars < self.target_cars or self.limit_people < self.target_people)


class LimitChange(models.Model):
    """A decision to take more or fewer: from, to, why, who."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="limit_changes")
    from_cars = models.PositiveIntegerField()
    from_people = models.PositiveIntegerField()
    to_cars = models.PositiveIntegerField()
    to_people = models.PositiveIntegerField()
    why = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.from_cars}/{self.from_people} → {self.to_cars}/{self.to_people}"
