"""One row that counts places and one row for each registration."""

from django.db import models


class Place(models.Model):
    taken = models.PositiveIntegerField(default=0)
    limit = models.PositiveIntegerField()

    class Meta:
        app_label = "bare"


class Entry(models.Model):
    name = models.CharField(max_length=40)
    phone = models.CharField(max_length=20, unique=True)

    class Meta:
        app_label = "bare"
