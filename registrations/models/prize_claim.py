"""A prize handed over: by whom it was collected, when, and the signature.

Rule: one claim per win; it stays for two years with the record of its draw, then the name goes.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .draw import Reveal

MOST_SIGNATURE = 20_000  # characters of path data


class PrizeClaim(models.Model):
    reveal = models.OneToOneField(Reveal, on_delete=models.PROTECT, related_name="claim")
    collected_by = models.CharField(_("collected by"), max_length=40)
    collected_at = models.DateTimeField(_("collected"))
    signature = models.TextField(_("signature"), blank=True, help_text="path data in a box of 600 × 200")
    is_signed_on_paper = models.BooleanField(_("signed on paper"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_signed_on_paper=True) | ~models.Q(signature=""), name="prize_claim_is_signed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reveal_id}"
