"""Stops of the itinerary: a new one stands where its time says; a moved one takes its neighbours' times along.

Promises: two stops that change places keep their stays and the drive between them, so what follows keeps its times;
what was typed about a leg is forgotten where the leg is another one now. Minutes count from 00:00.
Refuses by PlanFixed and DayIsFull.
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.actions.plan_rows import refuse_if_fixed
from campaigns.actions.record import changes, record
from campaigns.errors import CampaignError
from campaigns.models import Campaign, Staff, Stop

LAST_MINUTE = 24 * 60 - 1
BETWEEN_DAYS_MINUTES = 30


class DayIsFull(CampaignError):
    """The stops that move along would pass midnight."""


@transaction.atomic
def write_stop(*, stop: Stop, by: Staff, moves_following: bool = False, at: dt.datetime | None = None) -> Stop:
    """Save a new or changed stop. `moves_following`: later stops of its day shift by as much as its end did."""
    refuse_if_fixed(stop.campaign, "stops")
    is_new = stop.pk is None
    before = None if is_new else Stop.objects.get(pk=stop.pk)
    stop.position = _position_by_time(stop) if is_new or (before and before.day != stop.day) else stop.position
    facts: dict[str, Any] = {"fields": changes(before, stop)} if before else {}
    stop.save()
    shift = _end(stop) - _end(before) if before and before.day == stop.day else 0
    if before and before.depart is None:  # its end is said for the first time; nothing moved
        shift = 0
    if moves_following and shift:
        _shift_following(stop, shift)
    _number(stop.campaign)
    record(
        verb="plan_add" if is_new else "plan_change",
        thing=stop,
        campaign=stop.campaign,
        by=by,
        at=at,
        facts=facts | ({"shift_minutes": shift} if moves_following and shift else {}),
    )
    return stop


@transaction.atomic
def move_stop(*, stop: Stop, day: int, index: int, by: Staff) -> None:
    """Move a stop to place `index` of `day`; the times go along. Raises PlanFixed."""
    refuse_if_fixed(stop.campaign, "stops")
    days, left = _by_day(stop.campaign), stop.day
    road = days.setdefault(day, [])
    if day != left:
        days[left] = [one for one in days[left] if one.pk != stop.pk]
        _forget_leg(days[left], _first_from(days[left], stop))
        moved = _cross(stop, day, road)
    else:
        moved = next(one for one in road if one.pk == stop.pk)
    _move_within(road, road.index(moved), max(0, min(index, len(road) - 1)))
    for one in {one.pk: one for one in [*days[left], *road]}.values():
        one.save()
    _number(stop.campaign, days)
    record(verb="plan_move", thing=stop, campaign=stop.campaign, by=by, facts={"day": day, "to": index})


def place_of(stop: Stop, direction: str) -> tuple[int, int] | None:
    """(day, index) one step up or down the road; None at its ends."""
    days = _by_day(stop.campaign)
    index = [one.pk for one in days[stop.day]].index(stop.pk)
    if direction == "up":
        if index:
            return stop.day, index - 1
        return (stop.day - 1, len(days.get(stop.day - 1, []))) if stop.day > 1 else None
    if index < len(days[stop.day]) - 1:
        return stop.day, index + 1
    return (stop.day + 1, 0) if stop.day < stop.campaign.day_count else None


def _by_day(campaign: Campaign) -> dict[int, list[Stop]]:
    days: dict[int, list[Stop]] = {}
    for stop in Stop.objects.filter(campaign=campaign).in_road_order():
        days.setdefault(stop.day, []).append(stop)
    return days


def _minutes(time: dt.time) -> int:
    return time.hour * 60 + time.minute


def _time(minutes: int) -> dt.time:
    minutes = max(0, min(minutes, LAST_MINUTE))
    return dt.time(minutes // 60, minutes % 60)


def _end(stop: Stop) -> int:
    return _minutes(stop.depart or stop.arrive)


def _arrive_at(stop: Stop, minutes: int) -> None:
    stay = _end(stop) - _minutes(stop.arrive)
    stop.arrive = _time(minutes)
    stop.depart = _time(minutes + stay) if stop.depart else None


def _position_by_time(stop: Stop) -> int:
    """After the last stop of the day that arrives no later; halves are avoided by numbering anew."""
    road = Stop.objects.filter(campaign=stop.campaign, day__lte=stop.day).exclude(pk=stop.pk).in_road_order()
    earlier = [one for one in road if (one.day, one.arrive) <= (stop.day, stop.arrive)]
    position = earlier[-1].position + 1 if earlier and earlier[-1].day == stop.day else 0
    for one in Stop.objects.filter(campaign=stop.campaign, day=stop.day, position__gte=position).exclude(pk=stop.pk):
        Stop.objects.filter(pk=one.pk).update(position=one.position + 1)
    return position


def _number(campaign: Campaign, days: dict[int, list[Stop]] | None = None) -> None:
    """Positions 0, 1, 2 … along the whole road."""
    roads = days or _by_day(campaign)
    for position, one in enumerate(one for day in sorted(roads) for one in roads[day]):
        if one.position != position or days:
            Stop.objects.filter(pk=one.pk).update(position=position)


def _shift_following(stop: Stop, shift: int) -> None:
    following = Stop.objects.filter(campaign=stop.campaign, day=stop.day, position__gt=stop.position)
    for one in following.in_road_order():
        if _minutes(one.arrive) + shift < 0 or _end(one) + shift > LAST_MINUTE:
            raise DayIsFull(_("“{name}” would pass midnight. Move it to another day first.").format(name=one.name))
        _arrive_at(one, _minutes(one.arrive) + shift)
        one.save(update_fields=["arrive", "depart"])


def _cross(stop: Stop, day: int, road: list[Stop]) -> Stop:
    """Put the stop at the near end of the other day, with a time that fits there."""
    goes_back, stay = day < stop.day, _end(stop) - _minutes(stop.arrive)
    stop.day = day
    if goes_back:
        if road and _minutes(stop.arrive) < _end(road[-1]):
            _arrive_at(stop, min(_end(road[-1]) + BETWEEN_DAYS_MINUTES, LAST_MINUTE - stay))
        road.append(stop)
    else:
        if road and _end(stop) > _minutes(road[0].arrive):
            _arrive_at(stop, max(0, _minutes(road[0].arrive) - stay - BETWEEN_DAYS_MINUTES))
        road.insert(0, stop)
    _forget_leg(road, road.index(stop), road.index(stop) + 1)
    return stop


def _first_from(road: list[Stop], stop: Stop) -> int:
    """Where the stop that followed `stop` stands now."""
    return next((index for index, one in enumerate(road) if one.position > stop.position), len(road))


def _move_within(road: list[Stop], index: int, target: int) -> None:
    step = 1 if target > index else -1
    while index != target:
        first = min(index, index + step)
        _change_places(road, first)
        index += step


def _change_places(road: list[Stop], first: int) -> None:
    """Two neighbours: stays and the drive between them are kept, so the pair ends when it ended before."""
    earlier, later = road[first], road[first + 1]
    drive = _minutes(later.arrive) - _end(earlier)
    _arrive_at(later, _minutes(earlier.arrive))
    _arrive_at(earlier, _end(later) + drive)
    road[first], road[first + 1] = later, earlier
    _forget_leg(road, first, first + 1, first + 2)


def _forget_leg(road: list[Stop], *indexes: int) -> None:
    for index in indexes:
        if index < len(road):
            road[index].leg_distance_km = road[index].leg_drive_minutes = None
