"""The frames and every component in a real browser: readable by machines, by thumbs, narrow and large."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from campaigns.models import Campaign, Role, Staff, Supply
from tests.factories import make_campaign, make_club, make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FACES = ["staff", "owner", "host", "screen"]
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
# Links inside a sentence are free of the size rule (WCAG 2.5.8, "inline"); of a card the whole row answers.
TOO_SMALL = """() => [
    ...document.querySelectorAll("main a, main button, main select, main summary, main label.form-check-label"),
  ]
  .filter((e) => getComputedStyle(e).display !== "inline" && e.getClientRects().length)
  .filter((e) => e.getBoundingClientRect().height < 43.5 && !e.closest(".cards"))
  .map((e) => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 20)}`)"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def administrator(transactional_db: None) -> Staff:
    club = make_club(slug="xingchen", name="星辰车友会", colour="#aa3311")
    make_campaign(club, slug="tour", theme="向山而行·自驾之旅")
    return make_staff(club, Role.ADMINISTRATOR)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_component_is_accessible_by_day_and_night(
    new_context: Callable[..., BrowserContext], assert_accessible: Callable[[Page], None], language: str, scheme: str
) -> None:
    page = new_context(language=language, color_scheme=scheme).new_page()
    for face in FACES:
        page.goto(f"/styleguide/{face}/")

        assert_accessible(page)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_own_pages_are_accessible(
    new_context: Callable[..., BrowserContext],
    sign_in_page: Callable[[Page, Staff], Page],
    assert_accessible: Callable[[Page], None],
    administrator: Staff,
    language: str,
) -> None:
    page = new_context(language=language).new_page()
    for address in ["/sign-in/", "/no-such-page/"]:
        page.goto(address)
        assert_accessible(page)

    sign_in_page(page, administrator)
    addresses = [
        "/profile/",
        "/clubs/xingchen/",
        "/clubs/xingchen/staff/new/",
        f"/clubs/xingchen/staff/{administrator.pk}/",
    ]
    for address in addresses:
        page.goto(address)
        assert_accessible(page)


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("face", ["staff", "owner", "host"])
def test_nothing_scrolls_sideways_on_a_phone(new_context: Callable[..., BrowserContext], face: str, width: int) -> None:
    page = new_context(**PHONE | {"viewport": {"width": width, "height": 700}}).new_page()
    page.goto(f"/styleguide/{face}/")

    assert page.evaluate(SIDEWAYS) <= 0


@pytest.mark.parametrize("face", ["staff", "owner", "host"])
def test_everything_touched_is_a_thumb_high(new_context: Callable[..., BrowserContext], face: str) -> None:
    page = new_context(**PHONE).new_page()
    page.goto(f"/styleguide/{face}/")

    assert page.evaluate(TOO_SMALL) == []


def test_slash_leads_to_the_search_and_the_menu_closes_with_escape(
    page_desktop: Page, sign_in_page: Callable[[Page, Staff], Page], administrator: Staff
) -> None:
    page = sign_in_page(page_desktop, administrator)
    page.goto("/profile/")

    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"

    page.click(".menu summary")
    assert page.locator(".menu").get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert page.locator(".menu").get_attribute("open") is None


def test_night_is_chosen_and_stays(
    page_desktop: Page, sign_in_page: Callable[[Page, Staff], Page], administrator: Staff
) -> None:
    page = sign_in_page(page_desktop, administrator)
    page.goto("/profile/")
    page.click(".menu summary")
    page.click(".menu button[value=dark]")

    paper: Any = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()")
    assert paper == "#0d1512"
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_mistakes_take_the_focus_without_script(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/sign-in/")
    page.fill("[name=username]", "nobody")
    page.click("main button")

    assert page.locator(".error-summary:focus").count() == 1


@pytest.mark.parametrize(("motion", "first"), [("no-preference", "14"), ("reduce", "15")])
def test_undo_says_for_how_many_seconds_to_the_eye_only(
    new_context: Callable[..., BrowserContext],
    sign_in_page: Callable[[Page, Staff], Page],
    administrator: Staff,
    motion: str,
    first: str,
) -> None:
    campaign = Campaign.objects.get()
    supply = Supply.objects.create(campaign=campaign, name="车贴")
    page = sign_in_page(new_context(reduced_motion=motion).new_page(), administrator)
    page.goto(f"/campaigns/{campaign.slug}/supplies/")
    page.clock.install()
    page.locator(f"#supplies-{supply.pk} button[formaction*=removal]").click()
    seconds = page.locator(".toast .seconds")
    seconds.wait_for()
    page.clock.run_for(1000)

    assert seconds.text_content() == f"{first} 秒"
    assert seconds.get_attribute("aria-hidden") == "true"
    page.hover(".toast")
    page.clock.run_for(60_000)
    assert page.locator(".toast").count() == 1
    assert seconds.text_content() == ""
