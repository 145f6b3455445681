"""Who and what would be in a draw now, and how far a draw has come.

Rule: the list is the cars counted in, each under its own number; a car without a sticker gets the next free
number. A car wins at most once in an evening. Whoever is not in it is listed with a reason. Nobody's name is part of
what is sealed.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max

from campaigns.models import Campaign, Prize
from registrations import draw_protocol as protocol
from registrations import draw_words, verify_draw
from registrations.links import check_in_code, code_hash
from registrations.models import (
    Draw,
    DrawExclusion,
    DrawPrize,
    DrawSecret,
    DrawState,
    Registration,
    Reveal,
)
from registrations.queries.presence import PresentCar, present_cars


@dataclass(frozen=True)
class ListedCar:
    """A car that came: its number in the draw, or why it is not in it."""

    registration: Registration
    number: int
    reason: str = ""

    @property
    def is_in(self) -> bool:
        return not self.reason

    @property
    def entrant(self) -> protocol.Entrant:
        return protocol.Entrant(self.number, code_hash(check_in_code(self.registration)))


def listed_cars(campaign: Campaign) -> list[ListedCar]:
    """Every car counted in, by number. Whoever won in a draw that stands is in no further one."""
    cars = present_cars(campaign)
    won = Reveal.objects.for_campaign(campaign).standing().values_list("entrant__registration_id", flat=True)
    out = dict.fromkeys(won, draw_words.WON_BEFORE)
    out |= dict(DrawExclusion.objects.filter(campaign=campaign).values_list("registration_id", "reason"))
    numbers = _numbers(campaign, cars)
    return sorted(
        (ListedCar(car.registration, numbers[car.registration.pk], _why_not(car, out)) for car in cars),
        key=lambda car: car.number,
    )


def _numbers(campaign: Campaign, cars: Iterable[PresentCar]) -> dict[int, int]:
    """The car number where there is one, else the next that no car of this campaign has."""
    last = Registration.objects.for_campaign(campaign).aggregate(last=Max("car_number"))["last"] or 0
    free = last + 1
    numbers = {}
    for registration in sorted((car.registration for car in cars), key=lambda one: one.pk):
        numbers[registration.pk] = registration.car_number or free
        free += registration.car_number is None
    return numbers


def _why_not(car: PresentCar, out: dict[int, str]) -> str:
    if car.registration.pk in out:
        return out[car.registration.pk]
    return draw_words.LEFT_THE_TOUR if car.left_at else ""


def public_exclusions(campaign: Campaign, cars: Iterable[ListedCar]) -> list[protocol.Exclusion]:
    """What the room may read: cars by number, crew and guests as a head count."""
    lines = [protocol.Exclusion(draw_words.car(car.number), car.reason) for car in cars if not car.is_in]
    crew = sum(campaign.crew.values_list("head_count", flat=True))
    if crew:
        lines.append(protocol.Exclusion(draw_words.crew_and_guests(crew), draw_words.NOT_PART_OF_IT))
    return lines


def units_left(campaign: Campaign) -> list[tuple[Prize, int]]:
    """Prizes with the units that no standing draw has given away, as planned."""
    standing = Reveal.objects.for_campaign(campaign).standing()
    given = Counter(standing.values_list("prize__prize_id", flat=True))
    left = [(prize, prize.quantity - given[prize.pk]) for prize in campaign.prizes.all()]
    return [(prize, units) for prize, units in left if units > 0]


def seal_of(draw: Draw, secret: str) -> protocol.Seal:
    """The seal rebuilt from the frozen rows."""
    return protocol.seal(
        draw=draw.public_id,
        number=draw.number,
        entrants=[protocol.Entrant(one.number, one.code_hash) for one in draw.entrants.all()],
        exclusions=[protocol.Exclusion(**line) for line in draw.exclusions],
        override=draw.override_reason,
        prizes=prize_lines(draw.prizes.all()),
        secret=secret,
    )


def prize_lines(prizes: Iterable[DrawPrize]) -> list[protocol.PrizeLine]:
    return [protocol.PrizeLine(one.name, one.quantity, one.worth_amount) for one in prizes]


def secret_for_presenter(draw: Draw) -> str:
    """Empty until the dice are thrown: before that nobody may know it, afterwards it decides nothing more."""
    if draw.state in (DrawState.FROZEN, DrawState.COMMITTED):
        return ""
    return DrawSecret.objects.filter(draw=draw).values_list("value", flat=True).first() or ""


def order_of(draw: Draw) -> list[int]:
    """Entry numbers in the drawn order; empty before the throw."""
    secret = secret_for_presenter(draw)
    if not secret or not draw.throw:
        return []
    numbers = list(draw.entrants.values_list("number", flat=True))
    return verify_draw.drawing_order(numbers, secret, draw.commit, draw.throw)


def next_call(draw: Draw) -> tuple[int, int, int] | None:
    """(entry number, prize position, unit) to reveal next; None when prizes or cars are used up."""
    results = list(draw.reveals.order_by("place").values_list("result", flat=True))
    return protocol.next_call(order_of(draw), protocol.prize_units(prize_lines(draw.prizes.all())), results)
