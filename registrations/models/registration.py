"""A registration is one party with or without a car: 0 or 1 car and n people.

Rule: `state` is written only by the verbs in registrations/actions/; every move leaves a `RegistrationMove`.
`held`, `offered` and `confirmed` hold places. Arrived and no-show are derived from scans.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Campaign, Channel, Stop

from .owner import LONGEST_NAME, Drive, Owner


class RegistrationState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("registration state", "waiting")
    OFFERED = "offered", pgettext_lazy("registration state", "place offered")
    HELD = "held", pgettext_lazy("registration state", "registered")
    CONFIRMED = "confirmed", pgettext_lazy("registration state", "confirmed")
    DECLINED = "declined", pgettext_lazy("registration state", "offer declined")
    CANCELLED = "cancelled", pgettext_lazy("registration state", "cancelled")
    RELEASED = "released", pgettext_lazy("registration state", "released")
    EXPIRED = "expired", pgettext_lazy("registration state", "offer expired")


LIVE_STATES = ["waiting", "offered", "held", "confirmed"]
PLACED_STATES = ["offered", "held", "confirmed"]
ENDED_STATES = ["declined", "cancelled", "released", "expired"]


class PlateState(models.TextChoices):
    PLATED = "plated", pgettext_lazy("plate", "plated")
    PROVISIONAL = "provisional", pgettext_lazy("plate", "provisional plate")
    NOT_YET = "not_yet", pgettext_lazy("plate", "not plated yet")
    RIDES_ALONG = "rides_along", pgettext_lazy("plate", "we ride along")


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def for_campaign(self, campaign: Campaign) -> "RegistrationQuerySet":
        return self.filter(campaign=campaign)

    def live(self) -> "RegistrationQuerySet":
        return self.filter(state__in=LIVE_STATES)

    def with_place(self) -> "RegistrationQuerySet":
        return self.filter(state__in=PLACED_STATES)

    def ended(self) -> "RegistrationQuerySet":
        return self.filter(state__in=ENDED_STATES)

    def waiting(self) -> "RegistrationQuerySet":
        return self.filter(state=RegistrationState.WAITING)

    def offered(self) -> "RegistrationQuerySet":
        return self.filter(state=RegistrationState.OFFERED)

    def awaiting_confirmation(self) -> "RegistrationQuerySet":
        return self.filter(state=RegistrationState.HELD)

    def undecided(self) -> "RegistrationQuerySet":
        """Held, neither confirmed nor kept: who would be released at the deadline."""
        return self.awaiting_confirmation().filter(kept_at__isnull=True)

    def confirmed(self) -> "RegistrationQuerySet":
        return self.filter(state=RegistrationState.CONFIRMED)

    def expected(self) -> "RegistrationQuerySet":
        """Who may turn up on the day: held or confirmed."""
        return self.filter(state__in=[RegistrationState.HELD, RegistrationState.CONFIRMED])

    def with_offer_due(self, at) -> "RegistrationQuerySet":
        return self.offered().filter(offer_expires_at__lte=at)

    def ever_held(self) -> "RegistrationQuerySet":
        """Counts under *registered* in the funnel; walk-ins count apart."""
        return self.filter(held_people__isnull=False, is_walk_in=False)

    def ever_confirmed(self) -> "RegistrationQuerySet":
        return self.filter(confirmed_people__isnull=False, is_walk_in=False)

    def walk_ins(self) -> "RegistrationQuerySet":
        return self.filter(is_walk_in=True)

    def in_queue_order(self) -> "RegistrationQuerySet":
        return self.order_by("queued_at", "pk")

    def in_arrival_order(self) -> "RegistrationQuerySet":
        return self.order_by("registered_at", "pk")


class Registration(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    channel = models.ForeignKey(Channel, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Owner, null=True, blank=True, on_delete=models.PROTECT, related_name="registrations")
    state = models.CharField(max_length=10, choices=RegistrationState.choices)
    language = models.CharField(max_length=10, default="zh-hans")

    # What was typed on the form; an existing owner is never changed by it.
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    phone = models.CharField(_("mobile number"), max_length=16, help_text="E.164")
    phone_last4 = models.CharField(max_length=4, db_index=True, editable=False, default="")
    nickname = models.CharField(_("forum nickname"), max_length=40, blank=True)
    initials = models.CharField(max_length=20, blank=True, db_index=True, editable=False, help_text="pinyin initials")
    city = models.CharField(_("city"), max_length=40, blank=True)
    plate = models.CharField(_("plate"), max_length=10, blank=True)
    plate_state = models.CharField(max_length=12, choices=PlateState.choices, default=PlateState.PLATED)
    cars = models.PositiveSmallIntegerField(_("cars"), default=1)
    adults = models.PositiveSmallIntegerField(_("adults"), default=1)
    children = models.PositiveSmallIntegerField(_("children"), default=0)
    people = models.PositiveSmallIntegerField(_("people"), default=1)

    # Asked later, on the pass.
    model = models.CharField(_("model"), max_length=40, blank=True)
    drive = models.CharField(_("drive"), max_length=14, choices=Drive.choices, blank=True)
    child_ages = models.CharField(_("children's ages"), max_length=60, blank=True)
    is_licensed_over_a_year = models.BooleanField(_("licensed for more than a year"), null=True, blank=True)
    joins_at = models.ForeignKey(
        Stop, verbose_name=_("joins at"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    emergency_contact = models.CharField(_("emergency contact"), max_length=40, blank=True)
    emergency_phone = models.CharField(_("emergency contact's number"), max_length=20, blank=True)
    diet = models.CharField(_("diet"), max_length=80, blank=True)
    shirts = models.CharField(_("shirt sizes"), max_length=80, blank=True)
    drives_with_phone = models.CharField(max_length=16, blank=True, help_text="E.164, as the owner named it")
    drives_with = models.ForeignKey(
        "self",
        verbose_name=_("drives with"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    car_number = models.PositiveSmallIntegerField(_("car number"), null=True, blank=True)

    # Consents are asked apart and unticked; only the first is required, on the form.
    consent_run_at = models.DateTimeField(null=True, blank=True)
    consent_share_at = models.DateTimeField(null=True, blank=True)
    consent_photos_at = models.DateTimeField(null=True, blank=True)
    consent_future_at = models.DateTimeField(null=True, blank=True)
    undertaking_at = models.DateTimeField(_("safety undertaking accepted"), null=True, blank=True)

    registered_at = models.DateTimeField()
    queued_at = models.DateTimeField(null=True, blank=True)
    offer_expires_at = models.DateTimeField(null=True, blank=True)
    # The funnel's sizes: the last size held, the last size confirmed. Never cleared.
    held_people = models.PositiveSmallIntegerField(null=True, blank=True)
    held_cars = models.PositiveSmallIntegerField(null=True, blank=True)
    confirmed_people = models.PositiveSmallIntegerField(null=True, blank=True)
    confirmed_cars = models.PositiveSmallIntegerField(null=True, blank=True)
    is_walk_in = models.BooleanField(default=False)
    # The review at the deadline: kept although not confirmed.
    kept_at = models.DateTimeField(null=True, blank=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kept_why = models.CharField(max_length=200, blank=True)

    # The key its page was rendered with: the same form again finds the same registration.
    form_key = models.CharField(max_length=43, null=True, blank=True, unique=True)
    form_digest = models.CharField(max_length=64, blank=True)
    link_version = models.PositiveSmallIntegerField(default=1)
    typed_code = models.CharField(max_length=8, help_text="check-in code as typed; good on staff devices only")
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "phone"],
                condition=Q(state__in=LIVE_STATES),
                name="one_live_registration_per_phone",
            ),
            models.UniqueConstraint(fields=["campaign", "typed_code"], name="typed_code_unique_in_campaign"),
            models.UniqueConstraint(
                fields=["campaign", "car_number"],
                condition=Q(car_number__isnull=False),
                name="car_number_unique_in_campaign",
            ),
            models.CheckConstraint(condition=Q(state__in=RegistrationState.values), name="registration_state_known"),
            models.CheckConstraint(condition=Q(cars__in=[0, 1]), name="registration_no_or_one_car"),
            models.CheckConstraint(condition=Q(adults__gte=1), name="registration_at_least_one_adult"),
            models.CheckConstraint(condition=Q(people=F("adults") + F("children")), name="registration_people_add_up"),
            models.CheckConstraint(
                condition=Q(state="offered", offer_expires_at__isnull=False)
                | (~Q(state="offered") & Q(offer_expires_at__isnull=True)),
                name="registration_offer_has_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(queued_at__isnull=False),
                name="registration_waiting_is_queued",
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "state", "queued_at"], name="registration_queue"),
            models.Index(fields=["state", "offer_expires_at"], name="registration_offers_due"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def consents_given(self) -> int:
        """Of the three that are free: to pass data on, photos, future invitations."""
        return sum(1 for at in (self.consent_share_at, self.consent_photos_at, self.consent_future_at) if at)

    @property
    def is_live(self) -> bool:
        return self.state in LIVE_STATES

    @property
    def holds_place(self) -> bool:
        return self.state in PLACED_STATES

    def has_live_offer(self, at) -> bool:
        """An expired offer is inert in every read."""
        return (
            self.state == RegistrationState.OFFERED and self.offer_expires_at is not None and self.offer_expires_at > at
        )


class How(models.TextChoices):
    FORM = "form", pgettext_lazy("by which way", "form")
    PASS = "pass", pgettext_lazy("by which way", "pass")
    CALL = "call", pgettext_lazy("by which way", "call")
    DESK = "desk", pgettext_lazy("by which way", "desk")
    DEADLINE = "deadline", pgettext_lazy("by which way", "deadline")
    CLOCK = "clock", pgettext_lazy("by which way", "clock")
    QUEUE = "queue", pgettext_lazy("by which way", "waiting list")
    WALK_IN = "walk_in", pgettext_lazy("by which way", "walk-in")


class RegistrationMove(models.Model):
    """One act on a registration: who, when, why, how; with the party's size after it."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="moves")
    verb = models.CharField(max_length=16)
    from_state = models.CharField(max_length=10, blank=True)
    to_state = models.CharField(max_length=10, choices=RegistrationState.choices)
    how = models.CharField(max_length=8, choices=How.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=200, blank=True)
    cars = models.PositiveSmallIntegerField()
    people = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.verb}"


class ChangeRequest(models.Model):
    """In *ready*, rooms and insurance are fixed: an owner's change is a request staff decide on."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="change_requests")
    adults = models.PositiveSmallIntegerField()
    children = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_granted = models.BooleanField(null=True, blank=True)
    answer = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=Q(decided_at__isnull=True), name="one_open_change_request"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.adults}+{self.children}"
