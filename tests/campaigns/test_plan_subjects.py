"""What single subjects do beside their rows: basics and days, deadlines, support steps, tasks, needs, prizes, codes."""

import datetime as dt
import io
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from campaigns.actions.basics import set_draw_rules
from campaigns.actions.plan_rows import PlanFixed
from campaigns.actions.planning import create_from_recipe
from campaigns.actions.support import NotTheNextStep, step_support
from campaigns.headcount import planning_count
from campaigns.models import BudgetLine, Campaign, CrewMember, Record, Role, State, Supply, SupportState, Task
from campaigns.people_counts import PeopleCounts
from campaigns.recipes import SELF_DRIVE_TOUR
from tests.campaigns.test_planning import new
from tests.factories import make_staff

from .plan_cast import Cast, make_cast

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


def draft(**answers) -> Cast:
    """A campaign from the recipe, with its planner."""
    cast = make_cast()
    cast.campaign = create_from_recipe(
        recipe=SELF_DRIVE_TOUR, new=new(club=cast.club, planner=cast.planner, **answers), by=cast.planner
    )
    return cast


def basics(cast: Cast, **changed):
    """What the page of basics would send, as it stands."""
    form = cast.client.get(cast.url("plan_basics")).context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, False, "")}
    for name in ("starts_at", "ends_at"):
        sent[name] = f"{form[name].value():%Y-%m-%dT%H:%M}"
    sent.pop("picture", None)
    return sent | changed


def test_basics_are_saved_and_recorded():
    cast = draft()

    answer = cast.client.post(cast.url("plan_basics"), basics(cast, own_cost="油费自理", shows_figures=""))

    cast.campaign.refresh_from_db()
    assert answer.status_code == 302
    assert (cast.campaign.own_cost, cast.campaign.shows_figures) == ("油费自理", False)
    assert Record.objects.filter(verb="plan_change").about(cast.campaign).exists()


def test_moving_a_draft_moves_deadlines_tasks_and_due_dates():
    cast = draft()
    task, asked = cast.campaign.tasks.first(), cast.campaign.support_requests.first()
    before = (cast.campaign.confirm_by, task.due_on, asked.due_on, cast.campaign.supplies.first().due_on)

    cast.client.post(cast.url("plan_basics"), basics(cast, starts_at="2026-10-31T09:00", ends_at="2026-11-01T17:00"))

    week = dt.timedelta(days=7)
    moved = Campaign.objects.get(pk=cast.campaign.pk)
    after = (
        moved.confirm_by,
        moved.tasks.get(pk=task.pk).due_on,
        moved.support_requests.get(pk=asked.pk).due_on,
        moved.supplies.first().due_on,
    )
    assert [one - other for one, other in zip(after, before, strict=True)] == [week] * 4


@pytest.mark.parametrize(
    ("name", "typed"),
    [("starts_at", "2026-10-23T09:00"), ("starts_at", "2026-10-24T08:30"), ("ends_at", "2026-10-25T18:00")],
)
def test_days_and_hours_are_fixed_once_owners_were_told(name, typed):
    cast = draft()
    Campaign.objects.filter(pk=cast.campaign.pk).update(state=State.INVITING)

    moved = cast.client.post(cast.url("plan_basics"), basics(cast, **{name: typed}))
    as_it_stands = cast.client.post(cast.url("plan_basics"), basics(cast, own_cost="油费自理"))

    assert moved.status_code == 422
    assert list(moved.context["form"].errors) == [name]
    assert as_it_stands.status_code == 302


