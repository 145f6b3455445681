"""A car that staff keep out of the draw although it is there: crew drives it, say.

Rule: written before the list is closed; whoever is out is listed in public with the reason, never by name.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign

from .registration import Registration


class DrawExclusion(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    registration = models.OneToOneField(Registration, on_delete=models.PROTECT, related_name="draw_exclusion")
    reason = models.CharField(_("reason"), max_length=100, help_text=_("Shown in public: no names."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="draw_exclusion_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.registration_id}"
