"""Today shows somebody their own work, what waits for them first; closed business does not nag."""

import datetime as dt

import pytest
from django.utils import timezone

from campaigns.actions.approval import ask_for_approval
from campaigns.actions.report import report_of, return_report
from campaigns.models import Report, ReportReminder, Role, State, Task
from campaigns.people_counts import PeopleCounts
from campaigns.queries.acts import acts_of
from campaigns.queries.rail import rail_figures
from registrations.actions.closing import submit_report
from registrations.actions.life import cancel_campaign
from registrations.models import Message
from tests.factories import make_campaign, make_registration, make_staff, make_stop

pytestmark = pytest.mark.django_db


def late_campaign(state=State.DRAFT, tasks=0, **fields):
    campaign = make_campaign(state=state, slug="tour", starts_at=timezone.now() + dt.timedelta(days=5), **fields)
    make_stop(campaign)
    for n in range(tasks):
        make_task(campaign, f"任务{n:02}")
    return campaign


def make_task(campaign, title, **fields):
    return Task.objects.create(campaign=campaign, title=title, **{"days_from_start": -20} | fields)


def agenda(client):
    text = client.get("/").text
    return text.split("agenda")[1].split("</ol>")[0] if "agenda" in text else ""


@pytest.mark.parametrize("role", [Role.MANAGER, Role.HOST, Role.CALLER])
def test_a_planners_late_tasks_are_not_the_others(signed_in, role):
    campaign = late_campaign(tasks=8)
    assert "任务00" not in agenda(signed_in(make_staff(campaign.club, role)))


def test_late_tasks_are_folded_with_a_link_to_the_rest(signed_in):
    campaign = late_campaign(tasks=8)
    shown = agenda(signed_in(make_staff(campaign.club, Role.PLANNER)))

    assert [n for n in range(8) if f"任务{n:02}" in shown] == [0, 1, 2, 3, 4]
    assert 'href="/campaigns/tour/tasks/"' in shown
    assert "还有 3 项" in shown


def test_a_task_is_its_assignees_even_where_the_page_is_closed_to_them(signed_in):
    campaign = late_campaign()
    host, planner = make_staff(campaign.club, Role.HOST), make_staff(campaign.club, Role.PLANNER)
    make_task(campaign, "借对讲机", assignee=host, subject="plan_basics")
    shown = agenda(signed_in(host))

    assert "借对讲机" in shown
    assert 'href="/campaigns/tour/tasks/"' in shown
    assert "借对讲机" not in agenda(signed_in(planner))


def test_tasks_of_somebody_who_left_come_back_to_the_planner(signed_in):
    campaign = late_campaign()
    make_task(campaign, "借对讲机", assignee=make_staff(campaign.club, Role.HOST, is_active=False))
    assert "借对讲机" in agenda(signed_in(make_staff(campaign.club, Role.PLANNER)))


def test_the_manager_sees_the_approval_and_nothing_else(signed_in):
    campaign = late_campaign(tasks=8)
    ask_for_approval(campaign=campaign, by=make_staff(campaign.club, Role.PLANNER))
    shown = agenda(signed_in(make_staff(campaign.club, Role.MANAGER)))
    assert shown.count("<h3>") == 1
    assert "审批活动方案" in shown


def test_what_the_state_asks_for_stands_before_late_tasks(signed_in):
    campaign = late_campaign(state=State.CLOSED)
    make_task(campaign, "清点物料", days_from_start=0)
    type(campaign).objects.update(starts_at=timezone.now() - dt.timedelta(days=5), ends_at=timezone.now())
    shown = agenda(signed_in(make_staff(campaign.club, Role.PLANNER)))

    assert shown.index("写活动总结") < shown.index("清点物料")
    assert shown.split("写活动总结")[1].split("</li>")[0].count(campaign.theme) == 1


def test_what_waits_for_others_is_said_once_and_overdue_first(signed_in):
    campaign = late_campaign()
    make_task(campaign, "等礼品", days_from_start=-3, waiting_for="厂家")
    make_task(campaign, "等合同", days_from_start=-20, waiting_for="酒店")
    client = signed_in(make_staff(campaign.club, Role.PLANNER))
    rows = client.get("/").text.split("as-cards")[1].split("</table>")[0]

    assert "等合同" not in agenda(client)
    assert rows.index("等合同") < rows.index("等礼品")
    assert rows.count("逾期") == 1


