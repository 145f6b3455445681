"""The host's phone in a real browser: the camera reads a code, scans wait for the network, heads, undo, walk-ins."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from campaigns.models import Campaign, Role, Stop
from registrations.actions.devices import restore, revoke
from registrations.actions.life import close
from registrations.links import check_in_code
from registrations.models import Device, QuarantinedScan, Registration, ScanEvent
from registrations.queries.presence import day_of
from tests.browser.fake_camera import film, flags
from tests.browser_fixtures import FLAGS, PHONE, chromium_path
from tests.factories import make_registration, make_staff, make_stop
from tests.factories.day import check_in, make_device
from tests.factories.plan import make_campaign

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tour() -> tuple[Campaign, Stop, Registration]:
    campaign = make_campaign(state="live", starts_at=timezone.now() - dt.timedelta(minutes=30))
    gate = make_stop(campaign, name="长沙西服务区", is_checkpoint=True)
    fields = {"name": "陈红梅", "initials": "chm", "plate": "赣A622H3", "car_number": 3, "phone": "+8613900008617"}
    party = make_registration(campaign, "confirmed", adults=1, children=1, **fields)
    make_registration(campaign, "confirmed", name="李峰", initials="lf", car_number=7)
    return campaign, gate, party


def open_scan_page(page: Page, live_server: object, campaign: Campaign, gate: Stop) -> None:
    """Sign in, name the phone, and stand at the gate."""
    client = Client()
    client.force_login(make_staff(campaign.club, Role.HOST, name="王强"))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": str(live_server)}])
    page.goto(f"{live_server}/campaigns/{campaign.slug}/check-in/{gate.pk}/")
    page.locator(".enrol button").click()
    expect(page.locator("[data-net-word]")).not_to_be_empty()


@pytest.fixture
def phone(new_context, live_server, tour) -> Page:
    page = new_context(**PHONE).new_page()
    open_scan_page(page, live_server, tour[0], tour[1])
    return page


def recorded(kind: str = "check_in") -> list[ScanEvent]:
    return list(ScanEvent.objects.filter(kind=kind).order_by("sequence"))


def eventually(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until the server has it: uploads run beside the page."""
    for _turn in range(100):
        if holds():
            return
        page.wait_for_timeout(100)
    assert holds()


def type_code(page: Page, code: str) -> None:
    page.locator(".thumb [data-panel=code]").click()
    page.fill("#typed-code", code)
    page.locator("[data-code-form] button").click()


def type_again(page: Page, code: str) -> None:
    page.fill("#typed-code", code)
    page.locator("[data-code-form] button").click()


def test_the_camera_reads_a_code_and_the_car_is_in(tour, live_server, browser, tmp_path):
    campaign, gate, party = tour
    camera = flags(film(check_in_code(party), tmp_path / "code.y4m"))
    chromium = browser.browser_type.launch(executable_path=chromium_path(), args=[*FLAGS, *camera])
    page = chromium.new_context(**PHONE, permissions=["camera"]).new_page()
    problems: list[str] = []
    page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
    open_scan_page(page, live_server, campaign, gate)
    verdict = page.locator("[data-cover] .verdict")
    expect(verdict).to_have_attribute("data-kind", "arrived", timeout=20_000)
    expect(verdict.locator("[data-slot=number]")).to_have_text("03")
    expect(verdict.locator(".plate")).to_have_text("赣A622H3")
    expect(page.locator("[data-cars]")).to_have_text("1")
    eventually(page, lambda: len(recorded()) == 1)
    chromium.close()
    assert [(event.registration, event.heads, event.verdict) for event in recorded()] == [(party, 2, "arrived")]
    assert problems == []


def test_heads_are_counted_up_and_an_undo_takes_the_car_back(phone, tour):
    campaign, gate, party = tour
    type_code(phone, party.typed_code)
    phone.locator("[data-cover] [data-step='1']").click()
    expect(phone.locator("[data-cover] [data-slot=heads]")).to_have_text("3")
    expect(phone.locator("[data-people]")).to_have_text("3")
    phone.locator("[data-cover] [data-undo] button").click()
    expect(phone.locator("[data-cover]")).to_be_hidden()
    expect(phone.locator("[data-cars]")).to_have_text("0")
    eventually(phone, lambda: len(recorded("undo")) == 1)
    assert [event.heads for event in recorded("more_arrived")] == [3]
    assert day_of(campaign).count(gate).arrived_cars == 0


