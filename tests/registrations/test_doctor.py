"""The doctor: silent on a healthy day, one sentence and exit code 1 for each broken promise."""

import pytest
from django.core.management import call_command
from django.db import connection

from registrations.models import Places, Registration
from registrations.queries.health import findings
from tests.factories import make_registration
from tests.factories.day import check_in, make_day, make_device

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted_day():
    campaign, gate, _resort = make_day()
    party = make_registration(campaign, "confirmed")
    make_registration(campaign, "waiting")
    check_in(make_device(campaign), gate, party)
    return campaign, party


def test_a_healthy_day_is_said_in_one_line(counted_day, capsys):
    call_command("doctor")
    assert "1 campaigns" in capsys.readouterr().out


@pytest.mark.parametrize("lane", ["taken_cars", "taken_people", "waiting_count"])
def test_a_wrong_counter_is_found_and_ends_with_one(counted_day, lane, capsys):
    campaign, _party = counted_day
    Places.objects.filter(campaign=campaign).update(**{lane: 7})
    with pytest.raises(SystemExit) as ended:
        call_command("doctor")
    assert ended.value.code == 1
    assert campaign.slug in capsys.readouterr().out


def test_places_that_accept_what_the_state_forbids_are_found(counted_day):
    campaign, _party = counted_day
    Places.objects.filter(campaign=campaign).update(accepts="register")
    assert any("places accept" in sentence for sentence in findings())


def test_a_state_that_no_move_led_to_is_found(counted_day):
    _campaign, party = counted_day
    party.moves.create(
        verb="register", to_state="held", how="form", at=party.registered_at, cars=party.cars, people=party.people
    )
    assert [sentence for sentence in findings() if f"registration {party.pk}" in sentence]


def test_a_broken_typed_code_is_found(counted_day):
    _campaign, party = counted_day
    Registration.objects.filter(pk=party.pk).update(typed_code="short")
    assert any("typed code" in sentence for sentence in findings())


def test_a_missing_guard_is_found(counted_day):
    table = " ON registrations_scanevent" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER scan_event_never_changes{table}")
    assert any("scan_event_never_changes" in sentence for sentence in findings())
