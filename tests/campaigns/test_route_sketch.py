"""The map is the campaign's own and the same every time."""

import re

from campaigns.route_sketch import sketch

TOUR = [
    ("长沙西服务区", "09:00", 28.23, 112.77, True),
    ("桃源饭店", "12:10", 28.90, 111.48, False),
    ("武陵源旅游区", "15:00", 29.35, 110.55, False),
    ("武陵源酒店宴会厅", "18:00", 29.352, 110.552, False),
]


def test_stops_close_together_share_a_mark_and_the_first_is_named() -> None:
    assert sketch(TOUR, seed="tour").names == ["长沙西服务区", "桃源饭店", "武陵源旅游区"]


def test_north_is_up_and_east_is_right() -> None:
    start, _, end = sketch(TOUR, seed="tour").points

    assert end.x < start.x
    assert end.y < start.y


def test_same_campaign_gives_the_same_picture_and_another_one_another() -> None:
    assert sketch(TOUR, seed="tour") == sketch(TOUR, seed="tour")
    assert sketch(TOUR, seed="tour").contours != sketch(TOUR, seed="other").contours


def test_driven_legs_are_told_from_those_ahead() -> None:
    stops = [(*TOUR[0][:4], True), (*TOUR[1][:4], True), (*TOUR[2][:4], False)]

    assert [leg.is_done for leg in sketch(stops, seed="tour").legs] == [True, False]


def test_marks_and_words_stay_on_the_sheet() -> None:
    for seed in ("a", "b", "c", "d"):
        drawn = sketch(TOUR, seed=seed, width=300, height=180)

        assert all(0 < point.x < 300 and 0 < point.y < 180 for point in drawn.points)
        assert all(0 < point.label_x < 300 and 10 < point.label_y < 180 for point in drawn.points)


def test_few_stops_or_one_place_are_no_accident() -> None:
    assert sketch([], seed="tour").points == []
    assert len(sketch([TOUR[0]] * 3, seed="tour").points) == 1
    assert sketch(TOUR, seed="tour", levels=0).contours == ""


def test_paths_are_numbers_only() -> None:
    drawn = sketch([("<b>", "", 28.0, 112.0, False), ("x", "", 29.0, 111.0, False)], seed="<b>")

    assert all(re.fullmatch(r"[MCSQz\d\s.-]+", path) for path in [drawn.contours, *(leg.path for leg in drawn.legs)])
