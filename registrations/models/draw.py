"""One verifiable lottery among the cars present: what was sealed, what was thrown, what was revealed.

Rule: written only by registrations/actions/draw.py, and only forwards: frozen → committed → thrown → finished,
or void from anywhere before the end. A void draw stays visible for ever. The secret has a row of its own, so
that no page can show it by accident before the end.
"""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Campaign, Prize
from campaigns.models.prize import MOST_WORTH, SHOWN_ON_SITE_ABOVE

from .registration import Registration

KEPT_YEARS = 2  # product.md, rules with numbers: records of a draw


class DrawState(models.TextChoices):
    FROZEN = "frozen", pgettext_lazy("draw state", "list closed")
    COMMITTED = "committed", pgettext_lazy("draw state", "sealed")
    THROWN = "thrown", pgettext_lazy("draw state", "being drawn")
    FINISHED = "finished", pgettext_lazy("draw state", "finished")
    VOID = "void", pgettext_lazy("draw state", "void")


OPEN_STATES = ["frozen", "committed", "thrown"]


class DrawQuerySet(models.QuerySet["Draw"]):
    def for_campaign(self, campaign: Campaign) -> "DrawQuerySet":
        return self.filter(campaign=campaign)

    def open(self) -> "DrawQuerySet":
        return self.filter(state__in=OPEN_STATES)

    def not_void(self) -> "DrawQuerySet":
        return self.exclude(state=DrawState.VOID)

    def latest_first(self) -> "DrawQuerySet":
        return self.order_by("-number")


class Draw(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    public_id = models.CharField(max_length=16, unique=True)
    number = models.PositiveSmallIntegerField(help_text="1, 2, …: the next one after a void one")
    state = models.CharField(max_length=9, choices=DrawState.choices, default=DrawState.FROZEN)
    exclusions = models.JSONField(default=list, help_text="who is not in it and why; public, no names")
    override_reason = models.CharField(max_length=200, blank=True, help_text="public: why not every phone was clear")
    dice = models.PositiveSmallIntegerField()
    list_hash = models.CharField(max_length=64)
    prize_hash = models.CharField(max_length=64)
    exclusion_hash = models.CharField(max_length=64)
    secret_hash = models.CharField(max_length=64, blank=True)
    commit = models.CharField(max_length=64, blank=True)
    throw = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=200, blank=True, help_text="public: why void, or why prizes were left")
    transcript = models.TextField(blank=True, help_text="the public record, as it left the house")
    digest = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    committed_at = models.DateTimeField(null=True, blank=True)
    thrown_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DrawQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="draw_number_unique_in_campaign"),
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(state__in=OPEN_STATES), name="one_open_draw_per_campaign"
            ),
            models.CheckConstraint(condition=Q(state__in=DrawState.values), name="draw_state_known"),
            models.CheckConstraint(
                condition=(Q(state="frozen", commit="", throw="", ended_at=None))
                | (Q(state="committed", throw="", ended_at=None) & ~Q(commit=""))
                | (Q(state="thrown", ended_at=None) & ~Q(commit="") & ~Q(throw=""))
                | (Q(state="finished", ended_at__isnull=False) & ~Q(throw="") & ~Q(transcript=""))
                | (Q(state="void", ended_at__isnull=False) & ~Q(reason="")),
                name="draw_state_matches_what_happened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} / {self.number}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_void(self) -> bool:
        return self.state == DrawState.VOID

    @property
    def kept_until(self) -> dt.datetime | None:
        """Winners stay on record until then, whatever is erased."""
        end = self.ended_at
        return end.replace(year=end.year + KEPT_YEARS, day=min(end.day, 28)) if end else None


class DrawSecret(models.Model):
    """32 bytes, hex. Read by actions only: never before the throw, by nobody but the presenter before the end."""

    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, primary_key=True, related_name="+")
    value = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"secret of {self.draw_id}"


class DrawEntrant(models.Model):
    """One car of the frozen list: the number that is called, and the hash of its check-in code."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="entrants")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="draw_entries")
    number = models.PositiveIntegerField()
    code_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "number"], name="entry_number_unique_in_draw"),
            models.UniqueConstraint(fields=["draw", "registration"], name="one_entry_per_car_and_draw"),
            models.UniqueConstraint(fields=["draw", "code_hash"], name="code_hash_unique_in_draw"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class DrawPrize(models.Model):
    """One line of the frozen prize list; the plan may change later, this does not."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="prizes")
    prize = models.ForeignKey(Prize, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(help_text="1, 2, … in the order of drawing")
    name = models.CharField(max_length=80)
    quantity = models.PositiveSmallIntegerField()
    worth_amount = models.DecimalField(max_digits=9, decimal_places=2)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "position"], name="prize_position_unique_in_draw"),
            models.UniqueConstraint(fields=["draw", "prize"], name="one_line_per_prize_and_draw"),
            models.CheckConstraint(
                condition=Q(worth_amount__gte=0, worth_amount__lte=MOST_WORTH), name="draw_prize_worth_within_law"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_shown_on_site(self) -> bool:
        return self.worth_amount > SHOWN_ON_SITE_ABOVE


class RevealResult(models.TextChoices):
    WON = "won", pgettext_lazy("draw result", "won")
    ABSENT = "absent", pgettext_lazy("draw result", "not there, passed")


class RevealQuerySet(models.QuerySet["Reveal"]):
    def for_campaign(self, campaign: Campaign) -> "RevealQuerySet":
        return self.filter(draw__campaign=campaign)

    def standing(self) -> "RevealQuerySet":
        """Wins that count: of draws that were not declared void."""
        return self.filter(result=RevealResult.WON).exclude(draw__state=DrawState.VOID)

    def to_collect(self) -> "RevealQuerySet":
        return self.standing().filter(claim__isnull=True)


class Reveal(models.Model):
    """What happened at one place of the order. Each car stands in it once, so it wins at most one prize."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="reveals")
    place = models.PositiveIntegerField(help_text="0, 1, … in the drawn order")
    entrant = models.OneToOneField(DrawEntrant, on_delete=models.PROTECT, related_name="reveal")
    prize = models.ForeignKey(DrawPrize, on_delete=models.PROTECT, related_name="reveals")
    unit = models.PositiveSmallIntegerField()
    result = models.CharField(max_length=6, choices=RevealResult.choices, default=RevealResult.WON)
    reason = models.CharField(_("reason"), max_length=200, blank=True, help_text="public: why it was passed")
    revealed_at = models.DateTimeField()

    objects = RevealQuerySet.as_manager()

    class Meta:
        ordering = ["draw", "place"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "place"], name="one_reveal_per_place"),
            models.UniqueConstraint(fields=["prize", "unit"], condition=Q(result="won"), name="prize_unit_drawn_once"),
            models.CheckConstraint(
                condition=Q(result="won", reason="") | (Q(result="absent") & ~Q(reason="")),
                name="absence_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draw_id}: {self.place}"