def test_green_goes_away_by_a_touch_and_yellow_waits_for_an_answer(phone, tour):
    type_code(phone, tour[2].typed_code)
    expect(phone.locator(".verdict[data-kind=arrived]")).to_be_visible()
    phone.locator(".verdict .number").click()
    expect(phone.locator("[data-cover]")).to_be_hidden()

    type_again(phone, tour[2].typed_code)
    expect(phone.locator(".verdict[data-kind=again]")).to_be_visible()
    phone.locator(".verdict .number").click()

    expect(phone.locator(".verdict[data-kind=again]")).to_be_visible()


def test_a_second_scan_is_yellow_and_both_stay(phone, tour):
    _campaign, _gate, party = tour
    type_code(phone, party.typed_code)
    phone.locator("[data-cover] [data-close]").click()
    type_again(phone, party.typed_code)
    expect(phone.locator("[data-cover] .verdict")).to_have_attribute("data-kind", "again")
    phone.locator("[data-settle=same_car] button").click()
    eventually(phone, lambda: len(recorded("same_car")) == 1)
    assert [event.verdict for event in recorded()] == ["arrived", "again"]


def test_undo_takes_the_car_back_with_a_repeat_that_was_the_same_car(phone, tour):
    campaign, gate, party = tour
    type_code(phone, party.typed_code)
    phone.locator("[data-cover] [data-close]").click()
    type_again(phone, party.typed_code)
    phone.locator("[data-settle=same_car] button").click()
    phone.locator("[data-recent] button").click()
    expect(phone.locator("[data-cars]")).to_have_text("0")
    eventually(phone, lambda: len(recorded("undo")) == 2)
    assert day_of(campaign).count(gate).arrived_cars == 0


def test_after_the_close_the_phone_offers_no_scan_and_still_sends(phone, tour):
    campaign, _gate, party = tour
    phone.context.set_offline(True)
    type_code(phone, party.typed_code)
    expect(phone.locator("[data-cover] .verdict")).to_have_attribute("data-kind", "arrived")
    close(campaign=campaign, by=make_staff(campaign.club, "planner"), reason="storm", at=timezone.now())
    phone.context.set_offline(False)
    phone.reload()
    expect(phone.locator("nav.thumb")).to_be_hidden()
    expect(phone.locator("[data-finder]")).to_be_hidden()
    expect(phone.locator("[data-finish]")).to_be_visible()
    eventually(phone, lambda: len(recorded()) == 1)
    assert not recorded()[0].is_practice


def test_without_network_nothing_is_lost_and_all_is_sent_later(phone, tour):
    _campaign, _gate, party = tour
    expect(phone.locator("[data-cars]")).to_have_text("0")
    phone.wait_for_timeout(500)
    phone.context.set_offline(True)
    type_code(phone, party.typed_code)
    expect(phone.locator("[data-cover] .verdict")).to_have_attribute("data-kind", "arrived")
    phone.locator("[data-cover] [data-close]").click()
    expect(phone.locator(".net.off")).to_be_visible()
    assert recorded() == []
    phone.context.set_offline(False)
    expect(phone.locator(".net:not(.off)")).to_be_visible(timeout=10_000)
    eventually(phone, lambda: [event.registration for event in recorded()] == [party])


@pytest.mark.parametrize(
    ("status", "body"), [(200, "<html>portal</html>"), (200, '{"fates": []}'), (404, "{}"), (401, "{}"), (500, "")]
)
def test_an_answer_that_names_nothing_deletes_nothing(phone, tour, status, body):
    _campaign, _gate, party = tour
    phone.route("**/scan-events/", lambda route: route.fulfill(status=status, body=body))
    type_code(phone, party.typed_code)
    expect(phone.locator(".net.off")).to_be_attached()
    phone.wait_for_timeout(300)
    assert recorded() == []
    phone.unroute("**/scan-events/")
    phone.evaluate("dispatchEvent(new Event('online'))")
    eventually(phone, lambda: [event.registration for event in recorded()] == [party])


