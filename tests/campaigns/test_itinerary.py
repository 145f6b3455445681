"""Stops in time and order: new ones, moved ones, shifted ones; and the itinerary's page."""

import datetime as dt

import pytest

from campaigns.actions.itinerary import DayIsFull, move_stop, place_of, write_stop
from campaigns.foundation.dots import breakable
from campaigns.models import Stop
from campaigns.queries.itinerary_page import check_stops, itinerary_page
from tests.factories import make_staff, make_stop
from tests.factories.tour import make_tour

from .plan_cast import make_cast, make_road

pytestmark = pytest.mark.django_db

MORE_OF_THE_TOUR = {
    "武陵源酒店宴会厅": ("29.349", "110.556"),
    "森林公园东门": ("29.338", "110.512"),
    "森林公园": ("29.330", "110.480"),
    "桃源服务区": ("28.930", "111.460"),
}


def road(campaign):
    return [
        (stop.name, stop.day, f"{stop.arrive:%H:%M}", f"{stop.depart:%H:%M}" if stop.depart else "")
        for stop in Stop.objects.filter(campaign=campaign).in_road_order()
    ]


def test_real_tour_shows_its_two_advices_and_no_error():
    tour = make_tour()
    for name, (lat, lon) in MORE_OF_THE_TOUR.items():
        tour.stops.filter(name=name).update(lat=lat, lon=lon)

    checked = check_stops(tour, list(Stop.objects.filter(campaign=tour).in_road_order()))

    assert [(finding.code, finding.facts["end"]) for finding in checked.findings] == [
        ("rest_advised", "桃源饭店"),
        ("rest_advised", "桃源服务区"),
    ]


def test_page_of_the_real_tour_says_so_in_words():
    tour = make_tour()
    cast = make_cast()
    cast.campaign = tour
    cast.client.force_login(tour.planner)

    text = breakable(cast.client.get(cast.url("itinerary")).content.decode())

    assert "长沙西服务区到桃源饭店连开 2 小时 10 分" in text
    assert text.count("过 2 小时，建议中途歇 20 分钟") == 2
    assert "没有一段超过 4 小时" in text
    assert "示意图" in text


def test_new_stop_stands_where_its_time_says():
    cast = make_cast()
    make_road(cast.campaign, (1, "09:00", "10:00"), (1, "15:00", ""), (2, "08:00", ""))

    cast.client.post(cast.url("row_new", "stops"), cast.answers("stops", name="X", arrive="11:30", depart="11:50"))

    assert [name for name, *_rest in road(cast.campaign)] == ["A", "X", "B", "C"]


def test_changed_time_takes_later_stops_of_the_day_along():
    cast = make_cast()
    first, _second, _third, _next_day = make_road(
        cast.campaign, (1, "09:00", "10:00"), (1, "12:00", "13:00"), (1, "15:00", ""), (2, "08:00", "")
    )

    cast.client.post(
        cast.url("row", "stops", first.pk),
        cast.answers("stops", name="A", arrive="09:00", depart="10:20", moves_following="on"),
    )

    assert road(cast.campaign) == [
        ("A", 1, "09:00", "10:20"),
        ("B", 1, "12:20", "13:20"),
        ("C", 1, "15:20", ""),
        ("D", 2, "08:00", ""),
    ]


def test_changed_time_leaves_the_others_where_asked():
    cast = make_cast()
    first, _second = make_road(cast.campaign, (1, "09:00", "10:00"), (1, "12:00", "13:00"))

    cast.client.post(
        cast.url("row", "stops", first.pk), cast.answers("stops", name="A", arrive="09:00", depart="10:20")
    )

    assert road(cast.campaign)[1] == ("B", 1, "12:00", "13:00")


def test_shift_past_midnight_is_refused_and_nothing_changes():
    cast = make_cast()
    first, _second = make_road(cast.campaign, (1, "09:00", "10:00"), (1, "23:00", "23:30"))
    first.depart = dt.time(11, 0)

    with pytest.raises(DayIsFull):
        write_stop(stop=first, by=cast.planner, moves_following=True)

    assert road(cast.campaign) == [("A", 1, "09:00", "10:00"), ("B", 1, "23:00", "23:30")]


def test_refused_shift_is_told_on_the_form():
    cast = make_cast()
    first, _second = make_road(cast.campaign, (1, "09:00", "10:00"), (1, "23:00", "23:30"))

    answer = cast.client.post(
        cast.url("row", "stops", first.pk),
        cast.answers("stops", name="A", arrive="09:00", depart="11:00", moves_following="on"),
    )

    assert answer.status_code == 422
    assert "B" in str(answer.context["sections"][0].form.non_field_errors())


