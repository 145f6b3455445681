"""The draw in a real browser: the evening on the big screen, and the record on a phone and from disk."""

import json
from pathlib import Path

import pytest

from registrations import verify_draw
from registrations.actions import draw as acts
from registrations.actions.presenter_link import make_presenter_link
from registrations.documents.draw_verifier import draw_verifier
from registrations.links import presenter_token
from registrations.models import Draw, DrawSecret, Registration
from registrations.queries import draw as queries
from tests.factories.draw import make_draw, make_live_campaign, reveal_one
from tests.registrations.draw_cases import seeded_evening

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREEN = {"viewport": {"width": 1920, "height": 1080}, "reduced_motion": "reduce"}


def on(page, scene):
    page.wait_for_selector(f'body[data-on="{scene}"]')


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def number_on(page):
    return int(page.inner_text(".win .number [data-slot=number]"))


@pytest.fixture
def screen(new_context):
    """Opens the presenter's page of a campaign on the big screen; again for another machine."""

    def open_screen(campaign, context=None, **options):
        token = presenter_token(make_presenter_link(campaign=campaign, by=campaign.planner))
        page = (context or new_context(**SCREEN | options)).new_page()
        page.goto(f"/present/{token}/")
        return page

    return open_screen


def thrown(page, draw):
    """From the closed list to the first prize, by keys alone."""
    on(page, "list")
    press(page, "Enter")
    on(page, "seal")
    faces = (["4", "1", "6", "3", "2", "5"] * 3)[: draw.dice]
    press(page, *faces[:3], "5", "Backspace", *faces[3:], "Enter")
    on(page, "ready")
    return "".join(faces)


def draw_one(page):
    on(page, "ready")
    press(page, "Space")
    on(page, "win")
    return number_on(page)


def test_whole_evening_by_keys(screen, assert_accessible):
    campaign = make_live_campaign(cars=12)
    page = screen(campaign)
    on(page, "waiting")
    draw = acts.freeze(campaign=campaign, by=campaign.planner)
    page.reload()
    throw = thrown(page, draw)
    draw.refresh_from_db()
    order = queries.order_of(draw)
    assert draw.throw == throw

    assert draw_one(page) == order[0]
    assert_accessible(page)
    press(page, "z", "2")
    assert draw_one(page) == order[1]
    press(page, "Space")
    assert draw_one(page) == order[2]
    press(page, "Space")
    assert draw_one(page) == order[3]
    press(page, "Space")
    on(page, "done")
    press(page, "Enter")
    on(page, "end")
    assert_accessible(page)

    draw.refresh_from_db()
    assert draw.state == "finished"
    assert draw.digest[:8] in page.inner_text("[data-scene=end]")
    assert [(one["number"], one["result"]) for one in json.loads(draw.transcript)["outcomes"]] == [
        (order[0], "absent"),
        (order[1], "won"),
        (order[2], "won"),
        (order[3], "won"),
    ]


def test_what_is_for_good_takes_enter_and_what_nobody_won_is_said(screen):
    campaign = make_live_campaign(cars=2, prizes=(("cup", 3, 30),))
    page = screen(campaign)
    draw = acts.freeze(campaign=campaign, by=campaign.planner)
    page.reload()
    on(page, "list")
    press(page, "Space")
    page.wait_for_timeout(300)
    on(page, "list")
    thrown(page, draw)
    draw_one(page)
    press(page, "Space")
    draw_one(page)
    press(page, "Space")
    on(page, "done")
    assert "没有抽出\ncup" in page.inner_text("[data-part=all-won]")
    assert page.is_visible("text=在场的车都叫过了")

    press(page, "Space")
    page.wait_for_timeout(300)
    draw.refresh_from_db()
    assert draw.state == "thrown"


def test_evening_goes_on_without_network_and_tells_the_server_later(screen):
    campaign = make_live_campaign(cars=12)
    draw = acts.freeze(campaign=campaign, by=campaign.planner)
    page = screen(campaign)
    thrown(page, draw)
    draw.refresh_from_db()
    order = queries.order_of(draw)

    page.context.set_offline(True)
    called = [draw_one(page)]
    press(page, "z", "1")
    called.append(draw_one(page))
    press(page, "Space")
    called.append(draw_one(page))
    assert called == order[:3]
    assert draw.reveals.count() == 0
    assert page.is_visible("[data-slot=unsent-line]")

    page.context.set_offline(False)
    page.wait_for_selector("[data-slot=unsent-line]", state="hidden")
    assert [(one.entrant.number, one.result) for one in draw.reveals.all()] == [
        (order[0], "absent"),
        (order[1], "won"),
        (order[2], "won"),
    ]