def test_times_are_meant_in_the_campaigns_zone():
    cast = draft()

    cast.client.post(cast.url("plan_basics"), basics(cast, time_zone="Europe/Berlin"))

    cast.campaign.refresh_from_db()
    assert cast.campaign.starts_at == dt.datetime(2026, 10, 24, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    assert 'value="2026-10-24T09:00"' in cast.client.get(cast.url("plan_basics")).content.decode()


def test_unknown_zone_is_refused():
    cast = draft()

    answer = cast.client.post(cast.url("plan_basics"), basics(cast, time_zone="Mars/Olympus"))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["time_zone"]


def test_picture_is_drawn_anew_and_shown_to_staff():
    cast = draft()
    picture = io.BytesIO()
    Image.new("RGB", (80, 60), "green").save(picture, "PNG", pnginfo=None)
    upload = SimpleUploadedFile("tour.png", picture.getvalue(), "image/png")

    empty = cast.client.get(cast.url("plan_picture"))
    cast.client.post(cast.url("plan_basics"), basics(cast) | {"picture": upload})
    shown = cast.client.get(cast.url("plan_picture"))

    content = b"".join(shown.streaming_content)
    assert empty.status_code == 404
    assert Image.open(io.BytesIO(content)).format == "JPEG"


def test_file_that_is_no_picture_is_refused_and_the_rest_kept():
    cast = draft()
    upload = SimpleUploadedFile("tour.png", b"<svg onload=alert(1)>", "image/png")

    answer = cast.client.post(cast.url("plan_basics"), basics(cast, own_cost="油费自理") | {"picture": upload})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["picture"]
    assert "油费自理" in answer.content.decode()


DEADLINES = {
    "target_cars": "40", "target_people": "100", "limit_cars": "60", "limit_people": "150",
    "invite_from": "2026-09-29", "registration_closes_at": "2026-10-16T18:00", "confirm_from": "2026-10-18",
    "confirm_by": "2026-10-21T18:00", "call_from": "09:00", "call_until": "20:30",
}  # fmt: skip


def test_limit_and_deadlines_are_saved_before_opening():
    cast = draft()

    answer = cast.client.post(cast.url("plan_deadlines"), DEADLINES)

    cast.campaign.refresh_from_db()
    assert answer.status_code == 302
    assert (cast.campaign.capacity.limit_cars, cast.campaign.capacity.limit_people) == (60, 150)
    assert cast.campaign.registration_closes_at == dt.datetime(2026, 10, 16, 18, tzinfo=SHANGHAI)


def test_limit_of_an_open_campaign_has_its_own_door():
    cast = draft()
    Campaign.objects.filter(pk=cast.campaign.pk).update(state=State.CONFIRMING)

    page = cast.client.get(cast.url("plan_deadlines")).content.decode()
    cast.client.post(cast.url("plan_deadlines"), DEADLINES | {"target_cars": "45"})

    cast.campaign.capacity.refresh_from_db()
    assert (cast.campaign.capacity.limit_cars, cast.campaign.capacity.target_cars) == (50, 45)
    assert f"/campaigns/{cast.campaign.slug}/limit/" in page


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"confirm_by": "2026-10-25T18:00"}, "confirm_by"),
        ({"registration_closes_at": "2026-10-24T10:00"}, "registration_closes_at"),
        ({"confirm_from": "2026-10-22"}, "confirm_from"),
        ({"invite_from": "2026-10-20"}, "invite_from"),
        ({"limit_people": "20"}, "limit_people"),
        ({"call_until": "08:00"}, "call_until"),
    ],
)
def test_deadlines_that_do_not_fit_are_refused(changed, field):
    cast = draft()

    answer = cast.client.post(cast.url("plan_deadlines"), DEADLINES | changed)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_deadline_in_the_past_is_saved_and_asked_about_once():
    cast = draft()
    past = {"confirm_by": "2020-10-21T18:00", "confirm_from": "2020-10-20", "invite_from": "2020-10-01"}

    said = cast.client.post(cast.url("plan_deadlines"), DEADLINES | past, follow=True).text
    again = cast.client.post(cast.url("plan_deadlines"), DEADLINES | past, follow=True).text

    cast.campaign.refresh_from_db()
    assert cast.campaign.confirm_by.year == 2020
    assert "已经过去了" in said
    assert "已经过去了" not in again


