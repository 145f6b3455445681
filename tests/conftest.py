"""What every test may ask for: people who are signed in, a phone, a desktop, and an accessibility check.

Rule: browser tests carry `@pytest.mark.browser`; they run once, the rest runs on both databases.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from campaigns.foundation import catalog
from campaigns.models import Staff

pytest_plugins = ["tests.browser_fixtures"]


def pytest_configure(config: pytest.Config) -> None:
    catalog.compile_catalog(catalog.path_in(Path(settings.BASE_DIR)))


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(settings.SCRATCH, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The second engine runs only what touches the database and needs no browser."""
    if os.environ.get("CONVOY_TESTS_ONLY") != "database":
        return
    kept = [item for item in items if _touches_database(item) and not item.get_closest_marker("browser")]
    dropped = [item for item in items if item not in set(kept)]
    config.hook.pytest_deselected(items=dropped)
    items[:] = kept


def _touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db", "live_server"})


@pytest.fixture
def signed_in(db: None) -> Callable[[Staff], Client]:
    """`signed_in(staff)` is a client with that person's session."""

    def sign_in(staff: Staff) -> Client:
        client = Client()
        client.force_login(staff)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """Each test starts in Chinese, whatever the one before it chose."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield
