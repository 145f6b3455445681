"""The record says why and from what to what; deadlines that move are no change of target or limit."""

import datetime as dt

import pytest
from django.utils import timezone

from campaigns.actions.basics import change_deadlines
from campaigns.foundation.dots import breakable
from campaigns.models import Record, Role, State
from registrations.actions.life import cancel_campaign
from registrations.actions.places import change_limit
from registrations.actions.registration import cancel
from registrations.models import How
from registrations.queries.record_details import details
from tests.factories import make_campaign, make_registration, make_staff

pytestmark = pytest.mark.django_db


def said(campaign) -> list[tuple[str, str]]:
    rows = list(Record.objects.filter(campaign=campaign).order_by("at", "pk"))
    words = details(rows, campaign)
    return [(row.verb, breakable(words[row.pk])) for row in rows]


def test_reasons_are_looked_up_and_not_kept_in_the_record(signed_in):
    campaign = make_campaign(state=State.INVITING)
    manager, party = make_staff(campaign.club, Role.MANAGER), make_registration(campaign, "held")
    cancel(registration=party, how=How.DESK, by=manager, why="孩子要考试")
    cancel_campaign(campaign=campaign, by=manager, reason="山洪预警")

    words = dict(said(campaign))
    assert words["cancel"] == "孩子要考试"
    assert words["cancel_campaign"] == "山洪预警"
    assert not any("山洪" in str(row.facts) for row in Record.objects.all())
    page = signed_in(manager).get(f"/campaigns/{campaign.slug}/record/").text
    assert "山洪预警" in page and "孩子要考试" in page


def test_another_limit_says_from_what_to_what_and_why():
    campaign = make_campaign(state=State.INVITING, limit=(20, 50))
    change_limit(campaign=campaign, cars=25, people=60, why="多订了房", by=make_staff(campaign.club, Role.MANAGER))

    assert dict(said(campaign))["change_limit"] == "20 辆 50 人 → 25 辆 60 人·多订了房"


def test_deadlines_and_target_are_told_apart():
    campaign = make_campaign(state=State.DRAFT)
    planner, capacity = make_staff(campaign.club, Role.PLANNER), campaign.capacity
    amounts = {name: getattr(capacity, name) for name in ("target_cars", "target_people", "limit_cars", "limit_people")}
    campaign.confirm_by = timezone.now() + dt.timedelta(days=3)
    change_deadlines(campaign=campaign, amounts=amounts, by=planner)
    [moved] = Record.objects.filter(verb="plan_change")
    assert moved.thing == "campaigns.campaign"
    assert said(campaign)[-1][1] == "确认截止"

    change_deadlines(campaign=campaign, amounts=amounts | {"target_cars": 12, "target_people": 30}, by=planner)
    sized = Record.objects.filter(verb="plan_change").latest_first()[0]
    assert sized.thing == "campaigns.capacity"
    assert said(campaign)[-1][1].endswith("→ 12 辆 30 人")
    assert said(campaign)[-1][1].startswith("预计：")

    change_deadlines(campaign=campaign, amounts=amounts | {"target_cars": 12, "target_people": 30}, by=planner)
    assert Record.objects.filter(verb="plan_change").count() == 2  # nothing changed: nothing to tell
