"""What an owner says afterwards, in the store's three measures of loyalty (product.md, what the store measures)."""

from django.db import models
from django.utils.translation import pgettext_lazy

from .registration import Registration


class Satisfaction(models.IntegerChoices):
    VERY_SATISFIED = 5, pgettext_lazy("survey", "very satisfied")
    SATISFIED = 4, pgettext_lazy("survey", "satisfied")
    SO_SO = 3, pgettext_lazy("survey", "so-so")
    DISSATISFIED = 2, pgettext_lazy("survey", "dissatisfied")
    VERY_DISSATISFIED = 1, pgettext_lazy("survey", "very dissatisfied")


class BuyAgain(models.IntegerChoices):
    OVER_70 = 3, pgettext_lazy("survey", "over 70%")
    FROM_30_TO_70 = 2, pgettext_lazy("survey", "30–70%")
    UNDER_30 = 1, pgettext_lazy("survey", "under 30%")


class Recommend(models.IntegerChoices):
    VERY_LIKELY = 3, pgettext_lazy("survey", "very likely")
    MAYBE = 2, pgettext_lazy("survey", "maybe")
    NO = 1, pgettext_lazy("survey", "no")


class SurveyAnswer(models.Model):
    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="survey_answer")
    satisfaction = models.PositiveSmallIntegerField(choices=Satisfaction.choices)
    buy_again = models.PositiveSmallIntegerField(choices=BuyAgain.choices, null=True, blank=True)
    recommend = models.PositiveSmallIntegerField(choices=Recommend.choices, null=True, blank=True)
    comment = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.satisfaction}"