def test_reload_without_network_goes_on_where_the_room_was(screen):
    campaign = make_live_campaign(cars=12)
    draw = acts.freeze(campaign=campaign, by=campaign.planner)
    page = screen(campaign)
    thrown(page, draw)
    page.wait_for_selector("body[data-kept=yes]")
    page.context.set_offline(True)
    first = draw_one(page)

    page.reload()
    on(page, "win")
    assert number_on(page) == first
    press(page, "Space")
    second = draw_one(page)

    page.context.set_offline(False)
    page.wait_for_selector("[data-slot=unsent-line]", state="hidden")
    draw.refresh_from_db()
    assert [first, second] == queries.order_of(draw)[:2]
    assert draw.reveals.count() == 2


def test_power_cut_resumes_on_the_winner_that_was_shown(screen, new_context):
    campaign = make_live_campaign(cars=12)
    draw = acts.freeze(campaign=campaign, by=campaign.planner)
    context = new_context(**SCREEN)
    page = screen(campaign, context)
    thrown(page, draw)
    first = draw_one(page)
    page.wait_for_selector("[data-slot=unsent-line]", state="hidden")
    page.close()

    again = screen(campaign, context)
    on(again, "win")
    assert number_on(again) == first
    other_machine = screen(campaign)
    on(other_machine, "win")
    assert number_on(other_machine) == first

    press(other_machine, "Space")
    second = draw_one(other_machine)
    draw.refresh_from_db()
    assert [first, second] == queries.order_of(draw)[:2]


def test_half_thrown_dice_survive_a_reload(screen):
    campaign = make_live_campaign(cars=12)
    acts.freeze(campaign=campaign, by=campaign.planner)
    page = screen(campaign)
    on(page, "list")
    press(page, "Enter")
    on(page, "seal")
    press(page, "4", "1", "6")

    page.reload()
    on(page, "seal")

    assert page.locator(".dice .d").count() == 3
    assert Draw.objects.get().throw == ""


def test_enter_is_offered_once_all_dice_lie(screen):
    campaign = make_live_campaign(cars=12)
    draw = acts.freeze(campaign=campaign, by=campaign.planner)
    page = screen(campaign)
    on(page, "list")
    press(page, "Enter")
    on(page, "seal")
    enter = page.locator("[data-scene=seal] [data-key=enter]")

    press(page, *["4"] * (draw.dice - 1))
    assert not enter.is_visible()
    press(page, "Enter")
    on(page, "seal")
    press(page, "4")

    assert enter.is_visible()


def test_drums_stop_on_what_is_fixed(screen):
    campaign = make_live_campaign(cars=12)
    draw = acts.freeze(campaign=campaign, by=campaign.planner)
    page = screen(campaign, reduced_motion="no-preference")
    thrown(page, draw)
    draw.refresh_from_db()

    press(page, "Space")
    on(page, "roll")
    press(page, "Space")
    page.wait_for_selector(".drum.still + .drum.still")

    drums = "".join(page.locator(".drum .c").all_inner_texts())
    assert int(drums) == queries.order_of(draw)[0]
    on(page, "win")
    assert number_on(page) == int(drums)


def test_dark_screen_shows_nothing_until_the_next_key(screen):
    page = screen(make_live_campaign())
    on(page, "waiting")
    press(page, "b")
    assert not page.is_visible("main h1")
    press(page, "Enter")
    assert page.is_visible("[data-scene=waiting] h1")


