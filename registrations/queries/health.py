"""What must always be true between tables, checked: each broken promise is one sentence with ids and figures.

Rule: reads only. Nothing of the day is cached, so presence needs no rebuilding; what is checked is that every
event still points at its own campaign and that nobody switched off the guard against changes.
"""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Count, F, Max, Q, Sum

from campaigns.models import Campaign
from registrations.links import check_in_code, registration_for_code
from registrations.models import (
    PLACED_STATES,
    Accepts,
    Device,
    Places,
    Registration,
    RegistrationMove,
    RegistrationState,
    ScanEvent,
)


def findings() -> list[str]:
    """Everything that is not as it must be; an empty list is good health."""
    return [*_places(), *_waiting(), *_states(), *_links(), *_scans(), *_guards()]


def _places() -> Iterator[str]:
    """Counters in `Places` equal the sum over registrations that hold a place."""
    placed = Registration.objects.filter(state__in=PLACED_STATES).order_by().values("campaign")
    sums = {
        row["campaign"]: (row["cars"], row["people"]) for row in placed.annotate(cars=Sum("cars"), people=Sum("people"))
    }
    for places in Places.objects.select_related("campaign"):
        cars, people = sums.pop(places.campaign_id, (0, 0))
        if (places.taken_cars, places.taken_people) != (cars, people):
            yield (
                f"{places.campaign.slug}: places say {places.taken_cars} cars and {places.taken_people} people taken, "
                f"the registrations hold {cars} and {people}."
            )
        if places.accepts != Accepts.in_state(places.campaign.state):
            yield f"{places.campaign.slug}: is {places.campaign.state}, and its places accept “{places.accepts}”."
    for campaign in sums:
        yield f"campaign {campaign}: registrations hold places, but there is no row of places."


def _waiting() -> Iterator[str]:
    waiting = Registration.objects.filter(state=RegistrationState.WAITING).order_by().values("campaign")
    counts = {row["campaign"]: row["n"] for row in waiting.annotate(n=Count("pk"))}
    for places in Places.objects.select_related("campaign"):
        count = counts.get(places.campaign_id, 0)
        if places.waiting_count != count:
            yield f"{places.campaign.slug}: places say {places.waiting_count} parties wait, {count} do."


def _states() -> Iterator[str]:
    """A registration's state is where its last move led."""
    last: dict[int, str] = {}
    for registration, state in RegistrationMove.objects.order_by("at", "pk").values_list("registration", "to_state"):
        last[registration] = state
    for pk, state in Registration.objects.values_list("pk", "state"):
        if pk in last and last[pk] != state:
            yield f"registration {pk}: its last move led to {last[pk]}, its state is {state}."


def _links() -> Iterator[str]:
    """Every check-in code leads back to its own registration, and typed codes are as they should be."""
    for registration in Registration.objects.select_related("campaign"):
        found = registration_for_code(registration.campaign, check_in_code(registration))
        if found is None or found.pk != registration.pk:
            yield f"registration {registration.pk}: its check-in code does not lead to it."
    short = Registration.objects.exclude(typed_code__regex=r"^[0-9A-Z]{8}$").values_list("pk", flat=True)
    yield from (f"registration {pk}: its typed code is not 8 characters." for pk in short)


def _scans() -> Iterator[str]:
    """Events stay inside their campaign; a device says at least the numbers that are here."""
    strays = ScanEvent.objects.filter(
        ~Q(checkpoint__campaign=F("campaign")) & Q(checkpoint__isnull=False)
        | ~Q(registration__campaign=F("campaign")) & Q(registration__isnull=False)
        | ~Q(device__campaign=F("campaign")) & Q(device__isnull=False)
    )
    yield from (f"scan {pk}: it points outside its campaign." for pk in strays.values_list("pk", flat=True))
    reported = dict(Device.objects.values_list("pk", "last_reported_sequence"))
    numbered = ScanEvent.objects.filter(device__isnull=False).order_by().values_list("device")
    for device, highest in numbered.annotate(highest=Max("sequence")):
        if highest > reported[device]:
            yield f"device {device}: number {highest} is here, but it reported only {reported[device]}."


def _guards() -> Iterator[str]:
    """The database still refuses to change a scan event and a record."""
    query = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {row[0] for row in cursor.fetchall()}
    for trigger in ("scan_event_never_changes", "record_never_changes"):
        if trigger not in there:
            yield f"the guard {trigger} is missing; run the migrations again."


def campaigns_checked() -> int:
    return Campaign.objects.count()
