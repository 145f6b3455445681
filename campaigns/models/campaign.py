"""A campaign is one event with everything around it: plan, invitations, day, report.

Rule: `state` is written only by the named moves (campaigns/actions/life.py for approve and return,
registrations/actions/life.py for moves that touch people); each leaves a `CampaignMove` row.
"""

import datetime as dt
import zoneinfo
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .club import Club


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("campaign state", "draft")
    APPROVED = "approved", pgettext_lazy("campaign state", "approved")
    INVITING = "inviting", pgettext_lazy("campaign state", "inviting")
    CONFIRMING = "confirming", pgettext_lazy("campaign state", "confirming")
    READY = "ready", pgettext_lazy("campaign state", "ready")
    LIVE = "live", pgettext_lazy("campaign state", "live")
    CLOSED = "closed", pgettext_lazy("campaign state", "closed")
    REPORTED = "reported", pgettext_lazy("campaign state", "reported")
    CANCELLED = "cancelled", pgettext_lazy("campaign state", "cancelled")
    POSTPONED = "postponed", pgettext_lazy("campaign state", "postponed")


ENDED = (State.REPORTED, State.CANCELLED)
OFF_THE_ROAD = (State.CANCELLED, State.POSTPONED)
ROAD = [s for s in State if s not in OFF_THE_ROAD]


class WaitingPolicy(models.TextChoices):
    FIRST_FIT = "first_fit", _("first party that fits")
    STRICT = "strict", _("strict order")


class TaxBearer(models.TextChoices):
    """Who pays the income tax on a prize; the rules of a raffle must say it before."""

    ORGANISER = "organiser", pgettext_lazy("who pays the tax", "the organiser")
    WINNER = "winner", pgettext_lazy("who pays the tax", "the winner")


@dataclass(frozen=True)
class ScanWindow:
    """When a scan must have been made to count, whenever it arrives. `until` is None while it is not closed."""

    since: dt.datetime
    until: dt.datetime | None

    @property
    def is_over(self) -> bool:
        return self.until is not None

    def counts(self, made_at: dt.datetime) -> bool:
        return self.since <= made_at and (self.until is None or made_at <= self.until)


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def of_clubs_seen_by(self, staff) -> "CampaignQuerySet":
        return self.filter(club__in=Club.objects.seen_by(staff))

    def under_way(self) -> "CampaignQuerySet":
        return self.exclude(state__in=ENDED)

    def in_state(self, *states: str) -> "CampaignQuerySet":
        return self.filter(state__in=states)

    def in_start_order(self) -> "CampaignQuerySet":
        return self.order_by("starts_at", "pk")


def _zone_exists(value: str) -> None:
    if value not in zoneinfo.available_timezones():
        raise ValidationError(_("This time zone is not known. Take one such as Asia/Shanghai."))


