"""A club joins this installation, with its first administrator; everything after that happens on its pages."""

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.actions.record import record
from campaigns.errors import CampaignError
from campaigns.models import Club, Role, Staff, StaffRole


class ClubExists(CampaignError):
    """There is a club with this short name already."""


@transaction.atomic
def found_club(*, name: str, slug: str, username: str, password: str = "") -> Club:
    """A new club. `username` may work for other clubs already; a new account gets `password`. Raises ClubExists."""
    if Club.objects.filter(slug=slug).exists():
        raise ClubExists(_("There is a club with the short name “%(slug)s” already.") % {"slug": slug})
    club = Club.objects.create(name=name, slug=slug)
    staff = Staff.objects.filter(username=username).first()
    if staff is None:
        staff = Staff.objects.create_user(username=username, password=password, name=username)
    StaffRole.objects.create(staff=staff, club=club, role=Role.ADMINISTRATOR)
    record(verb="found_club", thing=club, club=club, by=staff)
    return club
