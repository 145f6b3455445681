"""Frozen figures: plain JSON and back without loss."""

import json

from campaigns.turnout import as_frozen, from_frozen
from tests.factories.tour import tour_figures


def test_figures_come_back_the_same_from_json():
    figures = tour_figures()

    assert from_frozen(json.loads(json.dumps(as_frozen(figures)))) == figures


def test_figures_frozen_by_an_older_version_take_the_defaults():
    frozen = as_frozen(tour_figures())
    del frozen["supplies"], frozen["turnout"]["callers"]

    assert from_frozen(frozen).supplies == ()
    assert from_frozen(frozen).turnout.callers == ()
