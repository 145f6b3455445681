"""Supplies: car stickers, walkie-talkies, flags, shirts; needed, packed, handed out, returned.

Rule: what is needed is computed from a headcount passed in (`needed_for`), never looked up.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .campaign import Campaign


@dataclass(frozen=True)
class HeadCount:
    """Cars and people the plan is worked out for."""

    cars: int
    people: int


class Basis(models.TextChoices):
    CAR = "car", pgettext_lazy("supply per", "per car")
    PERSON = "person", pgettext_lazy("supply per", "per person")
    FIXED = "fixed", pgettext_lazy("supply per", "fixed number")


class Supply(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="supplies")
    position = models.PositiveIntegerField(default=0)
    name = models.CharField(_("supply"), max_length=80)
    basis = models.CharField(_("counted"), max_length=6, choices=Basis.choices, default=Basis.CAR)
    quantity = models.PositiveSmallIntegerField(_("quantity"), default=1)
    spare = models.PositiveSmallIntegerField(_("spare"), default=0)
    is_returnable = models.BooleanField(_("comes back"), default=False)
    packed = models.PositiveIntegerField(_("packed"), default=0)
    handed_out = models.PositiveIntegerField(
        _("handed out"), null=True, blank=True, help_text=_("Empty: as many as check-in counted in.")
    )
    returned = models.PositiveIntegerField(_("returned"), default=0)
    due_on = models.DateField(_("needed by"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(basis__in=Basis.values), name="supply_basis_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def needed_for(self, count: HeadCount) -> int:
        units = {Basis.CAR: count.cars, Basis.PERSON: count.people, Basis.FIXED: 1}[Basis(self.basis)]
        return units * self.quantity + self.spare

    def handed_out_to(self, came: HeadCount) -> int | None:
        """As noted; else what check-in hands to those who `came`; None for a fixed number nobody noted."""
        if self.handed_out is not None or self.basis == Basis.FIXED:
            return self.handed_out
        return {Basis.CAR: came.cars, Basis.PERSON: came.people}[Basis(self.basis)] * self.quantity
