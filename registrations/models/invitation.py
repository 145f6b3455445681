"""An invitation asks one owner to one campaign; it has call attempts and a script.

Rule: a call attempt belongs to an invitation (stage one) or to a registration (stage two), never to both.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from campaigns.models import Campaign, Channel

from .owner import Owner
from .registration import Registration

UNREACHABLE_AFTER = 3  # times no answer


class InvitationState(models.TextChoices):
    TO_CALL = "to_call", pgettext_lazy("invitation state", "to call")
    CALL_BACK = "call_back", pgettext_lazy("invitation state", "call back")
    YES = "yes", pgettext_lazy("invitation state", "yes")
    NO = "no", pgettext_lazy("invitation state", "no")
    UNREACHABLE = "unreachable", pgettext_lazy("invitation state", "unreachable")
    WRONG_NUMBER = "wrong_number", pgettext_lazy("invitation state", "wrong number")
    DO_NOT_CALL = "do_not_call", pgettext_lazy("invitation state", "do not call")


class Outcome(models.TextChoices):
    YES = "yes", pgettext_lazy("call outcome", "yes")
    NO = "no", pgettext_lazy("call outcome", "no")
    CALL_BACK = "call_back", pgettext_lazy("call outcome", "call back")
    NO_ANSWER = "no_answer", pgettext_lazy("call outcome", "no answer")
    WRONG_NUMBER = "wrong_number", pgettext_lazy("call outcome", "wrong number")
    DO_NOT_CALL = "do_not_call", pgettext_lazy("call outcome", "do not call")


REACHED_OUTCOMES = [Outcome.YES, Outcome.NO, Outcome.CALL_BACK, Outcome.DO_NOT_CALL]


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def for_campaign(self, campaign: Campaign) -> "InvitationQuerySet":
        return self.filter(campaign=campaign)

    def to_ring(self, at) -> "InvitationQuerySet":
        """Still to be rung now: never rung, or the agreed time has come."""
        return self.filter(
            Q(state=InvitationState.TO_CALL) | Q(state=InvitationState.CALL_BACK),
            Q(next_call_at__isnull=True) | Q(next_call_at__lte=at),
            owner__do_not_call=False,
        )

    def reached(self) -> "InvitationQuerySet":
        """Owners we spoke to."""
        return self.filter(attempts__outcome__in=REACHED_OUTCOMES, attempts__undone_at__isnull=True).distinct()


class Invitation(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="invitations")
    channel = models.ForeignKey(Channel, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=InvitationState.choices, default=InvitationState.TO_CALL)
    caller = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    next_call_at = models.DateTimeField(null=True, blank=True)
    no_answer_count = models.PositiveSmallIntegerField(default=0)
    registration = models.ForeignKey(Registration, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "owner"], name="one_invitation_per_owner_and_campaign"),
            models.CheckConstraint(condition=Q(state__in=InvitationState.values), name="invitation_state_known"),
        ]
        indexes = [models.Index(fields=["campaign", "state", "next_call_at"], name="invitation_call_order")]

    def __str__(self) -> str:
        return f"{self.campaign_id} → {self.owner_id}"


class CallAttempt(models.Model):
    invitation = models.ForeignKey(Invitation, null=True, blank=True, on_delete=models.CASCADE, related_name="attempts")
    registration = models.ForeignKey(
        Registration, null=True, blank=True, on_delete=models.CASCADE, related_name="call_attempts"
    )
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    next_call_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    made = models.ForeignKey(
        Registration,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="what a yes registered",
    )
    before = models.JSONField(default=dict, help_text="states and figures that undoing puts back; never names")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(invitation__isnull=False, registration__isnull=True)
                | Q(invitation__isnull=True, registration__isnull=False),
                name="call_attempt_of_one_stage",
            ),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="call_outcome_known"),
        ]

    def __str__(self) -> str:
        return self.outcome

    @property
    def campaign(self) -> Campaign:
        asked = self.invitation or self.registration
        assert asked is not None  # a database constraint says so
        return asked.campaign


class LinkVisit(models.Model):
    """A distinct visitor of a channel's link on a day: a keyed hash, no address kept."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    visitor = models.CharField(max_length=22)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "day", "visitor"], name="one_visit_per_visitor_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.channel_id} {self.day}"
