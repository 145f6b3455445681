"""Crew and guests: staff, photographer, media, the maker's leader.

Rule: they stand outside the limit and the draw, inside rooms, tables, supplies and groups.
"""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .campaign import Campaign


class CrewKind(models.TextChoices):
    STAFF = "staff", pgettext_lazy("crew", "staff")
    PHOTOGRAPHER = "photographer", pgettext_lazy("crew", "photographer")
    MEDIA = "media", pgettext_lazy("crew", "media")
    MEDIC = "medic", pgettext_lazy("crew", "medic")
    GUEST = "guest", pgettext_lazy("crew", "guest")


class CrewMember(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="crew")
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(_("kind"), max_length=12, choices=CrewKind.choices, default=CrewKind.STAFF)
    name = models.CharField(_("name"), max_length=60, blank=True)
    head_count = models.PositiveSmallIntegerField(
        pgettext_lazy("crew", "people"), default=1, validators=[MinValueValidator(1)]
    )
    duty = models.CharField(_("duty"), max_length=160, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=CrewKind.values), name="crew_kind_known")]

    def __str__(self) -> str:
        return self.name or self.get_kind_display()
