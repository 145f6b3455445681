"""A whole tour through its pages, without script: plan, approve, register, confirm, check in, draw, report.

Every person does what that person would, on the page it is done on; the clock is moved, nothing else is.
"""

import datetime as dt
import io
import re

import pypdf
import pypdfium2
import pytest
import time_machine
import zxingcpp
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign, Role, State
from registrations import verify_draw
from registrations.actions.draw import record_throw
from registrations.actions.reveal import reveal_next
from registrations.links import pass_token
from registrations.models import Draw, Places, Registration
from registrations.queries.draw import next_call
from registrations.queries.turnout import turnout_of
from tests.factories import make_club, make_staff

from .visitor import Visitor

pytestmark = pytest.mark.django_db

START = dt.datetime(2027, 4, 10, 1, 0, tzinfo=dt.UTC)  # Saturday 09:00 in Shanghai


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def code_on(poster: bytes) -> str:
    """What a camera reads off the printed poster."""
    picture = pypdfium2.PdfDocument(poster)[0].render(scale=1).to_pil()
    (found,) = zxingcpp.read_barcodes(picture)
    return found.text


def plan_and_open(club, planner, manager) -> Campaign:
    planner.opens(reverse("campaigns:campaign_new")).sends(
        theme="春山行·车主自驾",
        occasion="新车上市",
        starts_at="2027-04-10T09:00",
        ends_at="2027-04-11T17:00",
        assembly="城南服务区",
        destination="春山景区",
        target_cars="2",
        target_people="6",
        limit_cars="2",
        limit_people="6",
    )
    campaign = Campaign.objects.get(club=club)
    assert campaign.state == State.DRAFT
    assert campaign.tasks.exists()
    assert campaign.stops.checkpoints().exists()
    plan = planner.opens(reverse("campaigns:plan_pdf", args=[campaign.slug])).body
    assert "城南服务区" in pdf_text(plan)
    manager.opens(reverse("registrations:move", args=[campaign.slug, "approve"])).sends()
    planner.opens(reverse("registrations:move", args=[campaign.slug, "open_inviting"])).sends()
    campaign.refresh_from_db()
    assert campaign.state == State.INVITING
    return campaign


def register(address: str, name: str, phone: str, adults: int, plate: str) -> Registration:
    owner = Visitor().opens(address).sees(name[:0] or "报名")
    owner.sends("registrations/", name=name, phone=phone, plate=plate, adults=str(adults), children="0", consent="on")
    return Registration.objects.get(name=name)


def test_whole_tour():
    with time_machine.travel(START - dt.timedelta(days=30), tick=True) as clock:
        club = make_club(slug="spring", name="春山车友会")
        staff = {role: make_staff(club, role) for role in (Role.PLANNER, Role.MANAGER, Role.HOST, Role.CALLER)}
        planner, manager, host = (Visitor(staff[role]) for role in (Role.PLANNER, Role.MANAGER, Role.HOST))
        campaign = plan_and_open(club, planner, manager)
        channel = campaign.channels.filter(kind__in=["qr", "link"]).first()
        poster = planner.opens(reverse("campaigns:poster_pdf", args=[campaign.slug, channel.code])).body
        link = re.sub(r"^https?://[^/]+", "", code_on(poster))

        clock.move_to(START - dt.timedelta(days=20))
        first = register(link, "李春梅", "139 0000 0001", 2, "湘A12345")
        second = register(link, "王大山", "+86 13900000002", 3, "湘AD12345")
        third = register(link, "胡军", "１３９０００００００３", 2, "湘B12345")
        assert [first.state, second.state, third.state] == ["held", "held", "waiting"]

        confirm(planner, staff[Role.CALLER], campaign, first, second)
        clock.move_to(campaign.confirm_by + dt.timedelta(hours=1))
        planner.opens(reverse("registrations:move", args=[campaign.slug, "make_ready"])).sends()

        clock.move_to(START - dt.timedelta(minutes=40))
        check_in(host, campaign, [first, second])
        clock.move_to(START + dt.timedelta(hours=9))
        draw_prizes(planner, campaign)
        clock.move_to(START + dt.timedelta(days=1, hours=9))
        report(planner, manager, campaign)


