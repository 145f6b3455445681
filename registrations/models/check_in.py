"""Check-in: a device that counts, the immutable events it makes, and what could not be read as one.

Rule: a `ScanEvent` is written once and never changed (a database trigger refuses it). Who is present is never
stored: it is a fold over the set of events (registrations/presence.py). Rows hold ids and figures, never names.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Campaign, Stop

from .registration import Registration

MOST_HEADS = 60  # a coach; anything above is a slip of the finger


class DeviceKind(models.TextChoices):
    PHONE = "phone", pgettext_lazy("device", "phone")
    DESK = "desk", pgettext_lazy("device", "page without script")


class DeviceQuerySet(models.QuerySet["Device"]):
    def for_campaign(self, campaign: Campaign) -> "DeviceQuerySet":
        return self.filter(campaign=campaign)

    def phones(self) -> "DeviceQuerySet":
        return self.filter(kind=DeviceKind.PHONE)

    def in_number_order(self) -> "DeviceQuerySet":
        return self.order_by("number", "pk")


class Device(models.Model):
    """A phone that staff signed in on and named. Its secret is kept as a hash; the phone holds the rest."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=DeviceKind.choices, default=DeviceKind.PHONE)
    number = models.PositiveSmallIntegerField(help_text="phone 1, 2, 3 of the campaign; desks have 0")
    label = models.CharField(_("name of this phone"), max_length=40)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True)
    enrolled_at = models.DateTimeField()
    last_heard_at = models.DateTimeField(null=True, blank=True)
    last_reported_sequence = models.PositiveIntegerField(default=0, help_text="the highest number it said it gave out")
    final_sequence = models.PositiveIntegerField(
        null=True, blank=True, help_text="what it called its last number when its host finished"
    )
    signed_off_at = models.DateTimeField(null=True, blank=True)
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = DeviceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "number"],
                condition=Q(kind="phone"),
                name="one_number_per_phone_and_campaign",
            ),
            models.UniqueConstraint(
                fields=["campaign", "staff"], condition=Q(kind="desk"), name="one_desk_per_staff_and_campaign"
            ),
            models.CheckConstraint(condition=Q(kind__in=DeviceKind.values), name="device_kind_known"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None


class ScanKind(models.TextChoices):
    CHECK_IN = "check_in", pgettext_lazy("scan", "arrived")
    MORE_ARRIVED = "more_arrived", pgettext_lazy("scan", "heads counted again")
    WALK_IN = "walk_in", pgettext_lazy("scan", "walk-in")
    LEFT_TOUR = "left_tour", pgettext_lazy("scan", "left the tour")
    NOT_COMING = "not_coming", pgettext_lazy("scan", "not coming")
    SAFE_HOME = "safe_home", pgettext_lazy("scan", "safe home")
    UNDO = "undo", pgettext_lazy("scan", "undone")
    SAME_CAR = "same_car", pgettext_lazy("scan", "same car, nothing to do")
    LOOK = "look", pgettext_lazy("scan", "someone should look")


class Verdict(models.TextChoices):
    """What the screen said when the event was made."""

    NONE = "", ""
    ARRIVED = "arrived", pgettext_lazy("verdict", "arrived")
    AGAIN = "again", pgettext_lazy("verdict", "already checked in")
    ADMITTED = "admitted", pgettext_lazy("verdict", "let in although not expected")
    UNKNOWN = "unknown", pgettext_lazy("verdict", "code not known")


class ScanEventQuerySet(models.QuerySet["ScanEvent"]):
    def for_campaign(self, campaign: Campaign) -> "ScanEventQuerySet":
        return self.filter(campaign=campaign)

    def counted(self) -> "ScanEventQuerySet":
        """Everything but practice."""
        return self.filter(is_practice=False)

    def latest_first(self) -> "ScanEventQuerySet":
        return self.order_by("-estimated_at", "-pk")

    def marked_undone(self) -> "ScanEventQuerySet":
        """`is_undone`: another event takes it back."""
        undos = ScanEvent.objects.filter(
            campaign=models.OuterRef("campaign"), kind=ScanKind.UNDO, about=models.OuterRef("pk")
        )
        return self.annotate(is_undone=models.Exists(undos))


class ScanEvent(models.Model):
    """One thing that was seen or said at one moment; `about` names the event that it takes back or settles."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, null=True, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=12, choices=ScanKind.choices)
    checkpoint = models.ForeignKey(Stop, null=True, on_delete=models.PROTECT, related_name="+")
    registration = models.ForeignKey(Registration, null=True, on_delete=models.PROTECT, related_name="+")
    typed = models.CharField(max_length=20, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    about = models.UUIDField(null=True)
    heads = models.PositiveSmallIntegerField(null=True)
    cars = models.PositiveSmallIntegerField(null=True)
    attached = models.BooleanField(default=False, help_text="a walk-in whose phone or plate was registered before")
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    is_practice = models.BooleanField(default=False)
    device_at = models.DateTimeField()
    estimated_at = models.DateTimeField(help_text="server time as the phone estimated it, frozen at the scan")
    received_at = models.DateTimeField()

    objects = ScanEventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["device", "sequence"], name="one_event_per_device_and_sequence"),
            models.CheckConstraint(condition=Q(kind__in=ScanKind.values), name="scan_kind_known"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="scan_verdict_known"),
            models.CheckConstraint(
                condition=Q(device__isnull=True, sequence__isnull=True) | Q(device__isnull=False, sequence__gte=1),
                name="scan_device_and_sequence_together",
            ),
            models.CheckConstraint(
                condition=Q(heads__isnull=True) | Q(heads__gte=1, heads__lte=MOST_HEADS),
                name="scan_heads_plausible",
            ),
            models.CheckConstraint(condition=Q(cars__isnull=True) | Q(cars__in=[0, 1]), name="scan_no_or_one_car"),
        ]
        indexes = [models.Index(fields=["campaign", "estimated_at"], name="scan_event_in_time")]

    def __str__(self) -> str:
        return f"{self.kind} {self.registration_id or self.typed or self.about}"


class QuarantinedScanQuerySet(models.QuerySet["QuarantinedScan"]):
    def for_campaign(self, campaign: Campaign) -> "QuarantinedScanQuerySet":
        return self.filter(campaign=campaign)

    def to_look_at(self) -> "QuarantinedScanQuerySet":
        return self.filter(settled_at__isnull=True)


class QuarantineReason(models.TextChoices):
    REVOKED = "revoked", _("The phone was revoked before it sent this.")
    UNREADABLE = "unreadable", _("It could not be read as a scan.")
    NUMBER_TAKEN = "number_taken", _("The phone gave the same number to two scans.")
    WRONG_PLACE = "wrong_place", _("The checkpoint is not one of this campaign.")
    NOT_MADE = "not_made", _("The walk-in could not be registered.")


class QuarantinedScan(models.Model):
    """An upload kept as it came, for a person to look at: nothing sent is ever thrown away.

    Unlike an event it may hold a walk-in's name, so erasure empties `content`.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveIntegerField(null=True)
    content = models.JSONField(default=dict)
    reason = models.CharField(max_length=12, choices=QuarantineReason.choices)
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = QuarantinedScanQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["campaign", "settled_at"], name="quarantine_to_look_at")]
        ordering = ["received_at", "pk"]

    def __str__(self) -> str:
        return f"{self.reason} {self.pk}"
