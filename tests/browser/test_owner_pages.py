"""Owners' pages and staff's list in a real browser: without script, at phone size, in both languages, accessible."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from campaigns.models import Role, State
from registrations.links import pass_token
from registrations.models import Registration
from tests.browser_fixtures import PHONE
from tests.factories import make_campaign, make_registration, make_staff, make_stop

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG_NAME = "阿不都热合曼·买买提艾力·玉素甫"


def a_campaign(state=State.INVITING, **fields):
    campaign = make_campaign(
        state=state,
        theme="向山而行 · 星辰车主张家界自驾之旅",
        own_cost="油费自理",
        included="T 恤",
        safety_notes="系安全带",
        **fields,
    )
    for number, kind in enumerate(("assembly", "meal", "hotel")):
        make_stop(
            campaign, name=f"第 {number} 站服务区", kind=kind, place="长张高速西行方向", arrive=dt.time(9 + number),
            lat=28.2 + number / 3, lon=112.8 - number / 2, cars_may_join=True,
        )  # fmt: skip
    return campaign


def code_of(campaign) -> str:
    return campaign.channels.first().code


def sideways(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_owner_registers_from_a_phone_without_script(new_context):
    campaign = a_campaign()
    page = new_context(java_script_enabled=False, **PHONE).new_page()
    page.goto(f"/c/{code_of(campaign)}/")

    page.get_by_role("link", name="去填报名表").click()
    page.get_by_label("姓名").fill("陈红梅")
    page.get_by_label("手机号").fill("139 0000 861")
    page.get_by_role("button", name="报名，留位").click()
    assert page.get_by_role("alert").is_visible()
    page.get_by_label("手机号").fill("139 0000 8617")
    page.get_by_label("同意").check()
    page.get_by_role("button", name="报名，留位").click()

    assert page.get_by_text("名额给您留好了").is_visible()
    assert Registration.objects.get().name == "陈红梅"


def test_error_summary_takes_focus_and_leads_to_the_field(page_phone):
    campaign = a_campaign()
    page_phone.goto(f"/c/{code_of(campaign)}/")

    page_phone.get_by_role("button", name="报名，留位").click()

    page_phone.wait_for_selector(".error-summary:focus")
    page_phone.get_by_role("link", name="手机号还没填").click()
    assert page_phone.evaluate("document.activeElement.id") == "id_phone"


@pytest.mark.parametrize("field", ["adults", "children"])
def test_tap_in_the_middle_of_a_number_chooses_that_number(page_phone, field):
    page_phone.goto(f"/c/{code_of(a_campaign())}/")
    numbers = page_phone.locator(f"#register .choice:has([name={field}]) label.form-check-label")
    assert numbers.count() > 3

    for number in numbers.all():
        number.scroll_into_view_if_needed()
        number.evaluate("label => label.scrollIntoView({ block: 'center' })")
        box = number.bounding_box()
        page_phone.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        assert page_phone.locator(f"[name={field}]:checked").input_value() == number.inner_text().strip()


def test_double_tap_is_one_registration(page_phone):
    campaign = a_campaign()
    page_phone.goto(f"/c/{code_of(campaign)}/")
    page_phone.get_by_label("姓名").fill("陈红梅")
    page_phone.get_by_label("手机号").fill("13900008617")
    page_phone.get_by_label("同意").check()

    page_phone.get_by_role("button", name="报名，留位").dblclick()
    expect(page_phone).to_have_url(re.compile("/p/"))  # the second tap aborts the first navigation

    assert Registration.objects.count() == 1


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_owner_pages_are_accessible_and_never_scroll_sideways(new_context, assert_accessible, language):
    inviting, confirming, closed = (a_campaign(state) for state in (State.INVITING, State.CONFIRMING, State.CLOSED))
    held = make_registration(confirming, name=LONG_NAME, state="held", people=5)
    sure = make_registration(confirming, name="陈红梅", state="confirmed", plate="湘BCX9075", car_number=3)
    waits = make_registration(inviting, state="waiting")
    over = make_registration(closed, state="confirmed")
    passes = [f"/p/{pass_token(party)}/" for party in (held, sure, waits, over)]
    small = [f"{passes[0]}{page}/" for page in ("party", "car", "details", "consents", "cancellation")]
    page = new_context(language, viewport={"width": 320, "height": 640}, is_mobile=True).new_page()

    for address in [f"/c/{code_of(inviting)}/", "/lost-pass/", *passes, *small]:
        page.goto(address)
        assert sideways(page) == 0, address
        assert_accessible(page)


def test_touch_targets_are_large_enough(page_phone):
    campaign = a_campaign(State.CONFIRMING)
    party = make_registration(campaign, state="held")

    for address in (f"/c/{code_of(campaign)}/", f"/p/{pass_token(party)}/"):
        page_phone.goto(address)
        small = page_phone.evaluate(
            """() => [...document.querySelectorAll('main .btn, .cta .btn, main label.form-check-label, .party a')]
                .filter(e => { const r = e.getBoundingClientRect(); return r.height && r.height < 44 })
                .map(e => e.textContent.trim())"""
        )
        assert small == [], address


def test_staff_find_a_party_in_the_list(page_desktop, sign_in_page, assert_accessible):
    campaign = a_campaign()
    planner = make_staff(campaign.club, Role.PLANNER)
    party = make_registration(campaign, name="陈红梅", initials="chm", plate="赣A622H3", phone="+8613900008617")
    make_registration(campaign, name=LONG_NAME, state="waiting", registered_at=timezone.now())
    sign_in_page(page_desktop, planner)
    page_desktop.goto(f"/campaigns/{campaign.slug}/registrations/")
    assert_accessible(page_desktop)

    page_desktop.get_by_label("在这份名单里找").fill("chm")
    page_desktop.keyboard.press("Enter")
    page_desktop.get_by_role("link", name="陈红梅").first.click()

    assert page_desktop.url.endswith(f"/registrations/{party.pk}/")
    assert_accessible(page_desktop)
    for rest in (
        "registrations/new/",
        "waiting-list/",
        "limit/",
        "change-requests/",
        f"registrations/{party.pk}/pass/",
    ):
        page_desktop.goto(f"/campaigns/{campaign.slug}/{rest}")
        assert_accessible(page_desktop)


def test_way_to_the_form_is_gone_once_the_form_is_in_sight(page_phone):
    campaign = a_campaign()
    page_phone.goto(f"/c/{code_of(campaign)}/")
    on_the_bar = """() => {
        const bar = document.querySelector('.cta .btn').getBoundingClientRect();
        return !!document.elementFromPoint(bar.x + bar.width / 2, bar.y + bar.height / 2)?.closest('.cta');
    }"""
    assert page_phone.evaluate(on_the_bar)

    page_phone.locator(".cta .btn").click()
    page_phone.get_by_label("姓名").wait_for()

    assert not page_phone.evaluate(on_the_bar)


def test_enter_sends_the_form_and_does_not_switch_the_language(page_phone):
    campaign = a_campaign()
    page_phone.goto(f"/c/{code_of(campaign)}/")
    page_phone.get_by_role("button", name="English").click()
    page_phone.get_by_label("Name").fill("陈红梅")
    page_phone.get_by_role("button", name="中文").click()
    assert page_phone.get_by_label("姓名").input_value() == "陈红梅"

    page_phone.get_by_label("姓名").press("Enter")

    expect(page_phone.locator(".error-summary")).to_contain_text("手机号还没填")