def test_a_name_is_found_by_initials_and_a_walk_in_is_counted(phone, tour):
    campaign, gate, party = tour
    phone.locator(".thumb [data-panel=find]").click()
    phone.fill("#wanted", "chm")
    expect(phone.locator("[data-found] li")).to_have_count(1)
    for spelled in ("chenhong", "chen hong", "hongmei"):
        phone.fill("#wanted", spelled)
        expect(phone.locator("[data-found] li strong")).to_have_text("陈红梅")
    phone.locator("[data-found] button").click()
    phone.locator("[data-cover] [data-close]").click()
    phone.locator(".thumb [data-panel=walk-in]").click()
    phone.fill("#walk_in_name", "赵云")
    phone.fill("#walk_in_phone", "139 0000 7777")
    phone.locator("[data-walk-in-form] [type=submit]").click()
    expect(phone.locator("[data-cover] .verdict")).to_have_attribute("data-kind", "arrived")
    expect(phone.locator("[data-slot=walked]")).to_be_visible()
    eventually(phone, lambda: len(recorded("walk_in")) == 1)
    figures = day_of(campaign).arrived()
    assert (figures.cars, figures.people, figures.walk_in_cars, figures.walk_in_people) == (1, 2, 1, 2)


def walk_in(page: Page, **typed: str) -> None:
    page.locator(".thumb [data-panel=walk-in]").click()
    for name, value in typed.items():
        page.fill(f"#walk_in_{name}", value)
    page.locator("[data-walk-in-form] [type=submit]").click()


def test_a_walk_in_who_is_registered_is_asked_about_and_checked_in_instead(phone, tour):
    _campaign, _gate, party = tour
    expect(phone.locator("[data-cars]")).to_have_text("0")
    walk_in(phone, name="红梅", phone="13700001234", plate="赣a·622h3")
    expect(phone.locator("[data-known-word]")).to_contain_text("陈红梅")
    phone.locator("[data-known-yes]").click()
    expect(phone.locator("[data-cover] [data-slot=number]")).to_have_text("03")
    eventually(phone, lambda: [event.registration for event in recorded()] == [party])
    assert recorded("walk_in") == []


def test_a_walk_in_gets_its_number_on_the_green_screen_and_a_full_car_is_asked_about(phone, tour):
    walk_in(phone, name="", phone="")
    expect(phone.locator("[data-walk-in-problem]")).to_have_text("请填姓名。")
    walk_in_form = phone.locator("[data-walk-in-form]")
    for name, value in {"name": "大家庭", "phone": "13700001234", "adults": "20"}.items():
        phone.fill(f"#walk_in_{name}", value)
    walk_in_form.locator("[type=submit]").click()
    expect(phone.locator("[data-walk-in-problem]")).to_contain_text("20")
    walk_in_form.locator("[type=submit]").click()
    verdict = phone.locator("[data-cover] .verdict")
    expect(verdict).to_have_attribute("data-kind", "arrived")
    eventually(phone, lambda: len(recorded("walk_in")) == 1)
    number = recorded("walk_in")[0].registration.car_number
    expect(verdict.locator("[data-slot=number]")).to_have_text(f"{number:02d}" if number else "")


def test_a_phone_that_was_switched_off_says_so_and_keeps_nothing_back(phone, tour):
    campaign, _gate, party = tour
    expect(phone.locator("[data-cars]")).to_have_text("0")
    device = Device.objects.get()
    revoke(device=device, by=device.staff)
    type_code(phone, party.typed_code)
    expect(phone.locator("[data-revoked]")).to_be_visible()
    expect(phone.locator("[data-while-scanning]")).to_be_hidden()
    eventually(phone, lambda: QuarantinedScan.objects.count() == 1)
    expect(phone.locator("[data-cars]")).to_have_text("0")
    restore(device=device, by=device.staff)
    phone.reload()
    expect(phone.locator("[data-revoked]")).to_be_hidden()
    type_code(phone, party.typed_code)
    expect(phone.locator("[data-cover] .verdict")).to_have_attribute("data-kind", "arrived")


