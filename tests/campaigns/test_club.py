import io

import pytest
from django.core.management import CommandError, call_command

from campaigns.models import Club, Record, Role, Staff
from tests.factories import make_club, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a-long-and-odd-password\n"))


def test_new_club_has_one_administrator_who_can_sign_in(typed: None, client) -> None:
    call_command("club", "星辰车友会", slug="star", administrator="anna")

    club = Club.objects.get(slug="star")
    anna = Staff.objects.get(username="anna")
    assert list(anna.roles.values_list("club", "role")) == [(club.pk, Role.ADMINISTRATOR)]
    assert client.login(username="anna", password="a-long-and-odd-password")
    assert Record.objects.get(verb="found_club").club == club


def test_somebody_of_another_club_keeps_the_password(client) -> None:
    anna = make_staff(make_club(), Role.PLANNER, username="anna")

    call_command("club", "Second", slug="second", administrator="anna")

    assert client.login(username="anna", password="pw")
    assert anna.roles.count() == 2


def test_taken_short_name_changes_nothing(typed: None) -> None:
    make_club(slug="star")

    with pytest.raises(CommandError, match="star"):
        call_command("club", "Again", slug="star", administrator="anna")

    assert not Staff.objects.filter(username="anna").exists()


def test_weak_password_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("12345\n"))

    with pytest.raises(CommandError):
        call_command("club", "Star", slug="star", administrator="anna")

    assert not Club.objects.exists()
