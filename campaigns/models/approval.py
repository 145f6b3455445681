"""A draft waits for the manager: who asked for the approval and when, and how it was answered.

Rule: one open request a campaign. It is a row, not a flag: withdrawing, sending back and approving each end it.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .campaign import Campaign, State


class Answer(models.TextChoices):
    APPROVED = "approved", pgettext_lazy("answer to a request", "approved")
    SENT_BACK = "sent_back", pgettext_lazy("answer to a request", "sent back")
    WITHDRAWN = "withdrawn", pgettext_lazy("answer to a request", "withdrawn")


class ApprovalRequestQuerySet(models.QuerySet["ApprovalRequest"]):
    def open(self) -> "ApprovalRequestQuerySet":
        """Unanswered, of campaigns that are still drafts."""
        return self.filter(answered_at__isnull=True, campaign__state=State.DRAFT)

    def waiting_in(self, campaign: Campaign) -> "ApprovalRequest | None":
        """The one that waits for an answer, with who asked."""
        return self.open().filter(campaign=campaign).select_related("asked_by").first()

    def latest_first(self) -> "ApprovalRequestQuerySet":
        return self.order_by("-asked_at", "-pk")


class ApprovalRequest(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="approval_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    note = models.CharField(_("a word for the manager"), max_length=200, blank=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = ApprovalRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(answered_at__isnull=True), name="one_open_approval_request"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | Q(answer__in=Answer.values, answered_at__isnull=False),
                name="approval_request_answered_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.asked_at:%Y-%m-%d %H:%M}"
