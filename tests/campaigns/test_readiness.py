"""Readiness and kind words before it is too late: prizes still to be chosen, a limit below what is expected."""

import pytest

from campaigns.models import BudgetLine, Role, State
from campaigns.people_counts import PeopleCounts
from campaigns.queries.readiness import readiness
from tests.factories import make_campaign, make_prize, make_staff

pytestmark = pytest.mark.django_db


def prize_check(campaign):
    return next(one for one in readiness(campaign, PeopleCounts()) if "奖品" in one.label)


@pytest.mark.parametrize(
    ("name", "worth", "is_done"),
    [
        ("山地车", 3980, True),
        ("一等奖（待定）", 0, False),
        ("一等奖（待定）", 3000, False),
        ("First prize (to be chosen)", 300, False),
        ("保温杯", 0, False),
    ],
)
def test_prize_is_ready_once_it_has_a_name_and_a_worth(name, worth, is_done):
    campaign = make_campaign()
    make_prize(campaign, name="雨伞", worth_amount=80)
    make_prize(campaign, name=name, worth_amount=worth)
    check = prize_check(campaign)

    assert check.is_done is is_done
    assert sum(prize.is_undecided for prize in campaign.prizes.all()) == (0 if is_done else 1)


def test_rules_of_the_draw_are_ready_once_they_say_who_bears_the_tax():
    campaign = make_campaign(prize_rules="一车一签")

    def rules():
        return [one.is_done for one in readiness(campaign, PeopleCounts()) if one.label == "抽奖规则"]

    assert rules() == []  # nothing to draw, no rules needed
    make_prize(campaign, name="雨伞", worth_amount=80)
    assert rules() == [False]
    campaign.winner_tax = "organiser"
    assert rules() == [True]


def test_budget_is_ready_once_something_is_planned():
    campaign = make_campaign()
    line = BudgetLine.objects.create(campaign=campaign, category="Dinner")

    def is_ready():
        return next(one.is_done for one in readiness(campaign, PeopleCounts()) if one.page == "campaigns:budget")

    assert not is_ready()
    BudgetLine.objects.filter(pk=line.pk).update(planned_amount=100)
    assert is_ready()


def test_campaign_without_prizes_is_not_ready():
    assert not prize_check(make_campaign()).is_done


@pytest.mark.parametrize(
    ("limit", "says"), [((50, 130), False), ((40, 100), False), ((39, 130), True), ((50, 99), True)]
)
@pytest.mark.parametrize("page", ["deadlines", "limit"])
def test_limit_below_the_target_is_said_but_allowed(signed_in, limit, says, page):
    campaign = make_campaign(state=State.DRAFT, limit=limit, slug="tour")
    campaign.capacity.target_cars, campaign.capacity.target_people = 40, 100
    campaign.capacity.save()
    answer = signed_in(make_staff(campaign.club, Role.PLANNER)).get(f"/campaigns/tour/{page}/")

    assert answer.status_code == 200
    assert ("上限低于预计" in answer.text) is says
