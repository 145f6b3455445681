"""A real Chromium at the two sizes that matter, against the live server.

Rule: one browser for each worker, one fresh context for each test; a script error fails the test.
"""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from campaigns.models import Staff
from config.chromium import path as chromium_path

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
DESKTOP = {"viewport": {"width": 1440, "height": 900}}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_context(browser: Browser, live_server: object) -> Iterator[Callable[..., BrowserContext]]:
    """`new_context(**options)` is another person's browser on the live server; closed at the end."""
    opened: list[BrowserContext] = []

    def open_context(language: str = "zh-hans", **options: object) -> BrowserContext:
        locale = "en-GB" if language == "en" else "zh-CN"
        context = browser.new_context(base_url=str(live_server), locale=locale, **options)
        context.set_default_timeout(15_000)
        context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": str(live_server)}])
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()


@pytest.fixture
def page_phone(new_context: Callable[..., BrowserContext]) -> Iterator[Page]:
    yield from _page(new_context(**PHONE))


@pytest.fixture
def page_desktop(new_context: Callable[..., BrowserContext]) -> Iterator[Page]:
    yield from _page(new_context(**DESKTOP))


def _page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert not errors, f"script errors on the page: {errors}"


@pytest.fixture
def sign_in_page(live_server: object) -> Callable[[Page, Staff], Page]:
    """`sign_in_page(page, staff)` gives the page that person's session."""

    def sign_in(page: Page, staff: Staff) -> Page:
        client = Client()
        client.force_login(staff)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": str(live_server)}
        page.context.add_cookies([cookie])
        return page

    return sign_in


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """No axe finding on the page as it stands now."""

    def check(page: Page) -> None:
        found = Axe().run(page).response["violations"]
        lines = [f"{one['id']}: {one['help']} {[node['target'] for node in one['nodes'][:3]]}" for one in found]
        assert not lines, "\n".join(lines)

    return check