@pytest.mark.parametrize(
    ("state", "asks"),
    [(State.DRAFT, 2), (State.LIVE, 1), (State.CLOSED, 1), (State.REPORTED, 0), (State.CANCELLED, 0)],
)
def test_closed_business_does_not_nag(state, asks):
    campaign = late_campaign(state=state)
    make_task(campaign, "做预算")
    make_task(campaign, "清点物料", days_from_start=0)
    later = campaign.starts_at + dt.timedelta(days=20)
    acts = acts_of(campaign, PeopleCounts(), later)

    assert sum(act.task is not None and act.is_late for act in acts) == asks
    assert rail_figures(campaign, campaign.local(later).date(), [])[1]["tasks"] == asks
    if not asks:
        assert acts == []


@pytest.mark.parametrize(("role", "is_told"), [(Role.PLANNER, True), (Role.MANAGER, True), (Role.HOST, False)])
def test_the_reports_reminder_is_the_planners_and_the_managers(signed_in, role, is_told):
    campaign = late_campaign(state=State.CLOSED)
    Report.objects.get_or_create(campaign=campaign)
    ReportReminder.objects.create(campaign=campaign, kind="late", at=timezone.now())
    text = signed_in(make_staff(campaign.club, role)).get("/").text
    assert ('class="notice warn"' in text) is is_told
    assert ("今天没有要办的事" in text) is (role == Role.HOST)  # whoever is reminded of a report has no quiet day


def handed_in(campaign):
    report = report_of(campaign)
    report.strengths, report.weaknesses, report.lessons, report.recommendation = "a", "b", "c", "again"
    report.save()
    return submit_report(campaign=campaign, by=make_staff(campaign.club, name="王晓"))


def test_returned_report_says_who_sent_it_back_and_why(signed_in):
    campaign = late_campaign(state=State.CLOSED)
    handed_in(campaign)
    return_report(campaign=campaign, by=make_staff(campaign.club, Role.MANAGER, name="李建明"), reason="请说明超支")
    shown = agenda(signed_in(make_staff(campaign.club, Role.PLANNER)))

    assert "李建明退回：请说明超支" in shown
    assert "24:00" not in shown


def test_report_handed_in_waits_for_the_manager_without_a_deadline(signed_in):
    campaign = late_campaign(state=State.CLOSED)
    handed_in(campaign)
    shown = agenda(signed_in(make_staff(campaign.club, Role.MANAGER)))

    assert "王晓已提交" in shown
    assert "24:00" not in shown
    assert "王晓已提交" not in agenda(signed_in(make_staff(campaign.club, Role.PLANNER)))


def test_midnight_is_the_end_of_its_day_in_the_week_ahead(signed_in):
    campaign = make_campaign(state=State.CLOSED, starts_at=timezone.now() - dt.timedelta(days=1, hours=3))
    campaign.ends_at = timezone.now() - dt.timedelta(days=1)
    campaign.save()
    due = campaign.local(campaign.report_due_at) - dt.timedelta(minutes=1)
    text = signed_in(make_staff(campaign.club, Role.PLANNER)).get("/").text
    days = text.split('<ol class="week"')[1].split("</ol>")[0].split("</li>")

    assert [f"{due.month}月{due.day}日" in day for day in days if "写活动总结" in day] == [True]


@pytest.mark.parametrize(("state", "stage"), [(State.INVITING, 1), (State.CONFIRMING, 2)])
def test_to_the_calls_leads_to_this_campaigns_desk(state, stage):
    campaign = make_campaign(state=state, confirm_by=timezone.now() + dt.timedelta(days=3))
    act = acts_of(campaign, PeopleCounts(to_call=3, undecided_parties=3), timezone.now())[0]

    assert act.url == f"/campaigns/{campaign.slug}/calls/{stage}/"


