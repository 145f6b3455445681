"""One line of a roster, whole or masked.

Rule: masked is the default. Masking leaves what people on site need to recognise a party: the family name,
the last four digits of the phone, the plate's first two and last two characters.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from campaigns.looks.dates import masked_phone
from campaigns.looks.dates import phone as spoken_phone
from campaigns.turnout import Count
from registrations import plate as plates
from registrations.models import ENDED_STATES, Registration, RegistrationState

COMPOUND_FAMILY_NAMES = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐", "夏侯")


@dataclass(frozen=True)
class RosterLine:
    """A party as a roster prints it."""

    registration_id: int
    car_number: int | None
    name: str
    phone: str
    plate: str
    model: str
    city: str
    cars: int
    adults: int
    children: int
    state: str
    joins_at: str
    channel: str
    nickname: str = ""
    shirts: str = ""
    diet: str = ""
    note: str = ""
    is_walk_in: bool = False
    registered: Count | None = None  # the last size held, as the funnel counts it
    confirmed: Count | None = None  # the last size confirmed
    arrived: Count | None = None

    @property
    def state_word(self) -> str:
        """The state in the paper's language, which may not be the page's."""
        return str(RegistrationState(self.state).label)

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED_STATES

    @property
    def people(self) -> int:
        return self.adults + self.children


def masked_name(name: str) -> str:
    """李○○ for 李红梅, J○○ for John: the family name and that there is more."""
    name = name.strip()
    if not name:
        return ""
    shown = 2 if name.startswith(COMPOUND_FAMILY_NAMES) else 1
    return name[:shown] + "○" * min(2, max(1, len(name) - shown))


def masked_plate(plate: str) -> str:
    """湘A***42: province, city and the last two characters; a short plate shows less, never all."""
    plain = plates.normal(plate)
    return plates.masked(plain) if len(plain) < 7 else f"{plain[:2]}***{plain[-2:]}"


def roster_lines(registrations: Iterable[Registration], *, is_masked: bool = True) -> list[RosterLine]:
    """Lines in the order given; `registrations` should come with channel and joins_at selected."""
    return [_line(registration, is_masked) for registration in registrations]


def _line(one: Registration, is_masked: bool) -> RosterLine:
    return RosterLine(
        registration_id=one.pk,
        car_number=one.car_number,
        name=masked_name(one.name) if is_masked else one.name,
        phone=masked_phone(one.phone) if is_masked else spoken_phone(one.phone),
        plate=masked_plate(one.plate) if is_masked else one.plate,
        model=one.model,
        city=one.city,
        cars=one.cars,
        adults=one.adults,
        children=one.children,
        state=one.state,
        joins_at=one.joins_at.name if one.joins_at else "",
        channel=one.channel.name if one.channel else "",
        nickname="" if is_masked else one.nickname,
        shirts=one.shirts,
        diet=one.diet,
        note="" if is_masked else one.note,
        is_walk_in=one.is_walk_in,
        registered=_count(one.held_cars, one.held_people),
        confirmed=_count(one.confirmed_cars, one.confirmed_people),
    )


def _count(cars: int | None, people: int | None) -> Count | None:
    return None if people is None else Count(cars or 0, people)