def test_two_stops_change_places_and_what_follows_keeps_its_times():
    cast = make_cast()
    _first, _lunch, rest, _arrival = make_road(
        cast.campaign, (1, "09:00", "10:00"), (1, "12:00", "13:00"), (1, "14:00", "14:20"), (1, "16:00", "")
    )

    cast.client.post(cast.url("row_place", "stops", rest.pk), {"to": "up"})

    assert road(cast.campaign) == [
        ("A", 1, "09:00", "10:00"),
        ("C", 1, "12:00", "12:20"),
        ("B", 1, "13:20", "14:20"),
        ("D", 1, "16:00", ""),
    ]


def test_moving_there_and_back_changes_nothing():
    cast = make_cast()
    stops = make_road(cast.campaign, (1, "09:00", "10:00"), (1, "12:00", "13:00"), (1, "14:00", "14:20"))
    before = road(cast.campaign)

    for to in ("up", "up", "down", "down"):
        cast.client.post(cast.url("row_place", "stops", stops[2].pk), {"to": to})

    assert road(cast.campaign) == before


def test_stop_is_dragged_to_another_place_of_its_day():
    cast = make_cast()
    stops = make_road(cast.campaign, (1, "09:00", "10:00"), (1, "12:00", "13:00"), (1, "14:00", "14:20"))

    cast.client.post(cast.url("row_place", "stops", stops[2].pk), {"to": "0", "day": "1"})

    assert [name for name, *_rest in road(cast.campaign)] == ["C", "A", "B"]
    assert road(cast.campaign)[0] == ("C", 1, "09:00", "09:20")


def test_stop_moves_over_to_the_next_day_and_back():
    cast = make_cast()
    _first, dinner, morning = make_road(
        cast.campaign, (1, "15:00", "17:00"), (1, "18:00", "20:00"), (2, "08:00", "09:00")
    )

    cast.client.post(cast.url("row_place", "stops", dinner.pk), {"to": "down"})
    over = road(cast.campaign)
    cast.client.post(cast.url("row_place", "stops", morning.pk), {"to": "up"})

    assert over == [("A", 1, "15:00", "17:00"), ("B", 2, "05:30", "07:30"), ("C", 2, "08:00", "09:00")]
    assert [name for name, *_rest in road(cast.campaign)] == ["A", "C", "B"]


def test_ends_of_the_road_stay():
    cast = make_cast()
    first, last = make_road(cast.campaign, (1, "09:00", "10:00"), (2, "08:00", "09:00"))

    assert place_of(first, "up") is None
    assert place_of(last, "down") is None
    answer = cast.client.post(cast.url("row_place", "stops", last.pk), {"to": "0", "day": "7"})
    assert answer.status_code == 302
    assert road(cast.campaign) == [("A", 1, "09:00", "10:00"), ("B", 2, "08:00", "09:00")]


def test_typed_leg_is_forgotten_when_it_is_another_leg():
    cast = make_cast()
    stops = make_road(cast.campaign, (1, "09:00", "10:00"), (1, "12:00", "13:00"), (1, "14:00", "14:20"))
    Stop.objects.filter(pk=stops[1].pk).update(leg_drive_minutes=90, leg_distance_km=120)

    move_stop(stop=Stop.objects.get(pk=stops[2].pk), day=1, index=1, by=cast.planner)

    assert set(Stop.objects.values_list("leg_drive_minutes", "leg_distance_km")) == {(None, None)}


def test_new_stop_is_offered_half_way_of_a_long_drive():
    cast = make_cast()
    make_road(cast.campaign, (1, "09:00", "10:00"), (1, "13:00", "14:00"))

    page = cast.client.get(cast.url("itinerary")).content.decode()
    opened = cast.client.get(cast.url("row_new", "stops") + "?day=1&arrive=11:30")

    assert "?day=1&amp;arrive=11:30" in page
    assert opened.context["sections"][0].form["arrive"].value() == "11:30"


def test_sketch_takes_amap_points_to_gps_points():
    cast = make_cast()
    make_stop(cast.campaign, lat="28.235", lon="112.795", datum="gcj02")

    page = itinerary_page(cast.campaign, list(cast.campaign.stops.all()))

    assert 0.001 < abs(page.points[0][3] - 112.795) < 0.01


def test_itinerary_without_stops_says_what_to_do():
    cast = make_cast()

    text = cast.client.get(cast.url("itinerary")).content.decode()

    assert "还没有途经点" in text
    assert "加一个途经点" in text


def test_reader_sees_no_tools():
    cast = make_cast()
    make_road(cast.campaign, (1, "09:00", "10:00"), (1, "12:00", "13:00"))
    cast.client.force_login(make_staff(cast.club, "host"))

    text = cast.client.get(cast.url("itinerary")).content.decode()

    assert "row_place" not in text
    assert "data-up" not in text


def test_departure_said_for_the_first_time_moves_nothing():
    cast = make_cast()
    hotel, sights = make_road(cast.campaign, (1, "15:00", None), (1, "20:00", "23:00"))
    hotel.depart = dt.time(18, 30)

    write_stop(stop=hotel, by=cast.planner, moves_following=True)

    sights.refresh_from_db()
    assert (sights.arrive, sights.depart) == (dt.time(20), dt.time(23))
