"""Every page there is, with the real tour's data: no axe finding, nothing wider than the screen, no table that scrolls
sideways on a phone, no script error.

The pages come from the URL resolver, so a new page is looked at without anybody thinking of it. A console error
also means that something asked for what the content security policy forbids.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from campaigns.models import Campaign, Role, Staff
from registrations.models import Draw, Registration
from tests.access.addresses import Address, addresses
from tests.access.gates import GATES
from tests.access.sides import Side
from tests.browser_fixtures import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NO_PAGES = (".pdf", ".png", ".svg", ".json", ".py", ".xlsx", ".ics", ".webp", "healthz", "picture/")
ACTS = {  # answered by POST alone, and made of rows that the tour has at one stage only
    "registrations:draw_seal",
    "registrations:draw_end",
    "registrations:draw_voiding",
    "registrations:prize_claim",
}
SIDEWAYS_TABLES = """() => [...document.querySelectorAll("main :is(table, .list, section, div:has(> table))")]
  .filter((e) => (e.matches("table") || e.querySelector("table")) && e.scrollWidth > e.clientWidth + 1)
  .filter((e) => e.clientWidth && ["auto", "scroll"].includes(getComputedStyle(e).overflowX))
  .map((e) => `${e.tagName} ${e.className} scrolls sideways: ${e.scrollWidth} in ${e.clientWidth} px`)"""
SIGNED_IN = {"campaign", "club", "owner", "owner_import", "staff"}


class Tour(Side):
    """The demo's tour instead of a bare campaign."""

    def __init__(self) -> None:
        super().__init__()
        self.campaign = Campaign.objects.get(slug="zhangjiajie")
        self.club = self.campaign.club
        self.staff = {
            role: Staff.objects.filter(roles__role=role, roles__club=self.club).first() for role in Role.values
        }

    @property
    def stop(self) -> Any:
        return self.campaign.stops.checkpoints().first()

    @property
    def draw(self) -> Any:
        return Draw.objects.for_campaign(self.campaign).last()

    @property
    def party(self) -> Registration:
        return Registration.objects.for_campaign(self.campaign).filter(state="confirmed").first() or (
            Registration.objects.for_campaign(self.campaign).live().first()
        )


def _pages(tour: Tour) -> Iterator[tuple[Address, str]]:
    for address in addresses():
        kind = GATES[address.name].kind
        if address.route.endswith(NO_PAGES) or kind == "device":
            continue
        if address.name in ACTS or ("public_id" in address.keys and tour.draw is None):
            continue
        keys = {key: tour.key(key, address.name, kind) for key in address.keys}
        yield address, reverse(address.name, kwargs=keys)


def _findings(page: Page, path: str, check: Callable[[Page], None]) -> list[str]:
    """What is wrong with one page; nothing for an address that only takes POST, leads on, or gives a file."""
    answer = page.request.get(path)
    is_file = "attachment" in answer.headers.get("content-disposition", "")
    if answer.status in {404, 405, 409} or is_file or "html" not in answer.headers.get("content-type", ""):
        return []
    if answer.status >= 400:
        return [f"{path}: {answer.status}"]
    said: list[str] = []
    listener = lambda message: said.append(f"console: {message.text}") if message.type == "error" else None  # noqa: E731
    page.on("console", listener)
    try:
        page.goto(path)
        width, screen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        if width > screen:
            said.append(f"{width} px wide on {screen} px")
        if screen <= PHONE["viewport"]["width"]:
            said += page.evaluate(SIDEWAYS_TABLES)
        if not page.title().strip():
            said.append("no title")
        try:
            check(page)
        except AssertionError as found:
            said.append(str(found))
    finally:
        page.remove_listener("console", listener)
    return [f"{path}: {line}" for line in said]


@pytest.mark.parametrize(
    ("stage", "language", "size"),
    [("confirming", "en", PHONE), ("live", "zh-hans", PHONE), ("closed", "zh-hans", DESKTOP)],
    ids=["confirming-en-phone", "live-zh-phone", "closed-zh-desktop"],
)
def test_every_page_is_accessible_and_fits(
    stage: str,
    language: str,
    size: dict[str, Any],
    new_context: Callable[..., BrowserContext],
    sign_in_page: Callable[[Page, Staff], Page],
    assert_accessible: Callable[[Page], None],
) -> None:
    call_command("demo", stage=stage)
    tour = Tour()
    visitor = new_context(language, **size).new_page()
    staff = sign_in_page(new_context(language, **size).new_page(), tour.staff[Role.ADMINISTRATOR])
    wrong: list[str] = []
    seen = 0

    for address, path in _pages(tour):
        if address.name in {"campaigns:sign_out", "campaigns:theme", "set_language"}:
            continue
        page = staff if GATES[address.name].kind in SIGNED_IN else visitor
        wrong += _findings(page, path, assert_accessible)
        seen += 1

    assert seen > 60
    assert wrong == [], "\n".join(wrong)
