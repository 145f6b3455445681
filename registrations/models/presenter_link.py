"""The presenter's link: opens the big screen of one campaign's draw, without an account, for an evening.

Rule: made and revoked by the planner; good until it expires. The address itself is an HMAC (links.py), so only
this row is stored.
"""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaigns.models import Campaign

GOOD_FOR = dt.timedelta(hours=12)
MORNING = dt.time(6, 0)


def good_until(campaign: Campaign, at: dt.datetime) -> dt.datetime:
    """Until six in the morning after this evening, and twelve hours at least. Before six it is still last evening."""
    local = campaign.local(at)
    evening = local.date() - dt.timedelta(days=local.time() < MORNING)
    morning = dt.datetime.combine(evening + dt.timedelta(days=1), MORNING, tzinfo=campaign.zone)
    return max(morning, at + GOOD_FOR)


class PresenterLinkQuerySet(models.QuerySet["PresenterLink"]):
    def for_campaign(self, campaign: Campaign) -> "PresenterLinkQuerySet":
        return self.filter(campaign=campaign)

    def good(self, at: dt.datetime) -> "PresenterLinkQuerySet":
        return self.filter(expires_at__gt=at, revoked_at__isnull=True)


class PresenterLink(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PresenterLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=models.F("made_at")), name="presenter_link_has_a_life")
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.made_at:%Y-%m-%d %H:%M}"
