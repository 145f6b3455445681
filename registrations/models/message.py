"""The outbox: what each owner should be told, composed, and ticked off by staff when sent.

Rule: a message waits 15 s before it may go out and is withdrawn if what it says is undone first.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from campaigns.models import Campaign

from .registration import Registration


class MessageKind(models.TextChoices):
    REGISTERED = "registered", pgettext_lazy("message", "registered")
    WAITING = "waiting", pgettext_lazy("message", "on the waiting list")
    OFFER = "offer", pgettext_lazy("message", "place offered")
    OFFER_EXPIRED = "offer_expired", pgettext_lazy("message", "offer expired")
    PASSED_OVER = "passed_over", pgettext_lazy("message", "passed over")
    CONFIRM_REMINDER = "confirm_reminder", pgettext_lazy("message", "please confirm")
    CONFIRMED = "confirmed", pgettext_lazy("message", "confirmed")
    CHANGED = "changed", pgettext_lazy("message", "party changed")
    CANCELLED = "cancelled", pgettext_lazy("message", "cancelled")
    RELEASED = "released", pgettext_lazy("message", "place released")
    REINSTATED = "reinstated", pgettext_lazy("message", "reinstated")
    CHANGE_ANSWER = "change_answer", pgettext_lazy("message", "answer to a change")
    PASS_LINK = "pass_link", pgettext_lazy("message", "pass link again")
    BEFORE_START = "before_start", pgettext_lazy("message", "before the start")
    POSTPONED = "postponed", pgettext_lazy("message", "campaign postponed")
    NEW_DATES = "new_dates", pgettext_lazy("message", "new dates")
    CAMPAIGN_CANCELLED = "campaign_cancelled", pgettext_lazy("message", "campaign cancelled")


class MessageQuerySet(models.QuerySet["Message"]):
    def for_campaign(self, campaign: Campaign) -> "MessageQuerySet":
        return self.filter(campaign=campaign)

    def unsent(self) -> "MessageQuerySet":
        return self.filter(sent_at__isnull=True, withdrawn_at__isnull=True)

    def due(self, at) -> "MessageQuerySet":
        return self.unsent().filter(send_after__lte=at)

    def reminders(self) -> "MessageQuerySet":
        return self.filter(kind=MessageKind.CONFIRM_REMINDER)


class Message(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=20, choices=MessageKind.choices)
    facts = models.JSONField(default=dict, help_text="figures the text needs: never names")
    body = models.TextField(blank=True, help_text="the text as sent; composed when it is ticked off")
    made_at = models.DateTimeField()
    send_after = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=MessageKind.values), name="message_kind_known"),
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True) | models.Q(withdrawn_at__isnull=True),
                name="message_sent_or_withdrawn",
            ),
        ]
        indexes = [models.Index(fields=["campaign", "sent_at", "send_after"], name="message_outbox")]

    def __str__(self) -> str:
        return f"{self.kind} {self.registration_id}"
