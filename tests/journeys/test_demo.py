"""The real tour at every stage: it builds, twice, and shows the case's figures."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from campaigns.foundation.dots import breakable
from campaigns.models import Campaign, Club, Staff
from registrations.demo.invented import CAMPAIGNS
from registrations.demo.timeline import STAGES
from registrations.models import Places, Registration
from registrations.queries.turnout import rows_of, turnout_of
from tests.factories import make_campaign, make_club, make_staff

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("stage", STAGES)
def test_demo_stands_at_its_stage(stage, capsys):
    call_command("demo", stage=stage)

    campaign = Campaign.objects.get(slug="zhangjiajie")
    assert campaign.state == stage
    assert Campaign.objects.count() == 4
    assert "planner" in capsys.readouterr().out
    if stage not in ("draft", "approved"):
        row = Places.objects.get(campaign=campaign)
        holding = list(Registration.objects.for_campaign(campaign).with_place())
        assert (row.taken_cars, row.taken_people) == (sum(r.cars for r in holding), sum(r.people for r in holding))


def test_real_tour_has_the_case_figures():
    call_command("demo", stage="reported")

    campaign = Campaign.objects.get(slug="zhangjiajie")
    turnout = turnout_of(campaign)
    rows = rows_of(campaign)
    assert (turnout.invited, turnout.reached) == (180, 141)
    assert (turnout.registered.cars, turnout.registered.people) == (50, 130) == (len(rows.registered), 130)
    assert (turnout.confirmed.cars, turnout.confirmed.people) == (48, 125)
    assert (turnout.arrived.cars, turnout.arrived.people) == (47, 122)
    assert turnout.waiting_left_parties == 0


@pytest.mark.parametrize(
    ("figure", "cars", "people"),
    [("registered", 50, 130), ("confirmed", 48, 125), ("arrived", 47, 122), ("came", 47, 122), ("no-shows", 1, 3)],
)
def test_figures_of_the_reported_tour_open_into_their_rows(figure, cars, people, client):
    call_command("demo", stage="reported")
    client.force_login(Staff.objects.get(username="manager"))

    page = client.get(reverse("registrations:figure_rows", args=["zhangjiajie", figure])).text

    assert f"{cars} 辆 {people} 人" in breakable(page).replace("、", " ")
    assert page.count('<td class="lead">') == cars


def test_demo_deletes_nothing_that_was_made_beside_it():
    call_command("demo", stage="draft")
    club = Club.objects.get()
    make_campaign(club, theme="我们自己的活动")
    make_staff(club, name="新同事")

    with pytest.raises(CommandError, match="我们自己的活动.*新同事.*--replace-all"):
        call_command("demo", stage="approved")
    assert Campaign.objects.filter(theme="我们自己的活动").exists()
    assert Campaign.objects.get(slug="zhangjiajie").state == "draft"

    call_command("demo", stage="approved", replace_all=True)
    assert Campaign.objects.get(slug="zhangjiajie").state == "approved"
    assert set(Campaign.objects.values_list("slug", flat=True)) == set(CAMPAIGNS)
    call_command("demo", stage="draft")


def test_demo_leaves_a_club_of_ones_own_alone():
    make_club(name="Ours")

    with pytest.raises(CommandError):
        call_command("demo", stage="draft")

    assert not Campaign.objects.exists()
