"""The real tour at every stage: it builds, twice, and shows the case's figures."""

import pytest
from django.core.management import call_command

from campaigns.models import Campaign
from registrations.demo.timeline import STAGES
from registrations.models import Places, Registration
from registrations.queries.turnout import rows_of, turnout_of

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


def test_demo_leaves_a_club_of_ones_own_alone():
    from django.core.management import CommandError

    from tests.factories import make_club

    make_club(name="Ours")

    with pytest.raises(CommandError):
        call_command("demo", stage="draft")

    assert not Campaign.objects.exists()
