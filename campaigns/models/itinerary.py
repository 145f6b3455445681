"""The itinerary: timed stops by day, each with arrive and depart; a leg is the drive that ends at a stop.

Rule: cars are counted in only at stops marked as checkpoints; cars may join only where `cars_may_join`.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .campaign import Campaign


class StopKind(models.TextChoices):
    ASSEMBLY = "assembly", pgettext_lazy("stop kind", "assembly")
    REST = "rest", pgettext_lazy("stop kind", "rest")
    FUEL = "fuel", pgettext_lazy("stop kind", "fuel or charging")
    MEAL = "meal", pgettext_lazy("stop kind", "meal")
    SIGHT = "sight", pgettext_lazy("stop kind", "sight")
    HOTEL = "hotel", pgettext_lazy("stop kind", "hotel")
    BANQUET = "banquet", pgettext_lazy("stop kind", "banquet")
    TOLL = "toll", pgettext_lazy("stop kind", "toll gate")
    ACTIVITY = "activity", pgettext_lazy("stop kind", "activity")
    END = "end", pgettext_lazy("stop kind", "end")


# Where one only breaks the drive: no destination of anybody's.
ON_THE_WAY = (StopKind.REST, StopKind.FUEL, StopKind.TOLL)


class Datum(models.TextChoices):
    WGS84 = "wgs84", "WGS-84"
    GCJ02 = "gcj02", "GCJ-02"


class StopQuerySet(models.QuerySet["Stop"]):
    def in_road_order(self) -> "StopQuerySet":
        return self.order_by("day", "position", "pk")

    def checkpoints(self) -> "StopQuerySet":
        return self.filter(is_checkpoint=True)

    def where_cars_join(self) -> "StopQuerySet":
        return self.filter(cars_may_join=True)


class Stop(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="stops")
    day = models.PositiveSmallIntegerField(_("day"), default=1, validators=[MinValueValidator(1)])
    position = models.PositiveIntegerField(default=0)
    arrive = models.TimeField(_("arrive"))
    depart = models.TimeField(_("depart"), null=True, blank=True)
    name = models.CharField(_("stop"), max_length=80)
    kind = models.CharField(_("kind"), max_length=12, choices=StopKind.choices, default=StopKind.REST)
    place = models.CharField(
        _("place"), max_length=160, blank=True, help_text=_("The address owners copy into their map.")
    )
    note = models.CharField(_("what happens"), max_length=300, blank=True)
    who = models.CharField(_("who looks after it"), max_length=80, blank=True)
    is_checkpoint = models.BooleanField(_("checkpoint"), default=False)
    cars_may_join = models.BooleanField(_("cars may join here"), default=False)
    lat = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    lon = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    datum = models.CharField(_("datum"), max_length=5, choices=Datum.choices, default=Datum.WGS84)
    # The leg that ends here; empty = estimated from coordinates and times.
    leg_distance_km = models.PositiveSmallIntegerField(_("distance to here, km"), null=True, blank=True)
    leg_drive_minutes = models.PositiveSmallIntegerField(_("driving time to here, minutes"), null=True, blank=True)
    actual_arrive_at = models.DateTimeField(_("arrived at"), null=True, blank=True)
    actual_depart_at = models.DateTimeField(_("left at"), null=True, blank=True)

    objects = StopQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(day__gte=1), name="stop_day_from_one"),
            models.CheckConstraint(condition=models.Q(kind__in=StopKind.values), name="stop_kind_known"),
            models.CheckConstraint(
                condition=models.Q(lat__isnull=True, lon__isnull=True) | models.Q(lat__isnull=False, lon__isnull=False),
                name="stop_both_coordinates_or_none",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_on_the_way(self) -> bool:
        return self.kind in ON_THE_WAY

    def clean(self) -> None:
        if (self.lat is None) != (self.lon is None):
            raise ValidationError({"lon": _("Give both latitude and longitude, or neither.")})
        if self.depart and self.arrive and self.depart < self.arrive:
            raise ValidationError({"depart": _("Departure comes before arrival on the same day.")})


class Ceremony(models.Model):
    """An appointment, a flag, a toast: something said and done in front of everybody."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="ceremonies")
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(_("kind"), max_length=40)
    what = models.CharField(_("what happens"), max_length=200)
    who = models.CharField(_("who"), max_length=120, blank=True)
    stop = models.ForeignKey(
        Stop,
        verbose_name=_("where"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="ceremonies",
    )

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.kind
