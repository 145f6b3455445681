"""The back button after registering, in a real browser: no dead end, no second registration."""

import pytest
from playwright.sync_api import Page

from registrations.models import Registration

from .test_owner_pages import a_campaign, code_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fill(page: Page, phone: str) -> None:
    page.get_by_label("姓名").fill("陈红梅")
    page.get_by_label("手机号").fill(phone)
    page.get_by_label("同意").check()


def send(page: Page) -> None:
    page.get_by_role("button", name="报名，留位").click()


def test_back_and_again_with_another_number_of_people_offers_the_change(page_phone):
    campaign = a_campaign()
    page_phone.goto(f"/c/{code_of(campaign)}/")
    fill(page_phone, "13900008617")
    send(page_phone)
    page_phone.wait_for_url("**/p/**")

    page_phone.go_back()
    fill(page_phone, "13900008617")
    page_phone.locator("label[for=id_adults_3]").click()
    send(page_phone)

    page_phone.wait_for_url("**/p/**")
    assert page_phone.get_by_text("4 位大人").first.is_visible()
    assert Registration.objects.get().adults == 2


def test_back_onto_the_mistakes_keeps_what_was_typed(page_phone):
    campaign = a_campaign()
    page_phone.goto(f"/c/{code_of(campaign)}/")
    fill(page_phone, "139 0000 861")
    send(page_phone)
    page_phone.get_by_label("手机号").fill("13900008617")
    send(page_phone)
    page_phone.wait_for_url("**/p/**")
    made = page_phone.url

    page_phone.go_back()
    assert page_phone.get_by_label("姓名").input_value() == "陈红梅"
    page_phone.get_by_label("手机号").fill("13900008617")
    send(page_phone)

    page_phone.wait_for_url("**/p/**")
    assert page_phone.url == made
    assert Registration.objects.count() == 1
