"""Owners with large letters: twice the size on a phone, set in the browser or by the page, and all stays readable."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from campaigns.models import State
from config.chromium import path as chromium_path
from registrations.links import pass_token
from tests.browser_fixtures import FLAGS
from tests.factories import make_registration
from tests.factories.draw import make_draw

from .test_owner_pages import LONG_NAME, a_campaign, code_of, sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LEAST_SIGNS_A_LINE = 3
# Text that stands in lines of less than so many signs: [tag, text, signs, lines]. What runs on inside a sentence may
# begin at the end of a line, so its first line does not count.
THIN = """(least) => {
  const found = [], walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), at = walker.currentNode.parentElement;
    if (text.length < 7 || !at.checkVisibility() || at.closest("svg, option, script, .visually-hidden")) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const lines = new Set([...range.getClientRects()].filter((box) => box.width > 1).map((box) => Math.round(box.top)));
    const whole = lines.size - (getComputedStyle(at).display === "inline" && lines.size > 1 ? 1 : 0);
    if (!whole || text.length / whole >= least) continue;
    found.push([at.tagName, text.slice(0, 20), text.length, lines.size]);
  }
  return found;
}"""


def by_the_page(page: Page) -> None:
    page.evaluate("document.documentElement.style.fontSize = '200%'")


def by_the_browser(page: Page) -> None:
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"


@pytest.fixture
def large_browser(browser: Browser) -> Iterator[Browser]:
    flags = [*FLAGS, "--blink-settings=defaultFontSize=32,defaultFixedFontSize=26"]
    large = browser.browser_type.launch(executable_path=chromium_path(), args=flags)
    yield large
    large.close()


def addresses_of_owners() -> list[str]:
    inviting = a_campaign(State.INVITING)
    confirming, ready = a_campaign(State.CONFIRMING), a_campaign(State.READY)
    live = a_campaign(State.LIVE, starts_at=timezone.now() - dt.timedelta(hours=2))
    closed = a_campaign(State.CLOSED, starts_at=timezone.now() - dt.timedelta(hours=33))
    held = make_registration(confirming, name=LONG_NAME, state="held", people=5)
    parties = [
        held,
        make_registration(inviting, state="waiting"),
        make_registration(inviting, state="offered", offer_expires_at=timezone.now() + dt.timedelta(hours=20)),
        make_registration(inviting, state="cancelled"),
        make_registration(ready, name="陈红梅", state="confirmed", plate="湘BCX9075", car_number=3),
        make_registration(live, state="confirmed", plate="赣A622H3", car_number=12),
        make_registration(closed, state="confirmed"),
    ]
    own = f"/p/{pass_token(held)}/"
    small = [f"{own}{page}/" for page in ("party", "car", "details", "consents", "cancellation", "code")]
    passes = [f"/p/{pass_token(party)}/" for party in parties]
    record = f"/draws/{make_draw(state='finished').public_id}/"
    return [record, f"/c/{code_of(inviting)}/", f"/lost-pass/?from={code_of(inviting)}", "/p/gone/", *passes, *small]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [320, 390])
def test_letters_twice_as_large_by_the_page(new_context: Callable[..., object], language: str, width: int) -> None:
    page = new_context(language, viewport={"width": width, "height": 700}, is_mobile=True).new_page()

    assert _unreadable(page, by_the_page) == []


@pytest.mark.parametrize("width", [320, 390])
def test_letters_twice_as_large_by_the_browser(large_browser: Browser, live_server: object, width: int) -> None:
    context = large_browser.new_context(
        base_url=str(live_server), locale="zh-CN", viewport={"width": width, "height": 700}, is_mobile=True
    )

    assert _unreadable(context.new_page(), by_the_browser) == []


def _unreadable(page: Page, enlarge: Callable[[Page], None]) -> list[str]:
    found: list[str] = []
    for address in addresses_of_owners():
        page.goto(address)
        enlarge(page)
        found += [f"{address}: {line}" for line in page.evaluate(THIN, LEAST_SIGNS_A_LINE)]
        if sideways(page):
            found.append(f"{address}: {sideways(page)} px sideways")
    return found
