"""The figures say one thing on page, paper and chart: who came, walk-ins among them, and the confirmed that came."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.actions.report import report_of
from campaigns.charts import arrived_chart, funnel_chart
from campaigns.foundation.dots import breakable
from campaigns.models import BudgetLine, Campaign, CrewMember, Role, State, Supply
from campaigns.turnout import Count, as_frozen, from_frozen
from registrations.actions.closing import figures_now
from registrations.actions.life import close
from registrations.documents.report_words import lead_of
from registrations.documents.summary_report import summary_report
from registrations.models import LinkVisit, Registration, SurveyAnswer
from registrations.queries.paper_lines import report_lines
from registrations.queries.turnout import turnout_of
from registrations.roster_lines import RosterLine
from tests.factories import make_campaign, make_channel, make_registration, make_staff
from tests.factories.day import START, check_in, make_day, make_device, scanned, upload
from tests.factories.people import make_party
from tests.papers import Paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    """Confirmed were 3 cars, of which 2 came; one kept without confirming came, one cancelled, one walked in."""
    campaign, gate, _resort = make_day()
    device = make_device(campaign)
    first, second, _absent = (make_registration(campaign, "confirmed", people=people) for people in (2, 3, 2))
    kept = make_registration(campaign, "held", people=2, kept_at=START)
    make_registration(campaign, "cancelled", people=3, held_people=3, held_cars=1)
    for party in (first, second, kept):
        check_in(device, gate, party)
    upload(device, scanned("walk_in", checkpoint=gate, party=make_party(2)))
    return campaign


def test_headline_chart_and_tile_count_walk_ins_alike(campaign):
    figures = figures_now(campaign)
    turnout = figures.turnout

    assert (turnout.arrived, turnout.walk_ins, turnout.came) == (Count(3, 7), Count(1, 2), Count(4, 9))
    whole, gate = arrived_chart(turnout)["rows"][:2]
    assert (whole["cars"], whole["people"]) == (gate["cars"], gate["people"]) == (4, 9)
    lead = breakable(lead_of(figures))
    assert "来了 4 辆 9 人（含临时参加 1 辆 2 人）" in lead
    page_one = Paper(summary_report(report_of(campaign), figures)).text(0).replace("\r\n", "")
    assert "来了 4 辆 9 人（含临时参加 1 辆 2 人）" in page_one
    assert "另有临时参加 1 辆 2 人" in page_one


def test_figure_of_a_checkpoint_opens_into_its_rows(campaign):
    client = Client()
    client.force_login(make_staff(campaign.club, Role.MANAGER))
    report = client.get(reverse("campaigns:report", args=[campaign.slug])).content.decode()
    at_gate, at_resort = turnout_of(campaign).checkpoints[:2]
    here = reverse("registrations:figure_rows", args=[campaign.slug, "arrived"])

    assert f'{here}?checkpoint={at_gate.stop_id}"' in report
    page = client.get(here, {"checkpoint": at_gate.stop_id})
    assert (page.context["cars"], page.context["people"]) == (at_gate.arrived.cars, at_gate.arrived.people) == (4, 9)
    assert client.get(here, {"checkpoint": at_resort.stop_id}).context["rows"] == []
    assert client.get(here, {"checkpoint": "0"}).status_code == 404


def test_cost_per_car_is_the_same_on_report_paper_and_budget(campaign):
    Campaign.objects.filter(pk=campaign.pk).update(state=State.CLOSED)
    campaign.refresh_from_db()
    BudgetLine.objects.create(campaign=campaign, category="Dinner", planned_amount=9000, actual_amount=8400)
    client = Client()
    client.force_login(make_staff(campaign.club, Role.MANAGER))

    report, budget = (
        client.get(reverse(f"campaigns:{name}", args=[campaign.slug])).text for name in ("report", "budget")
    )
    paper = Paper(summary_report(report_of(campaign), figures_now(campaign))).text(0)

    assert "每辆到场车（4 辆）" in budget
    assert all("2,100" in one for one in (report, budget.split("<tfoot>")[1], paper))


def test_answers_and_the_whole_tour_open_from_the_report_without_names(campaign):
    party = Registration.objects.filter(state="confirmed").first()
    SurveyAnswer.objects.create(registration=party, satisfaction=4, comment="下次还来", at=START)
    client = Client()
    client.force_login(make_staff(campaign.club, Role.MANAGER))
    report = client.get(reverse("campaigns:report", args=[campaign.slug])).text
    came, survey = (reverse("registrations:figure_rows", args=[campaign.slug, one]) for one in ("came", "survey"))

    assert f'{came}"' in report
    assert f'{survey}"' in report
    assert (client.get(came).context["cars"], client.get(came).context["people"]) == (4, 9)
    answers = client.get(survey).text
    assert "下次还来" in answers
    assert party.name not in answers


def test_show_up_rate_is_the_share_of_the_confirmed_that_came(campaign):
    turnout = turnout_of(campaign)

    assert (turnout.confirmed, turnout.confirmed_arrived) == (Count(3, 7), Count(2, 5))
    assert turnout.show_up_rate == 67
    assert turnout.unconfirmed_arrived_cars == 1
    assert funnel_chart(turnout)["bars"][-1].share == "67%"
    text = Paper(summary_report(report_of(campaign), figures_now(campaign))).text(0).replace("\r\n", "")
    assert "67%" in text
    assert "其中 2 辆到场" in text
    assert "100%" not in text


def test_larger_party_than_confirmed_never_makes_the_rate_pass_one_hundred():
    campaign, gate, _resort = make_day()
    party = make_registration(campaign, "confirmed", people=2)
    check_in(make_device(campaign), gate, party, heads=5)

    turnout = turnout_of(campaign)

    assert (turnout.arrived, turnout.confirmed_arrived, turnout.show_up_rate) == (Count(1, 5), Count(1, 2), 100)


def test_cancelled_parties_among_the_registered_are_told(campaign):
    turnout = turnout_of(campaign)

    assert (turnout.registered, turnout.gave_up, turnout.gave_up_parties) == (Count(5, 12), Count(1, 3), 1)


def test_released_party_that_came_all_the_same_did_not_give_up():
    campaign, gate, _resort = make_day()
    party = make_registration(campaign, "held", people=2)
    check_in(make_device(campaign), gate, party)
    Registration.objects.filter(pk=party.pk).update(state="released")

    assert turnout_of(campaign).gave_up_parties == 0


@pytest.mark.parametrize("page", ["campaigns:report", "campaigns:campaign_overview"])
def test_pages_tell_the_same_figures(campaign, page):
    client = Client()
    client.force_login(make_staff(campaign.club, Role.MANAGER))

    text = breakable(client.get(reverse(page, args=[campaign.slug])).content.decode())

    assert "67%" in text
    assert "报名含后来取消或释放的 1 户 3 人" in text
    assert "到场的车里有 1 辆没有确认过" in text
    if page == "campaigns:report":
        assert "；另有临时参加 1 辆 2 人" in text


def test_visitors_of_a_link_stand_apart_from_the_invited(campaign):
    poster = make_channel(campaign, name="展厅海报", kind="qr", code="post1")
    LinkVisit.objects.create(channel=poster, day=START.date(), visitor="a" * 22)

    turnout = turnout_of(campaign)

    assert (turnout.invited, turnout.visitors) == (0, 1)
    text = Paper(summary_report(report_of(campaign), figures_now(campaign))).all_text.replace("\r\n", "")
    assert "1 人次" in text
    assert "共 1 人次，不计入合计" in text


def test_figures_frozen_before_the_rate_was_counted_claim_none(campaign):
    frozen = as_frozen(figures_now(campaign))
    for name in ("confirmed_arrived", "gave_up", "gave_up_parties"):
        del frozen["turnout"][name]

    figures = from_frozen(frozen)

    assert (figures.turnout.show_up_rate, figures.turnout.unconfirmed_arrived_cars) == (None, 0)
    assert "–%" in Paper(summary_report(report_of(campaign), figures)).text(0).replace(" ", "")


def test_roster_of_the_report_adds_up_to_its_figures(campaign):
    turnout, lines = turnout_of(campaign), report_lines(campaign)
    registered = [line for line in lines if not line.is_walk_in]

    def total(of: str, among: list[RosterLine]) -> Count:
        known = [count for line in among if (count := getattr(line, of))]
        return Count(sum(count.cars for count in known), sum(count.people for count in known))

    assert total("registered", registered) == turnout.registered == Count(5, 12)
    assert total("confirmed", registered) == turnout.confirmed == Count(3, 7)
    assert total("arrived", registered) == turnout.arrived == Count(3, 7)
    assert total("arrived", lines[len(registered) :]) == turnout.walk_ins == Count(1, 2)
    assert [line.has_ended for line in registered] == [False, False, False, False, True]


def test_report_prints_the_totals_of_its_roster(campaign):
    figures = figures_now(campaign)

    text = Paper(summary_report(report_of(campaign), figures, roster=report_lines(campaign))).all_text
    roster = text.replace("\r\n", " ").rsplit("报名名单", 1)[1]

    assert "合计 5 / 12 3 / 7 3 / 7" in roster
    assert "已取消" in roster
    assert "合计 1 / 2" in roster.split("临时参加", 1)[1]


def test_party_counted_in_without_a_place_stands_in_the_roster_too():
    campaign, gate, _resort = make_day()
    waiting = make_registration(campaign, "waiting", people=2)
    check_in(make_device(campaign), gate, waiting)

    turnout, lines = turnout_of(campaign), report_lines(campaign)

    assert turnout.arrived == Count(1, 2)
    assert [(line.registration_id, line.registered, line.arrived) for line in lines] == [
        (waiting.pk, None, Count(1, 2))
    ]


def test_supplies_count_the_crew_and_what_check_in_handed_out(campaign):
    CrewMember.objects.create(campaign=campaign, name="Photographer", kind="photographer", head_count=2)
    each = {"campaign": campaign, "quantity": 1}
    Supply.objects.create(name="Sticker", basis="car", spare=5, **each)
    Supply.objects.create(name="Water", basis="person", **each)
    Supply.objects.create(name="Radio", basis="car", handed_out=3, **each)
    Supply.objects.create(name="Flag", basis="fixed", **each)

    lines = {line.name: (line.needed, line.handed_out) for line in figures_now(campaign).supplies}

    assert lines == {"Sticker": (9, 4), "Water": (11, 9), "Radio": (4, 3), "Flag": (1, None)}


def test_parties_without_a_channel_have_a_row_so_that_channels_add_up(campaign):
    Registration.objects.filter(campaign=campaign, state="held").update(channel=None)

    turnout = turnout_of(campaign)

    unknown = turnout.channels[-1]
    assert (unknown.channel_id, unknown.registered, unknown.arrived) == (None, Count(1, 2), Count(1, 2))
    assert sum(channel.registered.people for channel in turnout.channels) == turnout.registered.people
    client = Client()
    client.force_login(make_staff(campaign.club, Role.MANAGER))
    rows = client.get(reverse("registrations:figure_rows", args=[campaign.slug, "registered"]), {"channel": "none"})
    assert (rows.context["cars"], rows.context["people"]) == (1, 2)
    assert "未注明" in Paper(summary_report(report_of(campaign), figures_now(campaign))).all_text


def test_early_close_and_its_reason_stand_among_the_incidents(campaign):
    assert figures_now(campaign).incidents == ()
    early = campaign.ends_at - dt.timedelta(hours=3)
    close(campaign=campaign, by=make_staff(campaign.club), reason="山路封了", at=early)

    (line,) = figures_now(campaign).incidents

    assert (line.happened_at, line.what, line.outcome) == (early, "提前结束", "山路封了")
    assert "山路封了" in Paper(summary_report(report_of(campaign), figures_now(campaign))).all_text


def test_rows_of_a_report_handed_in_leave_out_what_came_later(campaign):
    gate = campaign.stops.get(name="Service area")
    close(campaign=campaign, by=make_staff(campaign.club), at=campaign.ends_at)
    report = report_of(campaign)
    type(report).objects.filter(pk=report.pk).update(
        figures=as_frozen(figures_now(campaign)), figures_digest="0" * 64, frozen_at=campaign.ends_at, is_on_time=True
    )
    late = Registration.objects.filter(campaign=campaign, state="confirmed", is_walk_in=False).last()
    upload(make_device(campaign), scanned(checkpoint=gate, registration=late), minute=60 * 24 * 3)
    client = Client()
    client.force_login(make_staff(campaign.club, Role.MANAGER))
    here = reverse("registrations:figure_rows", args=[campaign.slug, "arrived"])

    assert client.get(here).context["cars"] == 3
    assert client.get(here, {"now": "1"}).context["cars"] == 4


@pytest.mark.parametrize(("state", "standing"), [(State.READY, "confirmed"), (State.CLOSED, "absent")])
def test_nobody_is_missing_from_a_figure_before_the_day(state, standing):
    campaign = make_campaign(state=state)
    make_registration(campaign, "confirmed")
    client = Client()
    client.force_login(make_staff(campaign.club, Role.MANAGER))

    page = client.get(reverse("registrations:figure_rows", args=[campaign.slug, "confirmed"]))

    assert [row["standing"] for row in page.context["rows"]] == [standing]
    assert "callsign" not in page.text.split("<tbody>")[1]