STEPS = ["planned", "asked", "granted", "delivered", "evidenced", "claimed"]
ALLOWED = {
    *((STEPS[n], STEPS[n + 1]) for n in range(5)),
    *((STEPS[n + 1], STEPS[n]) for n in range(5)),
    ("planned", "refused"), ("asked", "refused"), ("refused", "asked"),
}  # fmt: skip


@pytest.mark.parametrize("to", SupportState.values)
@pytest.mark.parametrize("state", SupportState.values)
def test_support_moves_one_step_at_a_time(state, to):
    cast = make_cast()
    asked = cast.add("support", asked_amount="60000")
    type(asked).objects.filter(pk=asked.pk).update(state=state)
    asked.refresh_from_db()

    if (state, to) in ALLOWED:
        step_support(request=asked, to=to, by=cast.planner)
    else:
        with pytest.raises(NotTheNextStep):
            step_support(request=asked, to=to, by=cast.planner)

    asked.refresh_from_db()
    assert asked.state == (to if (state, to) in ALLOWED else state)


def test_granted_takes_over_what_was_asked_and_is_recorded():
    cast = make_cast()
    asked = cast.add("support", asked_amount="60000")

    for to in ("asked", "granted"):
        cast.client.post(cast.url("support_step", asked.pk), {"to": to})

    asked.refresh_from_db()
    facts = [row.facts for row in Record.objects.filter(verb="step_support").about(asked).order_by("pk")]
    assert (asked.state, asked.granted_amount) == ("granted", 60000)
    assert facts == [{"from": "planned", "to": "asked"}, {"from": "asked", "to": "granted"}]


def test_support_that_was_not_answered_in_time_is_marked():
    cast = make_cast()
    cast.add("support", due_on="2020-01-01")

    assert "status late" in cast.client.get(cast.url("partner_list")).content.decode()


def test_after_the_report_support_moves_on_and_nothing_else_of_the_plan():
    cast = make_cast()
    asked = cast.add("support", asked_amount="60000", claim_due_on="2026-11-30")
    type(asked).objects.filter(pk=asked.pk).update(state="delivered", granted_amount=60000)
    Campaign.objects.filter(pk=cast.campaign.pk).update(state=State.REPORTED)
    overview, partners, today = (
        cast.client.get(url).text for url in (cast.url("campaign_overview"), cast.url("partner_list"), "/")
    )

    for to in ("evidenced", "claimed"):
        cast.client.post(cast.url("support_step", asked.pk), {"to": to})
    cast.client.post(cast.url("row", "support", asked.pk), {"claimed_amount": "58000", "what": "another"})
    cast.client.post(cast.url("row_new", "support"), cast.answers("support"))
    cast.client.post(cast.url("row_removal", "support", asked.pk))

    left = type(asked).objects.get(campaign=cast.campaign)
    assert (left.state, left.claimed_amount, left.what) == ("claimed", 58000, "Filing")
    assert "核销：Filing" in overview
    assert "核销：Filing" in today
    assert cast.url("support_step", asked.pk) in partners
    assert "核销：Filing" not in cast.client.get(cast.url("campaign_overview")).text


def test_task_is_ticked_and_opened_again():
    cast = make_cast()
    task = cast.add("tasks", waiting_for="经理")

    cast.client.post(cast.url("task_done", task.pk))
    done = Task.objects.get()
    cast.client.post(cast.url("task_done", task.pk), {"again": "1"})

    assert (done.done_by, done.waiting_for, done.is_done) == (cast.planner, "", True)
    assert task.waiting_since == timezone.localdate()
    assert not Task.objects.get().is_done
    assert list(Record.objects.about(task).order_by("pk").values_list("verb", flat=True)) == [
        "plan_add",
        "tick_task",
        "open_task_again",
    ]


