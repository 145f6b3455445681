"""Staff sign in; what they may do is decided by their roles, club by club.

Rule: an administrator of a club may do everything in that club and nothing in another.
"""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .club import Club


class Role(models.TextChoices):
    PLANNER = "planner", _("planner")
    CALLER = "caller", _("caller")
    HOST = "host", _("host")
    MANAGER = "manager", _("manager")
    ADMINISTRATOR = "administrator", _("administrator")


class Staff(AbstractUser):
    """A person of the store or club who signs in. `name` is what colleagues and owners read."""

    first_name = None  # type: ignore[assignment]  # Chinese names are one field
    last_name = None  # type: ignore[assignment]  # Chinese names are one field
    name = models.CharField(_("name"), max_length=40, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    theme = models.CharField(_("day or night"), max_length=5, blank=True)

    REQUIRED_FIELDS = ["email"]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name or self.username

    def get_short_name(self) -> str:
        return self.name or self.username


class StaffRoleQuerySet(models.QuerySet["StaffRole"]):
    def in_club(self, club: Club) -> "StaffRoleQuerySet":
        return self.filter(club=club, staff__is_active=True)


class StaffRole(models.Model):
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="roles")
    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=15, choices=Role.choices)

    objects = StaffRoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "club", "role"], name="one_row_per_role"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="staff_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.staff} · {self.get_role_display()}"
