"""The review at the deadline in a real browser: Enter keeps the party in whose row one types."""

import pytest
from playwright.sync_api import Page, expect

from campaigns.models import Role, State
from registrations.models import Registration
from tests.factories import make_campaign, make_registration, make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_enter_keeps_the_party_of_its_row(page_desktop: Page, sign_in_page) -> None:
    campaign = make_campaign(state=State.CONFIRMING)
    parties = [make_registration(campaign, "held") for _ in range(3)]
    sign_in_page(page_desktop, make_staff(campaign.club, Role.PLANNER))
    page_desktop.goto(f"/campaigns/{campaign.slug}/release/")

    page_desktop.locator(f"[name=why-{parties[2].pk}]").fill("在出差")
    page_desktop.locator(f"[name=why-{parties[1].pk}]").fill("晚上回话")
    page_desktop.keyboard.press("Enter")
    expect(page_desktop.locator(".toast")).to_contain_text(parties[1].name)

    assert [one.kept_why for one in Registration.objects.order_by("pk")] == ["", "晚上回话", ""]
    expect(page_desktop.locator(f"[name=why-{parties[2].pk}]")).to_have_value("在出差")
