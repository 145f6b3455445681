"""Who works for a club and as what. Rule: a club never loses its last administrator."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.actions.record import record
from campaigns.errors import CampaignError
from campaigns.foundation.sessions import end_sessions_of
from campaigns.models import Club, Role, Staff, StaffRole
from campaigns.queries.former_staff import former_staff


class LastAdministrator(CampaignError):
    """Nobody would be left who may set the club's page."""


class AnotherClubToo(CampaignError):
    """The account also works for a club in which the asking person is no administrator."""


class NotFormer(CampaignError):
    """The person never worked for this club, or still does."""


class NoRoles(CampaignError):
    """Somebody without a role sees nothing; close the access instead."""


@transaction.atomic
def add_staff(
    *, club: Club, name: str, username: str, password: str, roles: Collection[str], by: Staff, phone: str = ""
) -> Staff:
    """A new account with these roles in this club. Raises NoRoles."""
    if not roles:
        raise NoRoles(_("Give at least one role."))
    staff = Staff.objects.create_user(username=username, password=password, name=name, phone=phone)
    StaffRole.objects.bulk_create(StaffRole(staff=staff, club=club, role=role) for role in sorted(set(roles)))
    record(verb="add_staff", thing=staff, club=club, by=by, facts={"roles": sorted(roles)})
    return staff


@transaction.atomic
def change_roles(*, club: Club, staff: Staff, roles: Collection[str], by: Staff) -> None:
    """These and no other roles in this club. Raises LastAdministrator, NoRoles."""
    if not roles:
        raise NoRoles(_("Give at least one role."))
    if Role.ADMINISTRATOR not in roles:
        _keep_an_administrator(club, staff)
    before = sorted(staff.roles.filter(club=club).values_list("role", flat=True))
    staff.roles.filter(club=club).exclude(role__in=roles).delete()
    for role in sorted(set(roles) - set(before)):
        StaffRole.objects.create(staff=staff, club=club, role=role)
    record(verb="change_roles", thing=staff, club=club, by=by, facts={"from": before, "to": sorted(roles)})


@transaction.atomic
def set_password(*, club: Club, staff: Staff, password: str, by: Staff) -> None:
    """A new password for a colleague who has lost the old one; who is signed in with the old one is signed out.

    Raises AnotherClubToo: whoever sets a password could sign in with it, so must be administrator wherever it opens.
    """
    mine = StaffRole.objects.filter(staff=by, role=Role.ADMINISTRATOR).values("club")
    if staff.roles.exclude(club__in=mine).exists():
        raise AnotherClubToo(_("This account also works for a club that you do not administer. Ask there."))
    staff.set_password(password)
    staff.save(update_fields=["password"])
    record(verb="set_password", thing=staff, club=club, by=by)


@transaction.atomic
def end_access(*, club: Club, staff: Staff, by: Staff, at: dt.datetime | None = None) -> None:
    """No role in this club any more. With the last one the account is closed and signed out everywhere.

    Raises LastAdministrator.
    """
    _keep_an_administrator(club, staff)
    before = sorted(staff.roles.filter(club=club).values_list("role", flat=True))
    staff.roles.filter(club=club).delete()
    if not staff.roles.exists():
        staff.is_active = False
        staff.save(update_fields=["is_active"])
        end_sessions_of(staff.pk)
    record(verb="end_access", thing=staff, club=club, by=by, facts={"from": before}, at=at)


@transaction.atomic
def restore_access(*, club: Club, staff: Staff, roles: Collection[str], by: Staff) -> None:
    """A former colleague is back, with the old login and these roles. Raises NoRoles, NotFormer."""
    if not roles:
        raise NoRoles(_("Give at least one role."))
    if staff not in former_staff(club):
        raise NotFormer(_("Only somebody who worked for this club can be given access again."))
    StaffRole.objects.bulk_create(StaffRole(staff=staff, club=club, role=role) for role in sorted(set(roles)))
    staff.is_active = True
    staff.save(update_fields=["is_active"])
    record(verb="restore_access", thing=staff, club=club, by=by, facts={"roles": sorted(roles)})


def _keep_an_administrator(club: Club, leaving: Staff) -> None:
    """Locks the club's row, so that two administrators cannot remove each other at once."""
    Club.objects.select_for_update().get(pk=club.pk)
    others = StaffRole.objects.in_club(club).filter(role=Role.ADMINISTRATOR).exclude(staff=leaving)
    if not others.exists():
        raise LastAdministrator(_("This is the club's only administrator. Name another one first."))
