"""A prize is drawn; a gift goes to everyone once.

Rule: a raffle prize is worth at most 50,000 CNY (product.md, rules with numbers).
"""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .campaign import Campaign

MOST_WORTH = Decimal(50_000)
SHOWN_ON_SITE_ABOVE = Decimal(500)
STILL_OPEN = ("待定", "to be chosen", "TBD")  # what the recipe, and people, write until the prize is known


class Prize(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="prizes")
    position = models.PositiveIntegerField(default=0)
    name = models.CharField(_("prize"), max_length=80)
    quantity = models.PositiveSmallIntegerField(_("quantity"), default=1, validators=[MinValueValidator(1)])
    worth_amount = models.DecimalField(
        _("value each, CNY"),
        max_digits=9,
        decimal_places=2,
        default=0,
        validators=[
            MinValueValidator(0),
            MaxValueValidator(MOST_WORTH, _("A raffle prize may be worth at most 50,000 CNY.")),
        ],
    )
    sponsor = models.CharField(_("given by"), max_length=80, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(worth_amount__gte=0, worth_amount__lte=MOST_WORTH),
                name="prize_worth_within_law",
            ),
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="prize_at_least_one"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_undecided(self) -> bool:
        """Without a worth, or called undecided: the rules of the draw need both."""
        return not self.worth_amount or any(words.lower() in self.name.lower() for words in STILL_OPEN)

    @property
    def is_shown_on_site(self) -> bool:
        return self.worth_amount > SHOWN_ON_SITE_ABOVE


class GiftBasis(models.TextChoices):
    CAR = "car", pgettext_lazy("supply per", "per car")
    PERSON = "person", pgettext_lazy("supply per", "per person")


class Gift(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="gifts")
    position = models.PositiveIntegerField(default=0)
    name = models.CharField(_("gift"), max_length=80)
    basis = models.CharField(_("counted"), max_length=6, choices=GiftBasis.choices, default=GiftBasis.PERSON)
    is_sized = models.BooleanField(_("comes in sizes"), default=False)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