def test_a_late_scan_that_another_phone_made_too_is_shown_on_this_phone(phone, tour):
    campaign, gate, party = tour
    expect(phone.locator("[data-cars]")).to_have_text("0")
    phone.context.set_offline(True)
    type_code(phone, party.typed_code)
    phone.locator("[data-cover] [data-close]").click()
    check_in(make_device(campaign, label="二号机"), gate, party, at=timezone.now() + dt.timedelta(seconds=30))
    phone.context.set_offline(False)
    expect(phone.locator("[data-recent] .look")).to_contain_text("二号机", timeout=20_000)


def test_the_camera_decides_nothing_while_a_yellow_answer_waits(tour, live_server, browser, tmp_path):
    campaign, gate, party = tour
    device = make_device(campaign)
    check_in(device, gate, party, at=timezone.now())
    camera = flags(film(check_in_code(party), tmp_path / "code.y4m"))
    chromium = browser.browser_type.launch(executable_path=chromium_path(), args=[*FLAGS, *camera])
    page = chromium.new_context(**PHONE, permissions=["camera"]).new_page()
    open_scan_page(page, live_server, campaign, gate)
    verdict = page.locator("[data-cover] .verdict")
    expect(verdict).to_have_attribute("data-kind", "again", timeout=20_000)
    page.wait_for_timeout(4_000)  # longer than a code must be out of sight to count again
    eventually(page, lambda: len(recorded()) == 2)
    page.locator("[data-settle=same_car] button").click()
    page.wait_for_timeout(1_000)
    expect(page.locator("[data-cover]")).to_be_hidden()
    chromium.close()
    assert len(recorded()) == 2


def test_a_code_of_ours_that_is_no_check_in_code_says_where_the_right_one_is(tour, live_server, browser, tmp_path):
    campaign, gate, _party = tour
    camera = flags(film("https://club.example/draws/ab12cd34ef/", tmp_path / "code.y4m"))
    chromium = browser.browser_type.launch(executable_path=chromium_path(), args=[*FLAGS, *camera])
    page = chromium.new_context(**PHONE, permissions=["camera"], locale="zh-CN").new_page()
    open_scan_page(page, live_server, campaign, gate)
    expect(page.locator("[data-cover] .verdict [data-slot=word]")).to_have_text("这不是签到码", timeout=20_000)
    chromium.close()
    assert recorded() == []


def test_who_is_found_is_marked_when_in_and_a_whole_number_finds_them(phone, tour):
    _campaign, _gate, party = tour
    type_code(phone, "".join(chr(ord(sign) + 0xFEE0) for sign in party.typed_code))
    phone.locator("[data-cover] [data-close]").click()
    phone.locator(".thumb [data-panel=find]").click()
    phone.fill("#wanted", "139 0000 8617")
    expect(phone.locator("[data-found] li strong")).to_have_text("陈红梅")
    expect(phone.locator("[data-found] li small")).to_contain_text("已到")


def test_whoever_is_found_and_counted_in_can_be_taken_back_there(phone):
    phone.locator(".thumb [data-panel=find]").click()
    phone.fill("#wanted", "8617")
    found = phone.locator("[data-found] button")
    found.click()
    phone.locator("[data-cover] [data-close]").click()
    expect(found).to_have_text("撤回")
    found.click()
    expect(found).to_have_text("签到")
    expect(phone.locator("[data-recent] li small")).to_have_text("已撤回")
    expect(phone.locator("[data-recent] button")).to_have_count(0)
    expect(phone.locator("[data-cars]")).to_have_text("0")


@pytest.mark.parametrize("panel", ["", "code", "find", "walk-in"])
def test_the_scan_page_is_accessible(phone, panel, assert_accessible):
    if panel:
        phone.locator(f".thumb [data-panel={panel}]").click()
    assert_accessible(phone)


