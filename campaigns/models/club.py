"""A club belongs to a store or a region; everything else belongs to a club.

Rule: staff see only the clubs in which they have a role; a stranger gets 404.
"""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class ClubQuerySet(models.QuerySet["Club"]):
    def seen_by(self, staff) -> "ClubQuerySet":
        return self.filter(pk__in=staff.roles.values("club_id"))

    def in_name_order(self) -> "ClubQuerySet":
        return self.order_by("name", "pk")


class Club(models.Model):
    name = models.CharField(_("club name"), max_length=60)
    slug = models.SlugField(max_length=40, unique=True)
    store = models.CharField(_("store"), max_length=80, blank=True)
    city = models.CharField(_("city"), max_length=40, blank=True)
    brand = models.CharField(_("brand"), max_length=40, blank=True)
    logo = models.ImageField(_("logo"), upload_to="clubs/", blank=True)
    colour = models.CharField(
        _("club colour"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Six hexadecimal digits after #, such as #00634a."))],
    )
    contact_name = models.CharField(_("contact"), max_length=40, blank=True)
    contact_phone = models.CharField(_("contact phone"), max_length=30, blank=True)
    privacy_note = models.TextField(_("how personal data are used and how long they are kept"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ClubQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
