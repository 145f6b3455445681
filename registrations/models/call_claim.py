"""A claim: one caller has this person on the line, so nobody else is given the same one.

Rule: one row per person asked, taken by a conditional UPDATE or an insert that may lose; it ends by itself.
"""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaigns.models import Staff

from .invitation import Invitation
from .registration import Registration

CLAIM_LASTS = dt.timedelta(minutes=10)


class CallClaimQuerySet(models.QuerySet["CallClaim"]):
    def of_others(self, caller: Staff, at: dt.datetime) -> "CallClaimQuerySet":
        return self.filter(until__gt=at).exclude(by=caller)


class CallClaim(models.Model):
    invitation = models.OneToOneField(Invitation, null=True, on_delete=models.CASCADE, related_name="+")
    registration = models.OneToOneField(Registration, null=True, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()

    objects = CallClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(invitation__isnull=False, registration__isnull=True)
                | Q(invitation__isnull=True, registration__isnull=False),
                name="call_claim_of_one_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.by_id} until {self.until}"
