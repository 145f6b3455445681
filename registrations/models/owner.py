"""Owners are rows of one club, never shared; vehicles are the cars in their garage.

Rule: `UNIQUE (club, phone)`. A public form never changes an existing owner nor shows archived data.
"""

from django.db import models
from django.db.models.functions import Right
from django.utils.translation import gettext_lazy as _

from campaigns.models import Club

LONGEST_NAME = 80  # a form cuts a longer one while it is typed, and says nothing


class OwnerQuerySet(models.QuerySet["Owner"]):
    def of_club(self, club: Club) -> "OwnerQuerySet":
        return self.filter(club=club)

    def may_be_called(self) -> "OwnerQuerySet":
        return self.filter(do_not_call=False, erased_at__isnull=True)


class Owner(models.Model):
    club = models.ForeignKey(Club, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    phone = models.CharField(_("mobile number"), max_length=16, help_text="E.164")
    phone_last4 = models.CharField(max_length=4, editable=False, default="")
    nickname = models.CharField(_("forum nickname"), max_length=40, blank=True)
    initials = models.CharField(max_length=20, blank=True, editable=False, help_text="pinyin initials")
    city = models.CharField(_("city"), max_length=40, blank=True)
    adviser = models.CharField(_("adviser"), max_length=40, blank=True)
    is_prospect = models.BooleanField(_("prospect"), default=False)
    do_not_call = models.BooleanField(_("do not call"), default=False)
    born_on = models.DateField(_("birthday"), null=True, blank=True)
    last_visit_on = models.DateField(_("last visit to the store"), null=True, blank=True)
    visit_count = models.PositiveIntegerField(_("visits"), default=0)
    spent_amount = models.DecimalField(_("spent, CNY"), max_digits=12, decimal_places=2, default=0)
    member_since = models.DateField(_("member since"), null=True, blank=True)
    member_number = models.CharField(_("member number"), max_length=20, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = OwnerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["club", "phone"], name="one_owner_per_club_and_phone")]
        indexes = [
            models.Index(fields=["club", "name"], name="owner_by_name"),
            models.Index(fields=["club", "phone_last4"], name="owner_by_last4"),
            models.Index(fields=["club", "initials"], name="owner_by_initials"),
            models.Index(fields=["club", "-last_visit_on", "-id"], name="owner_by_last_visit"),
        ]

    def __str__(self) -> str:
        return self.name


class Drive(models.TextChoices):
    PETROL = "petrol", _("petrol")
    ELECTRIC = "electric", _("electric")
    PLUG_IN = "plug-in hybrid", _("plug-in hybrid")
    OTHER = "other", _("other drive")


class Vehicle(models.Model):
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="vehicles")
    plate = models.CharField(_("plate"), max_length=10, blank=True, db_index=True)
    plate_last4 = models.GeneratedField(
        expression=Right("plate", 4), output_field=models.CharField(max_length=4), db_persist=True, db_index=True
    )
    vin = models.CharField(_("VIN"), max_length=17, blank=True, db_index=True)
    model = models.CharField(_("model"), max_length=40, blank=True)
    drive = models.CharField(_("drive"), max_length=14, choices=Drive.choices, blank=True)
    bought_on = models.DateField(_("bought"), null=True, blank=True)

    def __str__(self) -> str:
        return self.plate or self.vin or self.model