def test_planning_count_is_the_limit_and_then_the_confirmed_with_the_crew():
    cast = make_cast()
    CrewMember.objects.create(campaign=cast.campaign, head_count=10)
    people = PeopleCounts(confirmed_cars=48, confirmed_people=125)

    before = planning_count(cast.campaign, people)
    cast.campaign.state = State.READY
    after = planning_count(cast.campaign, people)

    assert (before.cars, before.people) == (50, 140)
    assert (after.cars, after.people) == (48, 135)


def test_supplies_show_what_is_needed_and_what_is_short():
    cast = make_cast()
    Supply.objects.create(campaign=cast.campaign, name="Stickers", basis="car", spare=5, packed=50)

    text = cast.client.get(cast.url("supply_list")).content.decode()

    assert '<strong class="num">55</strong>' in text
    assert "还差 5" in text or "缺 5" in text or "少 5" in text


def test_budget_adds_up_and_divides_by_cars():
    cast = make_cast()
    for planned, actual in ((96000, 94300), (4000, None)):
        BudgetLine.objects.create(campaign=cast.campaign, category="x", planned_amount=planned, actual_amount=actual)

    text = cast.client.get(cast.url("budget")).content.decode()

    foot = text[text.index("<tfoot>") :]
    assert [figure in foot for figure in ("100,000", "94,300", "2,000", "1,886")] == [True] * 4


def test_prize_rules_say_who_bears_the_tax():
    cast = make_cast()

    cast.client.post(cast.url("prize_rules"), {"prize_rules": "一车一奖", "winner_tax": "organiser"})

    cast.campaign.refresh_from_db()
    assert (cast.campaign.prize_rules, cast.campaign.winner_tax) == ("一车一奖", "organiser")


def test_code_stays_once_registration_has_opened():
    cast = make_cast()
    channel = cast.add("channels")
    Campaign.objects.filter(pk=cast.campaign.pk).update(state=State.INVITING)

    cast.client.post(cast.url("row", "channels", channel.pk), cast.answers("channels", code="other", name="Renamed"))

    channel.refresh_from_db()
    assert (channel.code, channel.name) == ("forum2", "Renamed")


def test_one_walk_in_channel_is_enough():
    cast = make_cast()
    cast.add("channels", kind="walk_in")

    answer = cast.client.post(cast.url("row_new", "channels"), cast.answers("channels", kind="walk_in", code="other"))

    assert answer.status_code == 422


def test_channel_page_shows_link_qr_and_poster():
    cast = make_cast()
    channel = cast.add("channels")

    text = cast.client.get(cast.url("channel_list")).content.decode()

    assert f"testserver/c/{channel.code}" in text
    assert 'class="qr"' in text
    assert f"/channels/{channel.code}/poster.pdf" in text


@pytest.mark.parametrize(("role", "is_linked"), [(Role.PLANNER, True), (Role.HOST, False), (Role.CALLER, False)])
def test_task_leads_only_where_its_reader_may_go(signed_in, role, is_linked):
    cast = make_cast()
    Task.objects.filter(pk=cast.add("tasks").pk).update(subject="plan_basics")
    text = signed_in(make_staff(cast.campaign.club, role)).get(cast.url("task_list")).text
    table = text.split("<table", 1)[1]

    assert "基本信息" in table
    assert ("/basics/" in table) is is_linked


def test_rules_of_the_draw_stand_from_the_start_of_the_day_but_a_gap_may_be_filled():
    cast = make_cast(state=State.LIVE, prize_rules="One prize per car.")
    rules = cast.url("prize_rules")

    page = cast.client.get(cast.url("prize_list")).text
    assert "规则从活动开始就已公布" in page
    cast.client.post(rules, {"prize_rules": "The planner wins.", "winner_tax": "organiser"})
    cast.campaign.refresh_from_db()
    assert (cast.campaign.prize_rules, cast.campaign.winner_tax) == ("One prize per car.", "organiser")

    with pytest.raises(PlanFixed):
        set_draw_rules(
            campaign=cast.campaign, prize_rules="One prize per car.", winner_tax="winner", by=cast.campaign.planner
        )
