"""The figures of a campaign as plain values: closing gathers them, the report freezes them, pages and papers show them.

Rule: ids and figures only, never a person's name, so that frozen figures survive the erasure of people.
`as_frozen` and `from_frozen` are exact inverses; money is CNY in whole fen as text ("161200.00"), times are ISO.
"""

import datetime as dt
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from decimal import Decimal
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True)
class Count:
    """Cars and people, never one without the other."""

    cars: int = 0
    people: int = 0


@dataclass(frozen=True)
class CheckpointTurnout:
    """One checkpoint: expected there (confirmed, and joined by then) and counted in."""

    stop_id: int
    name: str
    expected: Count
    arrived: Count


@dataclass(frozen=True)
class ChannelTurnout:
    """One channel's part of the funnel; without id and name, what has no channel.

    `invited` counts owners, for a link visitors; `reached` is None there.
    """

    channel_id: int | None
    name: str
    kind: str
    invited: int
    reached: int | None
    registered: Count
    confirmed: Count
    arrived: Count


@dataclass(frozen=True)
class CallerTurnout:
    """What one caller's invitations became; `staff_id` is None for what nobody rang."""

    staff_id: int | None
    invited: int
    reached: int
    registered: Count
    confirmed: Count
    arrived: Count


@dataclass(frozen=True)
class SurveyTurnout:
    """Answers by choice: satisfaction 5…1, recommending and buying again 3…1; asked = parties that arrived."""

    asked: int = 0
    answered: int = 0
    satisfaction: dict[int, int] = field(default_factory=dict)
    recommend: dict[int, int] = field(default_factory=dict)
    buy_again: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Turnout:
    """Who was asked, said yes, and came (product.md, the funnel).

    Walk-ins stand apart from `arrived`; who came at all is `came`. `confirmed_arrived` is the part of `confirmed` that
    came: parties ever confirmed and counted in, each with at most the size it confirmed. A party kept although it never
    confirmed is in `arrived` only. `gave_up` is the part of `registered` that holds no place any more.
    """

    target: Count
    limit: Count
    invited: int
    reached: int
    registered: Count
    confirmed: Count
    arrived: Count
    walk_ins: Count
    no_shows: Count
    confirmed_arrived: Count | None = None  # unknown in figures frozen before it was counted
    gave_up: Count = Count()
    gave_up_parties: int = 0
    waiting_left: Count = Count()
    waiting_left_parties: int = 0
    checkpoints: tuple[CheckpointTurnout, ...] = ()
    channels: tuple[ChannelTurnout, ...] = ()
    callers: tuple[CallerTurnout, ...] = ()
    survey: SurveyTurnout = SurveyTurnout()
    intents: dict[str, int] = field(default_factory=dict)

    @property
    def came(self) -> Count:
        """Everybody who came: the registered that arrived, and the walk-ins."""
        return Count(self.arrived.cars + self.walk_ins.cars, self.arrived.people + self.walk_ins.people)

    @property
    def show_up_rate(self) -> int | None:
        """Per cent of the confirmed cars that came, never over 100; None without confirmed cars or where unknown."""
        if self.confirmed_arrived is None or not self.confirmed.cars:
            return None
        return round(100 * self.confirmed_arrived.cars / self.confirmed.cars)

    @property
    def unconfirmed_arrived_cars(self) -> int:
        """Cars that came without having confirmed: held to the end and let in."""
        return max(0, self.arrived.cars - (self.confirmed_arrived or self.arrived).cars)

    @property
    def visitors(self) -> int:
        """Visits of the channels' links, which are no part of `invited`."""
        return sum(channel.invited for channel in self.channels if channel.reached is None)


@dataclass(frozen=True)
class MoneyLine:
    """One budget category; `supported_amount` is what others than the store and the club bear."""

    category: str
    planned_amount: Decimal
    actual_amount: Decimal
    supported_amount: Decimal


@dataclass(frozen=True)
class Money:
    """Planned, spent and supported; granted and claimed are of the support requests."""

    lines: tuple[MoneyLine, ...] = ()
    planned_amount: Decimal = Decimal(0)
    actual_amount: Decimal = Decimal(0)
    supported_amount: Decimal = Decimal(0)
    granted_amount: Decimal = Decimal(0)
    claimed_amount: Decimal = Decimal(0)
    claim_due_on: dt.date | None = None


@dataclass(frozen=True)
class StopAsRun:
    """One stop as planned and as it was; times are the campaign's local ones."""

    stop_id: int
    name: str
    day: int
    planned_at: dt.datetime
    actual_at: dt.datetime | None = None
    is_checkpoint: bool = False


@dataclass(frozen=True)
class CoverageLine:
    """Posts and articles at one place."""

    place: str
    kind: str
    count: int
    featured_count: int
    reads: int | None = None


@dataclass(frozen=True)
class IncidentLine:
    """Something that happened on the road; the words are the planner's and hold no names."""

    happened_at: dt.datetime
    what: str
    outcome: str
    minutes_lost: int


@dataclass(frozen=True)
class PrizeLine:
    """One prize, and the car numbers that drew it."""

    name: str
    quantity: int
    worth_amount: Decimal
    car_numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class SupplyLine:
    """One supply: needed for those who came and the crew, packed, handed out (None: not noted), returned."""

    name: str
    needed: int
    packed: int
    handed_out: int | None
    returned: int
    is_returnable: bool


@dataclass(frozen=True)
class Figures:
    """Everything a summary report says in figures."""

    turnout: Turnout
    money: Money = Money()
    road: tuple[StopAsRun, ...] = ()
    coverage: tuple[CoverageLine, ...] = ()
    incidents: tuple[IncidentLine, ...] = ()
    prizes: tuple[PrizeLine, ...] = ()
    supplies: tuple[SupplyLine, ...] = ()
    gathered_at: dt.datetime | None = None

    @property
    def cost_per_car(self) -> Decimal | None:
        """What was spent for each car that came, walk-ins too; None before either is known."""
        return per_car(self.money.actual_amount, self.turnout.came.cars)


def per_car(amount: Decimal | None, cars: int) -> Decimal | None:
    """In whole yuan, as one compares it."""
    return (amount / cars).quantize(Decimal(1)) if amount and cars else None


def as_frozen(figures: Figures) -> dict[str, Any]:
    """Plain JSON of the figures, the same bytes for the same figures once dumped with sorted keys."""
    frozen: dict[str, Any] = _plain(asdict(figures))
    return frozen


def from_frozen(frozen: dict[str, Any]) -> Figures:
    """The figures again, from what was stored."""
    figures: Figures = _typed(Figures, frozen)
    return figures


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return str(value.quantize(Decimal("0.01")))
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def _typed(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(kind) in (Union, UnionType):
        return _typed(next(one for one in get_args(kind) if one is not type(None)), value)
    if get_origin(kind) is tuple:
        return tuple(_typed(get_args(kind)[0], one) for one in value)
    if get_origin(kind) is dict:
        of_key, of_value = get_args(kind)
        return {of_key(key): _typed(of_value, one) for key, one in value.items()}
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{one.name: _typed(hints[one.name], value[one.name]) for one in fields(kind) if one.name in value})  # type: ignore[operator]  # a class, not an instance
    if kind is Decimal:
        return Decimal(value)
    if kind in (dt.datetime, dt.date):
        return kind.fromisoformat(value)
    return value
