"""The itinerary's rules: every seeded fault is found, and a sound plan raises no alarm."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.coordinates import Point
from campaigns.group_rules import check_groups, groups_for
from campaigns.itinerary_legs import PlannedStop, legs_of
from campaigns.itinerary_rules import ADVICE, ERROR, NOTE, Checked, check_itinerary, days_driven, streaks_of
from campaigns.looks import findings

SHANGHAI = ZoneInfo("Asia/Shanghai")
OCTOBER = dt.date(2026, 10, 24)
CHANGSHA, TAOYUAN, WULINGYUAN = Point(28.235, 112.795), Point(28.902, 111.489), Point(29.346, 110.550)


def clock(text: str) -> dt.time | None:
    return dt.time.fromisoformat(text) if text else None


def stop(key: int, day: int, arrive: str, depart: str = "", point: Point | None = None, **fields) -> PlannedStop:
    return PlannedStop(key, day, clock(arrive), fields.pop("name", f"stop {key}"), clock(depart), point, **fields)


def checked(stops: list[PlannedStop], days: int = 2, notes: str = "") -> Checked:
    return check_itinerary(stops, first_day=OCTOBER, day_count=days, zone=SHANGHAI, safety_notes=notes)


def test_itinerary_that_begins_at_another_time_than_the_campaign_is_said():
    at_nine, at_eight = dt.time(9), dt.time(8)

    def found(starts: dt.time | None) -> list[tuple[str, int]]:
        result = check_itinerary(sound(), first_day=OCTOBER, day_count=2, zone=SHANGHAI, starts=starts)
        return [(finding.code, finding.stop) for finding in result.findings]

    assert found(at_eight) == [("start_differs", 1)]
    assert found(at_nine) == found(None) == []


@pytest.mark.parametrize(
    ("ends", "is_rest", "where"),
    [("17:00", False, None), ("16:15", False, None), ("16:00", False, 6), ("13:00", True, 5), ("14:00", True, None)],
)
def test_what_goes_on_after_the_campaigns_end_is_said_but_a_rest_on_the_way_home_is_not(ends, is_rest, where):
    *road, last = sound()
    stops = [*road, replace(last, is_on_the_way=is_rest)]

    result = check_itinerary(stops, first_day=OCTOBER, day_count=2, zone=SHANGHAI, ends=clock(ends))

    assert [(one.code, one.stop) for one in result.findings] == ([("after_the_end", where)] if where else [])
    assert ("times_fit" in [one.code for one in result.kept]) is (where is None)
    assert all(f"stop {where}" in findings.sentence(one) for one in result.findings)


def codes(result: Checked, *levels: str) -> list[str]:
    return [finding.code for finding in result.findings if not levels or finding.level in levels]


def sound() -> list[PlannedStop]:
    """Two days with a rest in time: nothing to find."""
    return [
        stop(1, 1, "09:00", "10:00", CHANGSHA, is_checkpoint=True),
        stop(2, 1, "11:10", "11:30", Point(28.55, 112.20)),
        stop(3, 1, "12:30", "13:15", TAOYUAN),
        stop(4, 1, "15:00", "", WULINGYUAN, is_checkpoint=True),
        stop(5, 2, "08:00", "14:00", WULINGYUAN),
        stop(6, 2, "15:45", "16:15", TAOYUAN),
    ]


def real_tour() -> list[PlannedStop]:
    return [
        stop(1, 1, "09:00", "10:00", CHANGSHA, name="长沙西服务区", is_checkpoint=True),
        stop(2, 1, "12:10", "13:00", TAOYUAN, name="桃源饭店"),
        stop(3, 1, "15:00", "17:30", WULINGYUAN, name="武陵源旅游区", is_checkpoint=True),
        stop(4, 1, "18:00", "", Point(29.349, 110.556), name="武陵源酒店宴会厅"),
        stop(5, 2, "08:00", "09:00", Point(29.338, 110.512), name="森林公园东门", is_checkpoint=True),
        stop(6, 2, "09:00", "17:00", Point(29.330, 110.480), name="森林公园"),
        stop(7, 2, "19:10", "19:40", Point(28.930, 111.460), name="桃源服务区", note="返程休息、天黑慢行"),
    ]


def test_real_tour_gives_the_two_advices_and_nothing_else():
    result = checked(real_tour())

    assert [(f.code, f.level, f.stop, f.facts["minutes"]) for f in result.findings] == [
        ("rest_advised", ADVICE, 2, 130),
        ("rest_advised", ADVICE, 7, 130),
    ]
    assert [finding.code for finding in result.kept] == ["under_four_hours", "times_fit", "dark_said"]
    sunset = result.kept[-1].facts["sunset"]
    assert dt.time(17, 50) < sunset.time() < dt.time(18, 5)
    assert f"日落 {sunset:%H:%M}" in findings.sentence(result.kept[-1])


def test_real_tour_tells_distance_and_driving_of_each_day():
    days = days_driven(legs_of(real_tour()))

    assert days[1][1] == 250
    assert 290 < days[1][0] < 320


def test_sound_plan_raises_no_alarm():
    assert codes(checked(sound())) == []


@pytest.mark.parametrize("shift", [0, 1, 7, 30])
def test_sound_plan_stays_sound_on_other_days(shift):
    first = OCTOBER + dt.timedelta(days=shift)

    assert not check_itinerary(sound(), first_day=first, day_count=2, zone=SHANGHAI).at(ERROR)


FAULTS = {
    "drives 4 h 1 min at a stretch": (
        [stop(1, 1, "08:00", "09:00", is_checkpoint=True), stop(2, 1, "13:01", "14:00")],
        "drives_too_long",
        2,
    ),
    "a stop of 19 min is no rest": (
        [
            stop(1, 1, "08:00", "08:00", is_checkpoint=True),
            stop(2, 1, "10:00", "10:19"),
            stop(3, 1, "12:20", "13:00"),
        ],
        "drives_too_long",
        3,
    ),
    "three legs add up": (
        [
            stop(1, 1, "08:00", "08:00", is_checkpoint=True),
            stop(2, 1, "09:30", "09:40"),
            stop(3, 1, "11:10", "11:20"),
            stop(4, 1, "12:50", "13:30"),
        ],
        "drives_too_long",
        4,
    ),
    "a typed driving time counts": (
        [stop(1, 1, "08:00", "", is_checkpoint=True), stop(2, 1, "14:00", "15:00", leg_minutes=241)],
        "drives_too_long",
        2,
    ),
    "through the night": (
        [stop(1, 1, "20:00", "22:00", is_checkpoint=True), stop(2, 2, "03:00", "04:00")],
        "drives_too_long",
        2,
    ),
    "2 h 1 min wants a stop": (
        [stop(1, 1, "08:00", "09:00", is_checkpoint=True), stop(2, 1, "11:01", "12:00")],
        "rest_advised",
        2,
    ),
    "departs before arriving": (
        [stop(1, 1, "09:00", "08:30", is_checkpoint=True), stop(2, 1, "10:00", "10:30")],
        "departs_before_arriving",
        1,
    ),
    "two stops overlap": (
        [stop(1, 1, "09:00", "10:00", is_checkpoint=True), stop(2, 1, "09:45", "10:30")],
        "overlaps",
        2,
    ),
    "back in time": (
        [stop(1, 1, "09:00", "10:00", is_checkpoint=True), stop(2, 1, "08:00", "08:30")],
        "back_in_time",
        2,
    ),
    "a day too many": (
        [stop(1, 1, "09:00", "10:00", is_checkpoint=True), stop(2, 3, "10:00", "11:00")],
        "outside_dates",
        2,
    ),
    "day nought": (
        [stop(1, 0, "09:00", "10:00", is_checkpoint=True), stop(2, 1, "10:00", "10:30")],
        "outside_dates",
        1,
    ),
    "nobody is that fast": (
        [stop(1, 1, "09:00", "10:00", CHANGSHA, is_checkpoint=True), stop(2, 1, "10:45", "12:00", TAOYUAN)],
        "cannot_arrive",
        2,
    ),
    "a typed distance cannot be driven": (
        [stop(1, 1, "09:00", "10:00", is_checkpoint=True), stop(2, 1, "11:00", "12:00", leg_km=170)],
        "cannot_arrive",
        2,
    ),
    "a typed driving time does not fit": (
        [stop(1, 1, "09:00", "10:00", is_checkpoint=True), stop(2, 1, "11:00", "12:00", leg_minutes=90)],
        "cannot_arrive",
        2,
    ),
    "after sunset": (
        [stop(1, 1, "15:00", "17:30", TAOYUAN, is_checkpoint=True), stop(2, 1, "19:20", "20:00", WULINGYUAN)],
        "in_the_dark",
        2,
    ),
    "before sunrise": (
        [stop(1, 1, "04:00", "05:00", TAOYUAN, is_checkpoint=True), stop(2, 1, "06:50", "08:00", WULINGYUAN)],
        "in_the_dark",
        2,
    ),
    "no departure": ([stop(1, 1, "09:00", "", is_checkpoint=True), stop(2, 1, "11:00", "12:00")], "no_departure", 1),
    "no checkpoint": ([stop(1, 1, "09:00", "10:00"), stop(2, 1, "11:00", "12:00")], "no_checkpoint", 0),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_seeded_fault_is_found_and_nothing_else(fault):
    stops, code, where = FAULTS[fault]

    found = [(finding.code, finding.stop) for finding in checked(stops).findings]

    assert found == [(code, where)]


def test_four_hours_to_the_minute_are_lawful():
    stops = [stop(1, 1, "08:00", "09:00", is_checkpoint=True), stop(2, 1, "13:00", "14:00")]

    assert codes(checked(stops)) == ["rest_advised"]


def test_rest_of_twenty_minutes_starts_anew():
    stops = [
        stop(1, 1, "08:00", "08:00", is_checkpoint=True),
        stop(2, 1, "10:00", "10:20"),
        stop(3, 1, "12:20", "13:00"),
    ]

    assert codes(checked(stops)) == []


def test_long_stay_without_departure_is_no_long_drive():
    stops = [
        stop(1, 1, "09:00", "", TAOYUAN, is_checkpoint=True),
        stop(2, 1, "17:00", "", Point(28.95, 111.45)),
    ]

    result = checked(stops)

    assert codes(result) == []
    assert result.legs[0].drive_minutes < 30


def test_night_in_a_hotel_is_no_drive():
    stops = [stop(1, 1, "18:00", "22:00", is_checkpoint=True), stop(2, 2, "08:00", "09:00")]

    assert codes(checked(stops)) == []


def test_walk_to_dinner_in_the_dark_is_no_drive():
    stops = [
        stop(1, 1, "15:00", "19:00", Point(29.346, 110.550), is_checkpoint=True),
        stop(2, 1, "19:20", "", Point(29.349, 110.556)),
    ]

    result = checked(stops)

    assert result.legs[0].is_walk
    assert codes(result) == []


def test_darkness_spoken_of_in_the_safety_notes_is_kept():
    stops, _code, _where = FAULTS["after sunset"]

    result = checked(stops, notes="天黑后开灯，慢行。")

    assert codes(result) == []
    assert "dark_said" in [finding.code for finding in result.kept]


@given(st.lists(st.tuples(st.integers(5, 119), st.integers(20, 60)), min_size=1, max_size=6))
def test_rests_in_time_never_raise_an_alarm(pieces):
    """Whatever short drives follow each other with rests of 20 min and more, within one day."""
    now, stops = 6 * 60, [stop(0, 1, "06:00", "06:00", is_checkpoint=True)]
    for key, (drive, rest) in enumerate(pieces, 1):
        arrive = now + drive
        now = arrive + rest
        stops.append(stop(key, 1, f"{arrive // 60:02}:{arrive % 60:02}", f"{now // 60:02}:{now % 60:02}"))

    assert codes(checked(stops)) == []


@given(st.lists(st.tuples(st.integers(5, 90), st.integers(0, 19)), min_size=2, max_size=9))
def test_driving_adds_up_over_short_stops(pieces):
    now, stops = 5 * 60, [stop(0, 1, "05:00", "05:00", is_checkpoint=True)]
    for key, (drive, pause) in enumerate(pieces, 1):
        arrive = now + drive
        now = arrive + pause
        stops.append(stop(key, 1, f"{arrive // 60:02}:{arrive % 60:02}", f"{now // 60:02}:{now % 60:02}"))

    driven = sum(drive for drive, _pause in pieces)
    expected = ["drives_too_long"] if driven > 240 else ["rest_advised"] if driven > 120 else []
    assert sum(streak.minutes for streak in streaks_of(legs_of(stops))) == driven
    assert codes(checked(stops), ERROR, ADVICE) == expected


def test_groups_have_at_most_fifteen_cars():
    found = check_groups({"1": 10, "2": 15, "3": 16})

    assert [(finding.code, finding.level, finding.facts["name"]) for finding in found] == [
        ("group_too_large", ERROR, "3")
    ]


@pytest.mark.parametrize(
    ("cars", "least", "easy", "size"), [(0, 0, 0, 0), (15, 1, 2, 8), (50, 4, 5, 10), (51, 4, 6, 9)]
)
def test_cars_divide_into_groups(cars, least, easy, size):
    groups = groups_for(cars)

    assert (groups.least, groups.easy, groups.easy_size) == (least, easy, size)


def test_rules_are_pure():
    for name in ("itinerary_rules", "itinerary_legs", "group_rules", "coordinates", "daylight"):
        source = Path(f"campaigns/{name}.py").read_text()
        assert "django" not in source


def test_notes_have_a_level_of_their_own():
    assert {finding.level for finding in checked(FAULTS["no checkpoint"][0]).findings} == {NOTE}