def confirm(planner, caller, campaign, first, second) -> None:
    """One taps on the pass, the other is rung and comes with one fewer: nobody is lost, a place falls free."""
    planner.opens(reverse("registrations:move", args=[campaign.slug, "start_confirming"])).sends()
    pass_page = Visitor().opens(reverse("registrations:pass_page", args=[pass_token(first)]))
    pass_page.sends("confirmation/")
    desk = Visitor(caller).opens(reverse("registrations:call_list", args=[campaign.slug, 2])).sees(second.name)
    desk.sends("attempts/", adults="3", children="0", outcome="yes")
    for party in (first, second):
        party.refresh_from_db()
    assert [first.state, second.state] == ["confirmed", "confirmed"]
    places = Places.objects.get(campaign=campaign)
    assert (places.taken_cars, places.taken_people) == (2, 5)


def check_in(host, campaign, parties) -> None:
    """A typed code, as when the camera fails; the first scan makes the campaign live."""
    stop = campaign.stops.checkpoints().in_road_order().first()
    for party in parties:
        address = reverse("registrations:check_in", args=[campaign.slug, stop.pk])
        host.opens(f"{address}?panel=code").sends("scans/", code=party.typed_code)
        host.sees(party.name)
    campaign.refresh_from_db()
    assert campaign.state == State.LIVE
    turnout = turnout_of(campaign)
    assert (turnout.arrived.cars, turnout.arrived.people) == (2, 5)


def draw_prizes(planner, campaign) -> None:
    """Prizes settled, list closed and sealed on the page; the presenter's keys are driven in the browser tests."""
    overview = reverse("registrations:draw_overview", args=[campaign.slug])
    for prize in campaign.prizes.all():
        row = reverse("campaigns:row", args=[campaign.slug, "prizes", prize.pk])
        planner.opens(row).sends("", name=f"{prize.quantity} 个保温杯", worth_amount="398")
    planner.opens(overview).sends("draws/", winner_tax="organiser")
    planner.opens(overview).sends("seal/")
    draw = Draw.objects.get(campaign=campaign)
    draw = record_throw(draw=draw, throw="3" * draw.dice)
    place = 0
    while (call := next_call(draw)) is not None:
        reveal_next(draw=draw, place=place, number=call[0])
        place += 1
    planner.opens(overview).sends("end/", end__reason="两辆车都中了奖")
    draw.refresh_from_db()
    assert draw.state == "finished"
    record = Visitor().opens(reverse("registrations:draw_transcript", args=[draw.public_id])).body
    assert verify_draw.problems(record.decode()) == []


def report(planner, manager, campaign) -> None:
    planner.opens(reverse("registrations:move", args=[campaign.slug, "close"])).sends()
    address = reverse("campaigns:report", args=[campaign.slug])
    planner.opens(address).sends(
        "report/text/",
        strengths="三方合作",
        weaknesses="午餐晚开",
        lessons="中途加一个途经点",
        recommendation="秋天再办一次",
        then="hand_in",
    )
    planner.sees("封存").sends()
    manager.opens(address).sees("秋天再办一次").sends("approval/")
    campaign.refresh_from_db()
    assert campaign.state == State.REPORTED
    assert campaign.report.is_on_time is True
    pages = pypdf.PdfReader(io.BytesIO(manager.opens(f"{address[:-1]}.pdf").body)).pages
    first_page = pages[0].extract_text()
    assert "秋天再办一次" in first_page
    assert "5" in first_page
    rows = manager.opens(reverse("registrations:figure_rows", args=[campaign.slug, "arrived"]))
    rows.sees("李春梅", "王大山")
    planner.opens(reverse("campaigns:campaign_new")).sees("中途加一个途经点")
    assert timezone.now() < campaign.report_due_at
