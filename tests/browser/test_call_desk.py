"""The calling desk in a real browser: one key for each answer, Z takes it back, and a phone in one hand."""

import pytest
from playwright.sync_api import Page, expect

from campaigns.models import Role, State
from registrations.models import CallAttempt, Invitation, Registration, Vehicle
from tests.factories import make_campaign, make_invitation, make_owner, make_registration, make_staff, register_party

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tour():
    campaign = make_campaign(state=State.INVITING, theme="向山而行 · 自驾", limit=(5, 12))
    for number, name in enumerate(["陈红梅", "薛斌", "邵洋", "郭倩"]):
        owner = make_owner(campaign.club, name=name, phone=f"+861390000861{number}", city="岳阳")
        Vehicle.objects.create(owner=owner, plate="赣A622H3", model="途行 X5")
        make_invitation(campaign, owner)
    return campaign


def sit_down(page: Page, campaign, sign_in_page, stage: int = 1) -> Page:
    sign_in_page(page, make_staff(campaign.club, Role.CALLER, name="陈静"))
    page.goto(f"/campaigns/{campaign.slug}/calls/{stage}/")
    return page


def test_first_invitations_by_keys_alone(tour, page_desktop, sign_in_page, assert_accessible):
    page = sit_down(page_desktop, tour, sign_in_page)
    expect(page.locator(".person h1")).to_have_text("陈红梅")
    assert_accessible(page)

    page.keyboard.press("4")
    expect(page.locator(".toast")).to_contain_text("陈红梅")
    expect(page.locator(".person h1")).to_have_text("薛斌")
    page.keyboard.press("2")
    expect(page.locator(".person h1")).to_have_text("邵洋")
    page.locator("[name=adults]").fill("3")
    page.locator("[name=children]").fill("1")
    page.locator(".person h1").click()
    page.keyboard.press("1")
    expect(page.locator(".person h1")).to_have_text("郭倩")

    assert Registration.objects.get().people == 4
    assert list(CallAttempt.objects.order_by("pk").values_list("outcome", flat=True)) == ["no_answer", "no", "yes"]


def test_a_number_that_is_too_large_stops_only_a_yes(tour, page_desktop, sign_in_page):
    page = sit_down(page_desktop, tour, sign_in_page)
    page.locator("[name=adults]").fill("8")
    page.locator("[data-answer='4']").click()
    expect(page.locator(".person h1")).to_have_text("薛斌")
    page.locator("[name=adults]").fill("8")
    page.locator("[data-answer='1']").click()
    expect(page.locator("#id_adults[aria-invalid]")).to_be_visible()
    expect(page.locator(".person h1")).to_have_text("薛斌")

    assert CallAttempt.objects.count() == 1


def test_z_takes_the_last_answer_back(tour, page_desktop, sign_in_page):
    page = sit_down(page_desktop, tour, sign_in_page)
    page.keyboard.press("6")
    expect(page.locator(".person h1")).to_have_text("薛斌")
    page.keyboard.press("z")
    expect(page.locator(".person h1")).to_have_text("陈红梅")

    assert Invitation.objects.filter(state="to_call").count() == 4
    assert not Invitation.objects.filter(owner__do_not_call=True).exists()


def test_keys_typed_into_a_remark_are_words(tour, page_desktop, sign_in_page):
    page = sit_down(page_desktop, tour, sign_in_page)
    page.locator("#id_note").press_sequentially("想和 23 号编在一起")
    page.locator("#id_note").press("Enter")

    assert not CallAttempt.objects.exists()
    page.keyboard.press("2")
    expect(page.locator(".toast")).to_be_visible()
    assert CallAttempt.objects.get().note == "想和 23 号编在一起"


def test_another_number_is_asked_for_before_it_is_sent(page_desktop, sign_in_page, assert_accessible):
    campaign = make_campaign(state=State.CONFIRMING, limit=(5, 12))
    party = make_registration(campaign, "held", people=2, name="李春梅", plate="湘EMCE74")
    page = sit_down(page_desktop, campaign, sign_in_page, stage=2)
    assert_accessible(page)
    page.keyboard.press("7")
    expect(page.locator("[name=adults]")).to_be_focused()
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("李春梅")

    party.refresh_from_db()
    assert (party.state, party.people) == ("confirmed", 4)


def test_on_a_phone_the_number_rings_and_the_answers_are_large(tour, page_phone, sign_in_page, assert_accessible):
    page = sit_down(page_phone, tour, sign_in_page)
    number = page.locator("a.tel")

    assert number.get_attribute("href") == "tel:+8613900008610"
    boxes = [number.bounding_box(), *(button.bounding_box() for button in page.locator("[data-answer]").all())]
    assert all(box and box["height"] >= 44 for box in boxes)
    assert all(box and box["y"] + box["height"] <= 844 for box in boxes)  # without scrolling
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert_accessible(page)
    times = page.locator(".again .choice").bounding_box()
    assert times and times["width"] > 300
    page.locator("[data-answer='3']").tap()
    expect(page.locator(".toast")).to_be_visible()
    assert Invitation.objects.get(owner__name="陈红梅").state == "call_back"


def test_desk_works_without_script(tour, new_context, sign_in_page):
    page = new_context(java_script_enabled=False).new_page()
    sit_down(page, tour, sign_in_page)
    page.locator("[data-answer='1']").click()

    expect(page.locator(".toast")).to_contain_text("陈红梅")
    assert Registration.objects.get().people == 2


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_lists_review_and_outbox_have_no_findings(tour, new_context, sign_in_page, assert_accessible, language):
    register_party(tour, name="薛斌")
    page = new_context(language, viewport={"width": 1440, "height": 900}).new_page()
    sign_in_page(page, make_staff(tour.club, Role.PLANNER))
    for address in (
        "/owners/",
        "/owners/import/",
        f"/owners/{Invitation.objects.first().owner_id}/",
        f"/campaigns/{tour.slug}/invitations/",
        f"/campaigns/{tour.slug}/invitations/choice/",
        f"/campaigns/{tour.slug}/release/",
        f"/campaigns/{tour.slug}/outbox/",
    ):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        assert_accessible(page)
