"""A day on the road and its host, for the tests of check-in."""

from typing import Any

import pytest
from django.test import Client

from campaigns.models import Role
from tests.factories import make_staff
from tests.factories.day import make_day


@pytest.fixture
def day() -> tuple[Any, ...]:
    return make_day()


@pytest.fixture
def host(day: tuple[Any, ...], signed_in: Any) -> Client:
    signed: Client = signed_in(make_staff(day[0].club, Role.HOST, name="王强"))
    return signed
