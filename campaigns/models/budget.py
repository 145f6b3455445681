"""Budget lines: what it is for, planned and actual, and who pays."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .campaign import Campaign


class Payer(models.TextChoices):
    STORE = "store", pgettext_lazy("payer", "store")
    MANUFACTURER = "manufacturer", pgettext_lazy("payer", "manufacturer")
    SPONSOR = "sponsor", pgettext_lazy("payer", "sponsor")
    CLUB = "club", pgettext_lazy("payer", "club")
    OWNERS = "owners", pgettext_lazy("payer", "owners")


class BudgetLineQuerySet(models.QuerySet["BudgetLine"]):
    def totals(self) -> dict[str, Decimal]:
        """Sums over the lines: planned and actual, CNY."""
        found = self.aggregate(planned=models.Sum("planned_amount"), actual=models.Sum("actual_amount"))
        return {key: value or Decimal(0) for key, value in found.items()}


class BudgetLine(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="budget_lines")
    position = models.PositiveIntegerField(default=0)
    category = models.CharField(_("category"), max_length=40)
    item = models.CharField(_("item"), max_length=120, blank=True)
    planned_amount = models.DecimalField(
        _("planned, CNY"), max_digits=12, decimal_places=2, default=0, validators=[MinValueValidator(0)]
    )
    actual_amount = models.DecimalField(
        _("actual, CNY"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    paid_by = models.CharField(_("who pays"), max_length=12, choices=Payer.choices, default=Payer.STORE)

    objects = BudgetLineQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(paid_by__in=Payer.values), name="budget_payer_known"),
            models.CheckConstraint(condition=models.Q(planned_amount__gte=0), name="budget_planned_not_negative"),
        ]

    def __str__(self) -> str:
        return self.item or self.category
