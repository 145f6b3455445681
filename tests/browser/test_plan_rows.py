"""Rows of the plan in a real browser: opened, saved, moved by keys and by drag, removed and taken back; with axe."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from campaigns.models import Stop
from campaigns.subjects import PAGES
from tests.campaigns.plan_cast import KEYS, Cast, make_cast, make_road

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def names(page: Page) -> list[str]:
    return page.locator("[data-row] .row-open").all_inner_texts()


def gifts(page: Page, sign_in_page: Callable[..., Page], *wanted: str) -> Cast:
    cast = make_cast()
    for name in wanted:
        cast.add("gifts", name=name)
    sign_in_page(page, cast.planner).goto(cast.url("prize_list"))
    page.evaluate("window.isTheSamePage = true")
    return cast


def test_row_opens_in_place_is_saved_and_told(page_desktop: Page, sign_in_page: Callable[..., Page]) -> None:
    page = page_desktop
    gifts(page, sign_in_page, "Shirt", "Bag")

    page.get_by_role("link", name="Shirt").click()
    expect(page.get_by_label("伴手礼")).to_be_focused()
    page.get_by_label("伴手礼").fill("Warm shirt")
    page.keyboard.press("Enter")

    expect(page.locator(".toast")).to_contain_text("Warm shirt")
    expect(page.locator(".row-form")).to_have_count(0)
    assert names(page) == ["Warm shirt", "Bag"]
    assert page.evaluate("window.isTheSamePage")


def test_mistake_stays_open_with_what_was_typed(page_desktop: Page, sign_in_page: Callable[..., Page]) -> None:
    page = page_desktop
    gifts(page, sign_in_page, "Shirt")

    page.get_by_role("link", name="加一个奖品").click()
    page.locator(".row-form [name=name]").fill("Car")
    page.locator(".row-form [name=worth_amount]").fill("60000")
    page.get_by_role("button", name="保存", exact=True).click()

    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator(".row-form [name=name]")).to_have_value("Car")
    page.keyboard.press("Escape")
    assert page.evaluate("window.isTheSamePage")


def test_escape_leaves_an_open_row(page_desktop: Page, sign_in_page: Callable[..., Page]) -> None:
    page = page_desktop
    gifts(page, sign_in_page, "Shirt")

    page.get_by_role("link", name="Shirt").click()
    page.get_by_label("伴手礼").fill("Never mind")
    page.keyboard.press("Escape")

    expect(page.locator(".row-form")).to_have_count(0)
    assert names(page) == ["Shirt"]


def test_alt_and_arrows_move_a_row_and_keep_the_hand_there(
    page_desktop: Page, sign_in_page: Callable[..., Page]
) -> None:
    page = page_desktop
    gifts(page, sign_in_page, "Shirt", "Bag", "Cup")

    page.get_by_role("link", name="Cup").focus()
    for expected in (["Shirt", "Cup", "Bag"], ["Cup", "Shirt", "Bag"]):
        page.keyboard.press("Alt+ArrowUp")
        expect(page.locator("[data-row] .row-open")).to_have_text(expected)
    page.keyboard.press("Alt+ArrowDown")

    expect(page.locator("[data-row] .row-open")).to_have_text(["Shirt", "Cup", "Bag"])
    assert page.evaluate("window.isTheSamePage")


def test_row_is_dragged_by_its_handle(page_desktop: Page, sign_in_page: Callable[..., Page]) -> None:
    page = page_desktop
    gifts(page, sign_in_page, "Shirt", "Bag", "Cup")

    rows = page.locator("[data-row]")
    rows.nth(0).locator("[data-grip]").drag_to(rows.nth(2), target_position={"x": 60, "y": 40})

    expect(page.locator("[data-row] .row-open")).to_have_text(["Bag", "Cup", "Shirt"])


def test_removed_row_is_taken_back_from_the_toast(page_desktop: Page, sign_in_page: Callable[..., Page]) -> None:
    page = page_desktop
    gifts(page, sign_in_page, "Shirt", "Bag")

    page.get_by_role("button", name="删去Shirt").click()
    expect(page.locator("[data-row] .row-open")).to_have_text(["Bag"])
    page.locator(".toast").get_by_role("button").click()

    expect(page.locator("[data-row] .row-open")).to_have_text(["Shirt", "Bag"])


def test_stop_is_dragged_to_the_other_day(page_desktop: Page, sign_in_page: Callable[..., Page]) -> None:
    cast, page = make_cast(), page_desktop
    make_road(cast.campaign, (1, "09:00", "10:00"), (1, "15:00", "16:00"), (2, "17:00", "18:00"))
    sign_in_page(page, cast.planner).goto(cast.url("itinerary"))

    rows = page.locator("[data-row]")
    rows.nth(1).locator("[data-grip]").drag_to(rows.nth(2), target_position={"x": 200, "y": 2})

    expect(page.locator("ol[data-day='2'] .row-open")).to_have_text(["B", "C"])
    assert Stop.objects.get(name="B").day == 2


def test_pages_work_without_script(new_context: Callable[..., object], sign_in_page: Callable[..., Page]) -> None:
    page = new_context(java_script_enabled=False).new_page()  # type: ignore[attr-defined]  # a browser context
    cast = make_cast()
    cast.add("gifts", name="Shirt")
    sign_in_page(page, cast.planner).goto(cast.url("prize_list"))

    page.get_by_role("link", name="Shirt").click()
    page.get_by_label("伴手礼").fill("Warm shirt")
    page.get_by_role("button", name="保存", exact=True).click()

    assert names(page) == ["Warm shirt"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_is_accessible_and_fits(
    language: str,
    new_context: Callable[..., object],
    sign_in_page: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
) -> None:
    cast = make_cast()
    for key in KEYS:
        cast.add(key)
    context = new_context(language, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = sign_in_page(context.new_page(), cast.planner)  # type: ignore[attr-defined]  # a browser context
    addresses = [cast.url(one.page) for one in PAGES]
    addresses += [cast.url(name) for name in ("plan_basics", "plan_deadlines", "campaign_copy")]
    addresses += ["/campaigns/", "/campaigns/new/", cast.url("row_new", "stops"), cast.url("row_new", "supplies")]
    for address in addresses:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
        assert_accessible(page)