def test_planner_makes_the_link_and_hands_a_prize_over(page_desktop, sign_in_page, assert_accessible):
    draw = make_draw(state="thrown")
    sign_in_page(page_desktop, draw.campaign.planner)
    page_desktop.goto(f"/campaigns/{draw.campaign.slug}/draw/")
    assert_accessible(page_desktop)
    page_desktop.get_by_role("button", name="生成主持人链接").click()
    assert "/present/" in page_desktop.input_value("#presenter-url")

    reveal_one(draw)
    page_desktop.goto(f"/campaigns/{draw.campaign.slug}/draw/")
    page_desktop.get_by_role("link", name="领奖").first.click()
    page_desktop.wait_for_selector("[data-signature] svg")
    pad = page_desktop.locator("[data-signature] svg").bounding_box()
    page_desktop.mouse.move(pad["x"] + 40, pad["y"] + 40)
    page_desktop.mouse.down()
    page_desktop.mouse.move(pad["x"] + 200, pad["y"] + 90, steps=5)
    page_desktop.mouse.up()
    assert_accessible(page_desktop)
    page_desktop.get_by_role("button", name="已领走").click()

    claim = draw.reveals.order_by("place").first().claim
    assert claim.signature.startswith("M")
    assert claim.collected_by == Registration.objects.get(draw_entries__reveal__claim=claim).name


def test_record_is_worked_out_again_on_a_phone(page_phone, assert_accessible):
    draw = make_draw(state="finished")
    page_phone.goto(f"/draws/{draw.public_id}/")
    page_phone.get_by_role("button", name="重新算一遍").click()

    page_phone.wait_for_selector("[data-part=holds]:visible")
    assert draw.commit in page_phone.inner_text("[data-part=commit]")
    assert DrawSecret.objects.get(draw=draw).value in page_phone.inner_text("[data-part=secret]")
    assert page_phone.inner_text("[data-part=order]").split(" · ") == [str(number) for number in queries.order_of(draw)]
    assert_accessible(page_phone)
    assert page_phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_check_without_network_says_so_and_goes_on_later(page_phone):
    draw = make_draw(state="finished")
    page_phone.goto(f"/draws/{draw.public_id}/")

    page_phone.context.set_offline(True)
    page_phone.get_by_role("button", name="重新算一遍").click()
    page_phone.wait_for_selector("[data-part=unreached]:visible")
    assert not page_phone.is_visible("[data-part=holds]")
    page_phone.context.set_offline(False)
    page_phone.get_by_role("button", name="重新算一遍").click()

    page_phone.wait_for_selector("[data-part=holds]:visible")
    assert not page_phone.is_visible("[data-part=unreached]")


def test_saved_verifier_without_script_says_that_nothing_was_checked(new_context, tmp_path):
    saved = tmp_path / "draw.html"
    saved.write_bytes(draw_verifier(make_draw(state="finished")))
    page = new_context(java_script_enabled=False).new_page()

    page.goto(saved.as_uri())

    assert page.locator("noscript p").is_visible()
    assert not page.is_visible("[data-part=holds]")


def test_saved_verifier_opens_from_disk_without_network(page_phone, tmp_path):
    draw = make_draw(state="finished")
    page_phone.goto(f"/draws/{draw.public_id}/")
    with page_phone.expect_download() as download:
        page_phone.get_by_role("link", name="验证网页").click()
    saved = tmp_path / "draw.html"
    download.value.save_as(saved)
    forged = tmp_path / "forged.json"
    forged.write_text(draw.transcript.replace('"number":1', '"number":2', 1), encoding="utf-8")

    page_phone.context.set_offline(True)
    page_phone.goto(saved.as_uri())
    page_phone.wait_for_selector("[data-part=holds]:visible")
    assert draw.throw in page_phone.inner_text("[data-part=throw]")
    page_phone.set_input_files("input[type=file]", forged)
    page_phone.wait_for_selector("[data-part=fails]:visible")
    assert not page_phone.is_visible("[data-part=holds]")


def test_chromium_agrees_with_python(page_desktop):
    scripts = Path(verify_draw.__file__).parents[1] / "static" / "js"
    for name in ("draw-sha256", "draw-protocol", "draw-verify"):
        page_desktop.add_script_tag(path=scripts / f"{name}.js")
    evenings = [seeded_evening(seed) for seed in range(300)]

    answers = page_desktop.evaluate(
        """texts => texts.map((text) => {
          const { entrants, secret, commit, throw: thrown } = JSON.parse(text);
          const order = ConvoyDraw.drawingOrder(entrants.map((row) => row[0]), secret, commit, thrown);
          return [ConvoyVerify.problems(text), order];
        })""",
        [text for text, _order in evenings],
    )

    assert answers == [[[], order] for _text, order in evenings]