class Campaign(models.Model):
    club = models.ForeignKey(Club, on_delete=models.PROTECT, related_name="campaigns")
    slug = models.SlugField(max_length=40, unique=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    kind = models.CharField(_("kind"), max_length=30, default="self-drive tour")
    theme = models.CharField(_("theme"), max_length=120)
    occasion = models.CharField(_("occasion"), max_length=80, blank=True)
    language = models.CharField(_("language of the plan"), max_length=10, default="zh-hans")
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Shanghai", validators=[_zone_exists])
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    models_invited = models.CharField(_("models"), max_length=80, blank=True)
    purpose = models.TextField(_("purpose"), blank=True, help_text=_("One purpose a line."))
    own_cost = models.CharField(_("what owners pay themselves"), max_length=200, blank=True)
    included = models.TextField(_("what is included"), blank=True, help_text=_("One thing a line."))
    safety_notes = models.TextField(_("safety notes"), blank=True, help_text=_("One note a line."))
    picture = models.ImageField(_("picture"), upload_to="campaigns/", blank=True)
    picture_alt = models.CharField(_("what the picture shows"), max_length=120, blank=True)
    planner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("planner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    contact_name = models.CharField(_("contact"), max_length=40, blank=True)
    contact_phone = models.CharField(_("contact phone"), max_length=30, blank=True)

    # The two stages of inviting: when callers ring, when links close, when confirmations are due.
    invite_from = models.DateField(_("first invitations from"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    confirm_from = models.DateField(_("second confirmations from"), null=True, blank=True)
    confirm_by = models.DateTimeField(_("confirm by"), null=True, blank=True)
    call_from = models.TimeField(_("calls from"), default=dt.time(9, 0))
    call_until = models.TimeField(_("calls until"), default=dt.time(20, 30))
    releases_by_itself = models.BooleanField(
        _("release unconfirmed places at the deadline without a review"), default=False
    )

    shows_figures = models.BooleanField(_("show how many places are left"), default=True)
    takes_ride_along = models.BooleanField(_("parties without a car may ride along"), default=False)
    waiting_policy = models.CharField(
        _("order of the waiting list"),
        max_length=10,
        choices=WaitingPolicy.choices,
        default=WaitingPolicy.FIRST_FIT,
    )
    offer_hours = models.PositiveSmallIntegerField(_("hours an offer lasts"), default=24)
    late_offer_hours = models.PositiveSmallIntegerField(_("hours an offer lasts in the last three days"), default=4)
    most_people_per_party = models.PositiveSmallIntegerField(_("most people in one party"), default=7)
    prize_rules = models.TextField(_("rules of the draw"), blank=True, help_text=_("One rule a line."))
    winner_tax = models.CharField(_("who bears the winner's tax"), max_length=10, choices=TaxBearer.choices, blank=True)
    recipe = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="campaign_state_known"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="campaign_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(waiting_policy__in=WaitingPolicy.values),
                name="campaign_waiting_policy_known",
            ),
        ]

    def __str__(self) -> str:
        return self.theme

    def clean(self) -> None:
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end must come after the start.")})

    @property
    def title(self) -> str:
        """The short name before the middle dot: 向山而行."""
        return self.theme.split("·", 1)[0].strip()

    @property
    def subtitle(self) -> str:
        return self.theme.split("·", 1)[1].strip() if "·" in self.theme else ""

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    def local(self, at: dt.datetime) -> dt.datetime:
        return at.astimezone(self.zone)

    @property
    def first_day(self) -> dt.date:
        return self.local(self.starts_at).date()

    @property
    def last_day(self) -> dt.date:
        return self.local(self.ends_at).date()

    @property
    def day_count(self) -> int:
        return (self.last_day - self.first_day).days + 1

    def links_only_queue(self, at: dt.datetime) -> bool:
        """After their deadline, and once all is settled, links only join the waiting list."""
        closes_at = self.registration_closes_at
        return self.state == State.READY or (closes_at is not None and closes_at <= at)

    def date_of_day(self, day: int) -> dt.date:
        """Date of day 1, 2, …"""
        return self.first_day + dt.timedelta(days=day - 1)

    def moment(self, day: int, time: dt.time) -> dt.datetime:
        """Aware datetime of a local clock time on day 1, 2, … of the campaign."""
        return dt.datetime.combine(self.date_of_day(day), time, tzinfo=self.zone)

    def midnight_after(self, days: int) -> dt.datetime:
        """24:00 of the last day plus `days` calendar days, in the campaign's zone."""
        return dt.datetime.combine(self.last_day + dt.timedelta(days=days + 1), dt.time(0), tzinfo=self.zone)

    @property
    def report_due_at(self) -> dt.datetime:
        """24:00 of the third calendar day after the last day (seed 001: 活动结束后三日内)."""
        return self.midnight_after(3)

    @property
    def closes_itself_at(self) -> dt.datetime:
        return self.midnight_after(0)

    @property
    def safe_home_until(self) -> dt.datetime:
        return self.midnight_after(1)

    @property
    def scan_window(self) -> ScanWindow:
        """From three hours before the start until the close (product.md, rules with numbers)."""
        closing = None
        if self.state in (State.CLOSED, State.REPORTED):
            closing = self.moves.filter(to_state=State.CLOSED).order_by("at").last()
        return ScanWindow(self.starts_at - dt.timedelta(hours=3), closing.at if closing else None)

    def days_to_go(self, on: dt.date | None = None) -> int:
        return (self.first_day - (on or self.local(timezone.now()).date())).days

    @property
    def shows_plan(self) -> bool:
        """A plan that is not approved and opened yet, or that will not happen on its dates, is nobody's business."""
        return self.state not in (State.DRAFT, State.APPROVED) and not self.is_off

    @property
    def is_off(self) -> bool:
        """Cancelled, or postponed: its dates hold no more."""
        return self.state in OFF_THE_ROAD

    def is_in(self, *states: str) -> bool:
        return self.state in states


class CampaignMoveQuerySet(models.QuerySet["CampaignMove"]):
    def in_time_order(self) -> "CampaignMoveQuerySet":
        return self.order_by("at", "pk")


class CampaignMove(models.Model):
    """One named act in a campaign's life: who, when, why. `by` is empty for what the clock did."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="moves")
    verb = models.CharField(max_length=20)
    from_state = models.CharField(max_length=12, choices=State.choices)
    to_state = models.CharField(max_length=12, choices=State.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)

    objects = CampaignMoveQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.verb}"
