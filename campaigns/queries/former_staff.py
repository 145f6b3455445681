"""Who worked for a club and no longer does, by the record: it alone outlives the roles."""

from campaigns.models import Club, Record, Staff
from campaigns.models.record import RecordQuerySet

ENDED = "end_access"


def former_staff(club: Club) -> list[Staff]:
    """By name."""
    left = {int(pk) for pk in _endings(club).values_list("thing_id", flat=True)}
    return list(Staff.objects.filter(pk__in=left).exclude(roles__club=club).order_by("name", "pk"))


def roles_before(club: Club, staff: Staff) -> list[str]:
    """The roles held when the access ended last."""
    last = _endings(club).about(staff).order_by("at", "pk").last()
    return last.facts["from"] if last else []


def _endings(club: Club) -> RecordQuerySet:
    return Record.objects.filter(club=club, verb=ENDED, thing=Staff._meta.label_lower)