def test_what_has_no_hour_of_its_own_shows_none(signed_in):
    campaign = late_campaign()
    at = timezone.now()
    days = (campaign.local(at).date() - campaign.first_day).days
    make_task(campaign, "写小结", days_from_start=days)
    make_task(campaign, "集合签到", days_from_start=days, at_time=dt.time(23, 59))
    shown = agenda(signed_in(make_staff(campaign.club, Role.PLANNER)))
    assert "<time></time>" in shown.split("写小结")[0].rsplit("<li", 1)[1]
    assert "<time>23:59</time>" in shown.split("集合签到")[0].rsplit("<li", 1)[1]


def test_an_hour_that_has_passed_stands_above_the_line_as_overdue(signed_in, time_machine):
    time_machine.move_to(dt.datetime(2026, 10, 20, 13, 19, tzinfo=dt.UTC), tick=False)  # 21:19 in Shanghai
    campaign = late_campaign()
    days = (campaign.local(timezone.now()).date() - campaign.first_day).days
    make_task(campaign, "集合签到", days_from_start=days, at_time=dt.time(18))
    above, below = agenda(signed_in(make_staff(campaign.club, Role.PLANNER))).split('class="here"')
    assert "集合签到" in above and "逾期" in above
    assert "集合签到" not in below


def test_a_quiet_day_counts_no_zeros(signed_in):
    campaign = late_campaign()
    text = signed_in(make_staff(campaign.club, Role.HOST)).get("/").text
    assert "今天没有要办的事" in text
    assert "0 件" not in text


def test_what_is_due_later_takes_its_place_by_date():
    at = timezone.now()
    campaign = make_campaign(state=State.INVITING, slug="tour", starts_at=at + dt.timedelta(days=20))
    campaign.confirm_from = campaign.local(at).date() + dt.timedelta(days=9)
    campaign.save()
    days = (campaign.local(at).date() - campaign.first_day).days
    make_task(campaign, "展厅贴海报", days_from_start=days + 7)
    titles = [act.title for act in acts_of(campaign, PeopleCounts(), at)]
    assert titles.index("展厅贴海报") < titles.index("开始二次确认")


def test_after_midnight_the_checkpoint_to_scan_at_is_the_new_days():
    campaign = make_campaign(state=State.LIVE, slug="tour")
    make_stop(campaign, is_checkpoint=True, arrive=dt.time(15))
    gate = make_stop(campaign, is_checkpoint=True, arrive=dt.time(8), day=2)
    midnight = campaign.moment(2, dt.time(0, 5))

    acts = [act for act in acts_of(campaign, PeopleCounts(), midnight) if act.page == "registrations:check_in"]

    assert [(act.argument, act.due_at) for act in acts] == [(str(gate.pk), campaign.moment(2, dt.time(6)))]


@pytest.mark.parametrize("state", [State.READY, State.LIVE])
def test_on_the_day_a_host_is_one_tap_from_the_camera_of_the_checkpoint_whose_time_it_is(signed_in, state):
    now = timezone.now().replace(hour=4)  # noon in China
    campaign = make_campaign(state=state, slug="tour", starts_at=now - dt.timedelta(hours=3))
    gate = make_stop(campaign, is_checkpoint=True, arrive=dt.time(9))
    resort = make_stop(campaign, is_checkpoint=True, arrive=dt.time(15))
    acts = {at: acts_of(campaign, PeopleCounts(), now + dt.timedelta(hours=at)) for at in (0, 2)}
    found = {at: [act.url for act in some if act.page == "registrations:check_in"] for at, some in acts.items()}

    assert found[0] == [f"/campaigns/tour/check-in/{gate.pk}/"]
    assert found[2] == [f"/campaigns/tour/check-in/{resort.pk}/"]
    assert "/check-in/" in agenda(signed_in(make_staff(campaign.club, Role.HOST)))


def test_a_cancelled_tour_stays_until_everybody_was_told(signed_in):
    campaign = late_campaign(state=State.INVITING, tasks=1)
    make_registration(campaign, "held")
    client = signed_in(make_staff(campaign.club, Role.PLANNER))
    cancel_campaign(campaign=campaign, by=None, reason="flood")

    assert "发 1 条消息" in agenda(client)
    assert "/campaigns/tour/outbox/" in client.get("/campaigns/tour/").text.split("acts")[1]
    Message.objects.update(sent_at=timezone.now())
    assert campaign.title not in client.get("/").text
