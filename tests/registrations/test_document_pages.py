"""Papers by address: who may have them, in which language, and that whole lists are put on record."""

from urllib.parse import unquote

import pytest
from django.urls import reverse

from campaigns.channel_link import channel_link, spoken_link
from campaigns.models import Record, Role, State
from tests.factories import make_registration, make_staff
from tests.factories.tour import make_tour
from tests.papers import Paper

pytestmark = pytest.mark.django_db
PAPERS = [
    "campaigns:plan_pdf",
    "registrations:sign_in_sheet_pdf",
    "registrations:roster_pdf",
    "registrations:summary_report_pdf",
]


@pytest.fixture
def tour(db):
    campaign = make_tour(state=State.CONFIRMING, slug="tour")
    make_registration(campaign, state="confirmed", name="李红梅", phone="+8613900000001")
    return campaign


@pytest.fixture
def planner(tour, signed_in):
    return signed_in(make_staff(tour.club, Role.PLANNER))


@pytest.mark.parametrize("name", PAPERS)
def test_planner_gets_the_paper_in_the_language_asked_for(name, tour, planner):
    chinese = planner.get(reverse(name, args=["tour"]))
    english = planner.get(reverse(name, args=["tour"]), {"lang": "en"})

    assert (chinese.status_code, chinese["Content-Type"]) == (200, "application/pdf")
    assert Paper(chinese.content).language == "zh-Hans"
    assert Paper(english.content).language == "en"
    assert chinese["Cache-Control"] == "private, no-store"
    assert "向山而行" in unquote(chinese["Content-Disposition"])
    chinese_kind, english_kind = (
        unquote(one["Content-Disposition"]).split("向山而行")[1] for one in (chinese, english)
    )
    assert english_kind.isascii()
    assert not chinese_kind.removesuffix(".pdf").isascii()


@pytest.mark.parametrize("name", [*PAPERS, "registrations:registrations_xlsx"])
def test_stranger_gets_nothing(name, tour, signed_in):
    assert signed_in(make_staff()).get(reverse(name, args=["tour"])).status_code == 404


@pytest.mark.parametrize("name", ["campaigns:plan_pdf", "registrations:summary_report_pdf"])
def test_caller_is_told_who_may_have_money_and_report(name, tour, signed_in):
    assert signed_in(make_staff(tour.club, Role.CALLER)).get(reverse(name, args=["tour"])).status_code == 403


def test_caller_gets_lists_masked_and_never_whole(tour, signed_in):
    caller = signed_in(make_staff(tour.club, Role.CALLER))
    address = reverse("registrations:roster_pdf", args=["tour"])

    assert "李红梅" not in Paper(caller.get(address).content).all_text
    assert caller.get(address, {"whole": 1}).status_code == 403


@pytest.mark.parametrize("name", ["registrations:roster_pdf", "registrations:registrations_xlsx"])
def test_whole_list_is_put_on_record(name, tour, planner):
    planner.get(reverse(name, args=["tour"]))
    assert not Record.objects.filter(verb="take_whole_list").exists()

    assert planner.get(reverse(name, args=["tour"]), {"whole": 1}).status_code == 200

    record = Record.objects.get(verb="take_whole_list")
    assert record.campaign == tour
    assert record.facts == {"paper": name.split(":")[1]}


def test_poster_and_codes_of_a_channel_lead_to_its_link(tour, planner):
    channel = tour.channels.get(kind="qr")

    for name, kind in [
        ("poster_pdf", "application/pdf"),
        ("channel_qr_svg", "image/svg+xml"),
        ("channel_qr_png", "image/png"),
    ]:
        answer = planner.get(reverse(f"campaigns:{name}", args=["tour", channel.code]))
        assert answer["Content-Type"] == kind
    assert channel_link(channel) == f"http://testserver/c/{channel.code}/"
    assert spoken_link(channel) == f"testserver/c/{channel.code}"


def test_channel_of_another_campaign_is_not_found(tour, planner):
    other = make_tour(slug="other").channels.first()

    assert planner.get(reverse("campaigns:poster_pdf", args=["tour", other.code])).status_code == 404


def test_link_on_a_short_host_has_at_most_26_characters(tour, settings):
    settings.BASE_URL = "https://tx.cn"

    assert all(len(channel_link(channel)) <= 26 for channel in tour.channels.all())


def test_sheet_of_a_foreign_checkpoint_is_not_found(tour, planner):
    foreign = make_tour(slug="other").stops.checkpoints().first()
    address = reverse("registrations:sign_in_sheet_pdf", args=["tour"])

    assert planner.get(address, {"checkpoint": foreign.pk}).status_code == 404
    assert planner.get(address, {"checkpoint": "x"}).status_code == 404
    assert planner.get(address, {"scanned": 1}).status_code == 200


def test_list_of_papers_names_what_ones_role_may_open(tour, planner, signed_in):
    address = reverse("registrations:paper_list", args=["tour"])
    plan, report = (reverse(name, args=["tour"]) for name in ["campaigns:plan_pdf", "registrations:summary_report_pdf"])

    for_planner = planner.get(address).content.decode()
    for_caller = signed_in(make_staff(tour.club, Role.CALLER)).get(address).content.decode()

    assert plan in for_planner
    assert report in for_planner
    assert "whole=1" in for_planner
    assert plan not in for_caller
    assert report not in for_caller
    assert "whole=1" not in for_caller
    assert reverse("registrations:roster_pdf", args=["tour"]) in for_caller
