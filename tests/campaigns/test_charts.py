"""Charts: every bar to scale, every figure beside it, the same drawing for page and paper."""

import datetime as dt
from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from campaigns.charts import (
    arrived_chart,
    clipped,
    funnel_chart,
    in_two_lines,
    minutes_late,
    road_chart,
    survey_chart,
)
from campaigns.foundation.tokens import tokens, written_out
from campaigns.turnout import Count, SurveyTurnout, Turnout
from tests.factories.tour import tour_figures

FIGURES = tour_figures()


def drawn(name: str, chart: dict, **context) -> str:
    return render_to_string(f"components/charts/_{name}.html", {"chart": chart, **context})


def test_funnel_bars_are_to_one_scale():
    widths = [bar.width for bar in funnel_chart(FIGURES.turnout)["bars"]]

    assert widths[0] == 156
    assert widths[4] == round(156 * 47 / 180, 1)


def test_funnel_shows_every_figure_and_tells_them_in_its_title():
    svg = drawn("funnel", funnel_chart(FIGURES.turnout))

    for figure in ["180", "141", "50", "130", "48", "125", "47", "122", "98%"]:
        assert f">{figure}<" in svg
    assert "到场 47 辆" in svg.split("</title>")[0]


def test_charts_of_a_campaign_nobody_came_to_draw_without_error():
    nothing = Turnout(Count(), Count(), 0, 0, Count(), Count(), Count(), Count(), Count())

    assert all(bar.width == 0 for bar in funnel_chart(nothing)["bars"])
    assert drawn("arrived", arrived_chart(nothing))
    assert drawn("road", road_chart(()))
    assert drawn("survey", survey_chart(SurveyTurnout()))


def test_arrived_outline_stands_for_the_expected():
    row = arrived_chart(FIGURES.turnout)["rows"][0]

    assert (row["cars"], row["people"]) == (47, 122)
    assert row["cars_planned"] / row["cars_width"] == round(40 / 48, 1) or row["cars_planned"] < row["cars_width"]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Dinner", ["Dinner"]),
        ("Service area", ["Service", "area"]),
        ("Restaurant for lunch by the lake", ["Restaurant", "for lunch…"]),
        ("长沙西服务区", ["长沙西服务区"]),
        ("武陵源酒店宴会厅", ["武陵源酒店宴", "会厅"]),
        ("武陵源国家森林公园标志门前广场", ["武陵源国家森", "林公园标志…"]),
        ("Chrysanthemumfields", ["Chrysanth…"]),
    ],
)
def test_long_names_stand_on_two_lines(name, lines):
    assert in_two_lines(name, 6.2) == lines


def test_road_with_two_lines_of_names_is_that_much_higher():
    short = [replace(stop, name="Stop") for stop in FIGURES.road]
    long = [replace(short[0], name="A service area on the motorway, to the west"), *short[1:]]

    assert 'viewBox="0 0 692 74"' in drawn("road", road_chart(short))
    assert 'viewBox="0 0 692 87"' in drawn("road", road_chart(long))


def test_stop_is_late_from_ten_minutes_on():
    stop = FIGURES.road[0]
    at = [replace(stop, actual_at=stop.planned_at + dt.timedelta(minutes=late)) for late in (-5, 9, 10, 25)]

    assert [minutes_late(one) for one in at] == [0, 0, 10, 25]


def test_long_road_keeps_ends_checkpoints_and_late_stops():
    road = FIGURES.road * 3

    assert len(road_chart(road)["stops"]) == 7


def test_on_paper_the_style_is_written_out_and_on_a_page_there_is_none():
    chart = funnel_chart(FIGURES.turnout)

    assert "<style>" not in drawn("funnel", chart)
    printed = drawn("funnel", chart, is_printed=True)
    assert tokens()["step_5"] in printed
    assert "var(" not in printed


def test_tokens_are_those_of_the_day():
    assert tokens()["paper"] == "#f2f5f1"
    assert written_out("@layer components { .a { fill: var(--ink); } }") == f".a {{ fill: {tokens()['ink']}; }}"


def test_clipped_text_ends_with_an_ellipsis_within_its_room():
    assert clipped("武陵源旅游区", 6) == "武陵源旅游区"
    assert clipped("武陵源旅游度假区", 6) == "武陵源旅游…"
