"""Places: cars and people, both limited, in one row per campaign.

Rule: `taken` moves only by the conditional UPDATE in registrations/actions/places.py; `over` only by a
recorded `PlacesException`. The check constraints are the last defence.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from campaigns.models import Campaign, State


class Accepts(models.TextChoices):
    REGISTER = "register", "register"
    CONFIRM = "confirm", "register, confirmed by that act"
    QUEUE = "queue", "queue"
    NOTHING = "nothing", "nothing"

    @classmethod
    def in_state(cls, state: str) -> "Accepts":
        """What a new party may get while the campaign is in `state`; every move of its life writes it down."""
        by_state = {State.INVITING: cls.REGISTER, State.CONFIRMING: cls.CONFIRM, State.READY: cls.QUEUE}
        return by_state.get(State(state), cls.NOTHING)


class PlacesQuerySet(models.QuerySet["Places"]):
    def for_campaign(self, campaign: Campaign) -> "PlacesQuerySet":
        return self.filter(campaign=campaign)


class Places(models.Model):
    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, related_name="+")
    accepts = models.CharField(max_length=8, choices=Accepts.choices, default=Accepts.NOTHING)
    is_strict = models.BooleanField(default=False)
    limit_cars = models.IntegerField()
    limit_people = models.IntegerField()
    over_cars = models.IntegerField(default=0)
    over_people = models.IntegerField(default=0)
    taken_cars = models.IntegerField(default=0)
    taken_people = models.IntegerField(default=0)
    waiting_count = models.IntegerField(default=0)

    objects = PlacesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "places"
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_cars__gte=0) & Q(taken_cars__lte=F("limit_cars") + F("over_cars")),
                name="places_cars_within_limit",
            ),
            models.CheckConstraint(
                condition=Q(taken_people__gte=0) & Q(taken_people__lte=F("limit_people") + F("over_people")),
                name="places_people_within_limit",
            ),
            models.CheckConstraint(
                condition=Q(
                    waiting_count__gte=0,
                    over_cars__gte=0,
                    over_people__gte=0,
                    limit_cars__gte=0,
                    limit_people__gte=0,
                ),
                name="places_nothing_negative",
            ),
            models.CheckConstraint(condition=Q(accepts__in=Accepts.values), name="places_accepts_known"),
        ]

    def __str__(self) -> str:
        return f"{self.taken_cars}/{self.limit_cars} · {self.taken_people}/{self.limit_people}"

    @property
    def cars_free(self) -> int:
        return max(0, self.limit_cars - self.taken_cars)

    @property
    def people_free(self) -> int:
        return max(0, self.limit_people - self.taken_people)

    @property
    def cars_over(self) -> int:
        """How many cars are taken beyond the limit ("over by n")."""
        return max(0, self.taken_cars - self.limit_cars)

    @property
    def people_over(self) -> int:
        return max(0, self.taken_people - self.limit_people)

    @property
    def is_full(self) -> bool:
        return self.cars_free == 0 or self.people_free == 0

    def fits(self, cars: int, people: int) -> bool:
        return cars <= self.cars_free and people <= self.people_free


class ExceptionKind(models.TextChoices):
    LIMIT_LOWERED = "limit_lowered", pgettext_lazy("places", "limit lowered below what is taken")
    WALK_IN = "walk_in", pgettext_lazy("places", "walk-in")
    STAFF = "staff", pgettext_lazy("places", "staff exception")


class PlacesException(models.Model):
    """The recorded act that let `over` grow: by how much, who, when, why."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=ExceptionKind.choices)
    cars = models.IntegerField()
    people = models.IntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.kind}: +{self.cars}/+{self.people}"
