import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import RequestFactory

from campaigns.foundation.models import RateCount
from campaigns.foundation.rate_limit import RateLimit, client_address, forget_old_counts

NOON = dt.datetime(2026, 10, 25, 12, 0, tzinfo=dt.UTC)
THREE_AN_HOUR = RateLimit("a test", times=3, seconds=3600)


@pytest.mark.django_db
def test_limit_allows_so_many_and_no_more() -> None:
    assert [THREE_AN_HOUR.allows("+8613900000001", NOON) for _ in range(5)] == [True, True, True, False, False]


@pytest.mark.django_db
def test_limit_counts_each_value_each_name_and_each_window_apart() -> None:
    for _ in range(4):
        THREE_AN_HOUR.allows("+8613900000001", NOON)

    assert THREE_AN_HOUR.allows("+8613900000002", NOON)
    assert RateLimit("another", times=3, seconds=3600).allows("+8613900000001", NOON)
    assert THREE_AN_HOUR.allows("+8613900000001", NOON + dt.timedelta(hours=1))


@pytest.mark.django_db
def test_first_tries_leave_no_row_and_the_limit_comes_after_them() -> None:
    limit = RateLimit("uncounted at first", times=3, seconds=3600, uncounted=2)

    assert [limit.allows("one", NOON) for _ in range(2)] == [True, True]
    assert not RateCount.objects.exists()
    assert [limit.allows("one", NOON) for _ in range(4)] == [True, True, True, False]
    assert limit.allows("another", NOON)
    assert limit.allows("one", NOON + dt.timedelta(hours=1))


@pytest.mark.django_db
def test_counts_hold_no_phone_and_are_forgotten_when_over() -> None:
    THREE_AN_HOUR.allows("+8613900000001", NOON)

    assert "139" not in RateCount.objects.get().key[:3]
    assert forget_old_counts(NOON + dt.timedelta(minutes=59)) == 0
    assert forget_old_counts(NOON + dt.timedelta(minutes=61)) == 1


@pytest.mark.django_db(transaction=True)
def test_limit_holds_when_many_ask_at_once() -> None:
    limit = RateLimit("a race", times=10, seconds=3600)

    def ask(_: int) -> bool:
        try:
            return limit.allows("one", NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(ask, range(40))) == 10


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "198.51.100.1", "203.0.113.9"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "10.9.9.9, 198.51.100.1", "198.51.100.1"),
        (2, "10.9.9.9, 198.51.100.1, 192.0.2.5", "198.51.100.1"),
        (1, "", "203.0.113.9"),
    ],
)
def test_client_address_trusts_only_our_proxies(settings, proxies: int, header: str, address: str) -> None:
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.9", headers={"X-Forwarded-For": header})

    assert client_address(request) == address
