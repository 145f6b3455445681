"""The run as it happened: one tap at a stop, times mended, incidents without names."""

import datetime as dt

import pytest
from django.urls import reverse

from campaigns.models import Incident, Record, Role, State
from tests.factories import make_campaign, make_staff, make_stop

pytestmark = pytest.mark.django_db


@pytest.fixture
def tour():
    starts_at = dt.datetime(2026, 10, 24, 1, tzinfo=dt.UTC)
    campaign = make_campaign(state=State.LIVE, starts_at=starts_at)
    return campaign, make_stop(campaign, arrive=dt.time(9)), make_stop(campaign, arrive=dt.time(12))


@pytest.fixture
def host(tour, signed_in):
    return signed_in(make_staff(tour[0].club, Role.HOST))


def times(campaign, stop):
    return reverse("campaigns:stop_times", args=[campaign.slug, stop.pk])


def test_one_tap_notes_the_arrival_and_the_next_the_departure(tour, host):
    campaign, first, _second = tour
    host.post(times(campaign, first), {"now": "arrived"})
    first.refresh_from_db()
    assert first.actual_arrive_at is not None
    assert first.actual_depart_at is None
    host.post(times(campaign, first), {"now": "departed"})
    first.refresh_from_db()
    assert first.actual_depart_at >= first.actual_arrive_at
    assert Record.objects.filter(verb="note_times").count() == 2


def test_times_are_typed_on_the_clock_of_the_stops_day(tour, host):
    campaign, first, _second = tour
    host.post(times(campaign, first), {"arrived": "23:50", "departed": "00:20"})
    first.refresh_from_db()
    assert campaign.local(first.actual_arrive_at).strftime("%d %H:%M") == "24 23:50"
    assert campaign.local(first.actual_depart_at).strftime("%d %H:%M") == "25 00:20"


def test_an_odd_time_changes_nothing(tour, host):
    campaign, first, _second = tour
    host.post(times(campaign, first), {"arrived": "soon"})
    first.refresh_from_db()
    assert first.actual_arrive_at is None


def test_an_incident_is_noted_and_taken_back(tour, host):
    campaign, _first, _second = tour
    url = reverse("campaigns:incident_list", args=[campaign.slug])
    assert host.post(url, {"what": "", "minutes_lost": ""}).status_code == 200
    host.post(url, {"what": "一辆车右后胎扎钉", "outcome": "换好备胎", "minutes_lost": "25"})
    incident = Incident.objects.get()
    assert (incident.minutes_lost, incident.what) == (25, "一辆车右后胎扎钉")
    host.post(reverse("campaigns:incident_removal", args=[campaign.slug, incident.pk]))
    assert not Incident.objects.exists()
    assert Record.objects.filter(verb="take_back_incident").exists()


def test_a_reported_run_is_never_changed(tour, host):
    campaign, first, _second = tour
    campaign.state = State.REPORTED
    campaign.save()
    host.post(times(campaign, first), {"now": "arrived"})
    host.post(reverse("campaigns:incident_list", args=[campaign.slug]), {"what": "x", "minutes_lost": "0"})
    first.refresh_from_db()
    assert first.actual_arrive_at is None
    assert not Incident.objects.exists()


def test_the_page_is_for_hosts_and_planners(tour, host, signed_in):
    campaign, first, _second = tour
    url = reverse("campaigns:run", args=[campaign.slug])
    assert first.name in host.get(url).content.decode()
    assert signed_in(make_staff(campaign.club, Role.CALLER)).get(url).status_code == 403
    assert signed_in(make_staff()).get(url).status_code == 404


def test_the_run_is_a_road_driven_here_and_ahead(tour, host):
    campaign, first, second = tour
    url = reverse("campaigns:run", args=[campaign.slug])
    host.post(times(campaign, first), {"now": "arrived"})
    road = host.get(url).text.split("run-road")[1]
    assert road.count('aria-current="step"') == 1
    assert 'aria-current="step"' in road.split(first.name)[0].rsplit("<li", 1)[1]
    host.post(times(campaign, second), {"now": "arrived"})
    road = host.get(url).text.split("run-road")[1]
    assert "done" in road.split(first.name)[0].rsplit("<li", 1)[1]
