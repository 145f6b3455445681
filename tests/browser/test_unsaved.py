"""What was typed and not sent is asked about before it is lost; what was sent is not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page, expect

from campaigns.actions.report import report_of
from campaigns.models import Campaign, Role
from tests.factories import make_campaign, make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(page_desktop: Page, sign_in_page: Callable[..., Page]) -> Page:
    campaign = make_campaign(slug="tour", state="closed")
    return sign_in_page(page_desktop, make_staff(campaign.club, Role.PLANNER))


def asked_at(page: Page) -> list[str]:
    found: list[str] = []

    def stay(dialog: Dialog) -> None:
        found.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return found


def test_leaving_with_typed_text_asks_first(page: Page) -> None:
    page.goto("/campaigns/tour/report/")
    asked = asked_at(page)
    page.locator("[name=weaknesses]").type("午餐晚开")
    page.locator(".bar a[href='/campaigns/']").click()

    assert asked == ["beforeunload"]
    expect(page.locator("[name=weaknesses]")).to_have_value("午餐晚开")


def test_another_form_on_the_page_asks_too(page: Page) -> None:
    page.goto("/campaigns/tour/report/")
    asked_at(page)
    page.locator("[name=weaknesses]").type("午餐晚开")
    other = page.locator("form[action$='/report/coverage/']")
    with page.expect_event("dialog") as dialog:
        other.evaluate("form => { form.noValidate = true; form.requestSubmit(); }")

    assert dialog.value.type == "beforeunload"
    expect(page.locator("[name=weaknesses]")).to_have_value("午餐晚开")


def test_sending_it_and_handing_in_lose_nothing(page: Page) -> None:
    page.goto("/campaigns/tour/report/")
    asked = asked_at(page)
    for name in ("strengths", "weaknesses", "lessons", "recommendation"):
        page.locator(f"[name={name}]").fill(name)
    page.locator("button[name=then]").click()
    expect(page.locator("h1").last).to_be_visible()
    page.wait_for_url("**/submission/")
    page.locator("main button[type=submit]").last.click()
    page.wait_for_url("**/report/")

    report = report_of(Campaign.objects.get(slug="tour"))
    assert (report.weaknesses, report.frozen_at is not None) == ("weaknesses", True)
    assert asked == []
