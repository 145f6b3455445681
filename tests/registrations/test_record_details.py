"""The record says why and from what to what; deadlines that move are no change of target or limit."""

import datetime as dt

import pytest
from django.utils import timezone

from campaigns.actions.basics import change_deadlines
from campaigns.actions.plan_rows import write_row
from campaigns.foundation.dots import breakable
from campaigns.looks.verbs import act_words
from campaigns.models import Record, Role, State, Supply
from registrations.actions.draw import void
from registrations.actions.draw_exclusion import leave_out
from registrations.actions.life import cancel_campaign, resume
from registrations.actions.places import change_limit
from registrations.actions.registration import cancel
from registrations.actions.reveal import mark_absent
from registrations.looks.registration_moves import move_words
from registrations.models import How
from registrations.queries.record_details import details
from tests.factories import make_campaign, make_registration, make_staff, register_party
from tests.factories.draw import make_draw, reveal_one

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


def test_new_dates_say_from_when_to_when():
    campaign = make_campaign(state=State.POSTPONED, starts_at=dt.datetime(2030, 5, 4, 1, tzinfo=dt.UTC))
    start = dt.datetime(2030, 6, 8, 1, tzinfo=dt.UTC)
    resume(
        campaign=campaign,
        starts_at=start,
        ends_at=start + dt.timedelta(hours=8),
        confirm_by=start - dt.timedelta(days=2),
        by=make_staff(campaign.club),
    )

    before, after = dict(said(campaign))["resume_inviting"].split(" → ")
    assert before.startswith("5月4日") and after.startswith("6月8日")


def test_a_changed_row_names_its_fields_and_short_figures():
    campaign = make_campaign()
    planner = make_staff(campaign.club)
    supply = write_row(subject="supplies", row=Supply(campaign=campaign, name="车贴", spare=2), by=planner)
    supply.name, supply.spare = "车贴（大）", 5
    write_row(subject="supplies", row=supply, by=planner)

    fields = {field.name: str(field.verbose_name) for field in Supply._meta.fields}
    words = said(campaign)[-1][1]
    assert f"{fields['spare']}：2 → 5" in words
    assert fields["name"] in words and "车贴" not in words.replace(fields["name"], "")


def test_who_registers_may_be_queued_or_have_walked_in(signed_in):
    campaign = make_campaign(state=State.INVITING, limit=(1, 2))
    first, queued = register_party(campaign), register_party(campaign)
    page = signed_in(make_staff(campaign.club)).get(f"/campaigns/{campaign.slug}/record/").text

    assert (first.state, queued.state) == ("held", "waiting")
    assert page.count(f'<th scope="row">{act_words("register", {"to": "waiting"})}') == 1
    assert page.count(f'<th scope="row">{act_words("register", {"to": "held"})}') == 1
    said_of = [move_words(party.moves.get()) for party in (first, queued)]
    assert said_of[0].split(" ")[0] != said_of[1].split(" ")[0]
    assert act_words("register", {"how": "walk_in", "to": "confirmed"}) != act_words("register", {"to": "confirmed"})


def test_a_car_left_out_of_the_draw_says_why():
    campaign = make_campaign(state=State.LIVE)
    leave_out(registration=make_registration(campaign, "confirmed"), reason="会长的车", by=make_staff(campaign.club))

    assert dict(said(campaign))["leave_out_of_draw"] == "会长的车"


def test_a_car_passed_at_the_draw_says_why_and_its_lines_name_no_state(signed_in):
    draw = make_draw(state="thrown")
    reveal_one(draw)
    mark_absent(draw=draw, place=0, reason="已经回家")
    void(draw=draw, reason="少了一辆车", by=draw.campaign.planner)
    words = dict(said(draw.campaign))
    page = signed_in(draw.campaign.planner).get(f"/campaigns/{draw.campaign.slug}/record/").text

    assert words["pass_absent"] == "已经回家"
    assert words["void_draw"] == "少了一辆车"
    assert f">{draw.number}</a>" in page
