"""Car numbers 编号: the number on the sticker is the call sign and stays with the car.

Promises: the list is numbered when it is fixed (*ready*); a car that joins later gets the next number, off a spare
sticker; a number once given never changes and is never given again, even to replace a car that cancelled. Callers
hold the campaign's `Places` row, so that two cars are never numbered at once.
"""

from itertools import count

from django.db.models import Max

from campaigns.models import Campaign, State
from registrations.models import Registration, RegistrationState

FIXED = (State.READY, State.LIVE, State.CLOSED)


def number_cars(campaign: Campaign) -> int:
    """Give every car that comes its number, in the order of registration; returns how many were given."""
    parties = Registration.objects.for_campaign(campaign)
    unnumbered = list(parties.expected().filter(cars=1, car_number__isnull=True).in_arrival_order())
    for party, number in zip(unnumbered, count(_next(campaign)), strict=False):
        party.car_number = number
    Registration.objects.bulk_update(unnumbered, ["car_number"])
    return len(unnumbered)


def number_late_car(registration: Registration) -> None:
    """Set the number of a car that has a place only now; the caller saves. Nothing while the list is open."""
    if registration.campaign.state not in FIXED or registration.state != RegistrationState.CONFIRMED:
        return
    if registration.cars and registration.car_number is None:
        registration.car_number = _next(registration.campaign)


def _next(campaign: Campaign) -> int:
    last = Registration.objects.for_campaign(campaign).aggregate(last=Max("car_number"))["last"]
    return (last or 0) + 1