@pytest.mark.parametrize("kind", ["arrived", "again"])
def test_the_verdicts_are_accessible(phone, tour, kind, assert_accessible):
    type_code(phone, tour[2].typed_code)
    if kind == "again":
        phone.locator("[data-cover] [data-close]").click()
        type_again(phone, tour[2].typed_code)
    expect(phone.locator("[data-cover] .verdict")).to_have_attribute("data-kind", kind)
    assert_accessible(phone)


@pytest.mark.parametrize("letters", ["100%", "200%"])
def test_a_yellow_answer_fits_a_narrow_phone(new_context, live_server, tour, letters):
    campaign, gate, party = tour
    page = new_context(**PHONE | {"viewport": {"width": 320, "height": 640}}).new_page()
    open_scan_page(page, live_server, campaign, gate)
    page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", letters)
    type_code(page, party.typed_code)
    page.locator("[data-cover] [data-close]").click()
    type_again(page, party.typed_code)
    expect(page.locator("[data-cover] .verdict")).to_have_attribute("data-kind", "again")
    assert page.evaluate("[innerWidth, document.documentElement.scrollWidth]") == [320, 320]
    if letters == "100%":
        expect(page.locator("[data-settle=look] button")).to_be_in_viewport(ratio=1)


def test_everything_works_without_script(new_context, live_server, tour):
    campaign, gate, party = tour
    context: BrowserContext = new_context(**PHONE, java_script_enabled=False)
    client = Client()
    client.force_login(make_staff(campaign.club, Role.HOST))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": str(live_server)}])
    page = context.new_page()
    page.goto(f"{live_server}/campaigns/{campaign.slug}/check-in/{gate.pk}/")
    page.locator(".thumb [data-panel=code]").click()
    page.fill("#typed-code", party.typed_code)
    page.locator("#panel-code button").click()
    expect(page.locator(".verdict .number")).to_have_text("03")
    page.locator("[data-step='1']").click()
    expect(page.locator(".heads strong")).to_have_text("3")
    page.locator("[data-undo] button").click()
    expect(page.locator("[data-cars]")).to_have_text("0")
    page.locator(".thumb [data-panel=find]").click()
    page.fill("#wanted", "8617")
    page.locator("[data-find-form] button").click()
    page.locator("[data-found] button").click()
    expect(page.locator(".verdict .number")).to_have_text("03")
    assert day_of(campaign).count(gate).arrived_people == 2


PAGES = ["check-in/", "check-in/{stop}/missing/", "check-in/{stop}/paper/", "check-in/{stop}/walk-in/", "run/"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_the_other_pages_are_accessible_and_fit_a_narrow_phone(
    new_context, live_server, tour, assert_accessible, address, language
):
    campaign, gate, party = tour
    device = make_device(campaign)
    check_in(device, gate, party, at=timezone.now())
    check_in(device, gate, party, at=timezone.now())
    client = Client()
    client.force_login(make_staff(campaign.club, Role.PLANNER))
    page = new_context(language=language, viewport={"width": 320, "height": 640}, is_mobile=True).new_page()
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": str(live_server)}])
    page.goto(f"{live_server}/campaigns/{campaign.slug}/{address.format(stop=gate.pk)}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert_accessible(page)


def test_times_are_the_campaigns_whatever_zone_the_phone_is_set_to(tour, new_context, live_server):
    campaign, gate, party = tour
    first = check_in(make_device(campaign), gate, party, at=timezone.now())
    page = new_context(**PHONE, timezone_id="America/New_York").new_page()
    open_scan_page(page, live_server, campaign, gate)

    type_code(page, party.typed_code)

    expect(page.locator("[data-slot=first-at]")).to_have_text(f"{campaign.local(first.estimated_at):%H:%M}")
    eventually(page, lambda: len(recorded()) == 2)
    second = max(recorded(), key=lambda event: event.estimated_at)
    expect(page.locator("[data-slot=second-at]")).to_have_text(f"{campaign.local(second.estimated_at):%H:%M}")
