"""The report: figures gathered, frozen once, on time or late, returned and approved."""

import datetime as dt

import pytest

from campaigns.actions.report import approve_report, frozen_figures, report_of, return_report
from campaigns.actions.report_reminder import remind_of_reports
from campaigns.errors import MoveRefused, ReasonNeeded
from campaigns.models import Campaign, Coverage, Report, ReportReminder, Role, State
from campaigns.turnout import Count
from registrations.actions.closing import figures_in_force, figures_now, submit_report
from tests.factories import make_campaign, make_registration, make_staff

pytestmark = pytest.mark.django_db


def written(campaign: Campaign) -> Report:
    report = report_of(campaign)
    report.strengths, report.weaknesses, report.lessons, report.recommendation = "a", "b", "c", "again"
    report.save()
    return report


@pytest.mark.parametrize(("minutes", "is_on_time"), [(-1, True), (0, False)])
def test_report_is_due_at_midnight_of_the_third_day(minutes, is_on_time):
    campaign = make_campaign(state=State.CLOSED)
    written(campaign)
    due = campaign.local(campaign.report_due_at)
    assert (due.hour, (due.date() - campaign.last_day).days) == (0, 4)

    report = submit_report(
        campaign=campaign, by=make_staff(campaign.club), at=campaign.report_due_at + dt.timedelta(minutes=minutes)
    )

    assert report.is_on_time is is_on_time


def test_first_figures_stand_whatever_comes_later():
    campaign = make_campaign(state=State.CLOSED)
    planner, manager = make_staff(campaign.club), make_staff(campaign.club, Role.MANAGER)
    make_registration(campaign, state="confirmed", people=3)
    written(campaign)
    at = campaign.ends_at + dt.timedelta(days=1)
    first = submit_report(campaign=campaign, by=planner, at=at)
    digest = first.figures_digest
    return_report(campaign=campaign, by=manager, reason="say more", at=at + dt.timedelta(hours=1))
    Coverage.objects.create(campaign=campaign, place="forum", count=2)
    make_registration(campaign, state="confirmed", people=2)

    again = submit_report(campaign=campaign, by=planner, at=campaign.report_due_at + dt.timedelta(days=1))

    assert (again.figures_digest, again.is_on_time) == (digest, True)
    assert figures_in_force(campaign).turnout.confirmed == Count(1, 3)
    assert figures_now(campaign).turnout.confirmed == Count(2, 5)
    assert frozen_figures(again) == figures_in_force(campaign)


def test_approval_makes_it_reported_and_only_after_submission():
    campaign = make_campaign(state=State.CLOSED)
    manager = make_staff(campaign.club, Role.MANAGER)
    written(campaign)
    with pytest.raises(MoveRefused):
        approve_report(campaign=campaign, by=manager)
    submit_report(campaign=campaign, by=make_staff(campaign.club))
    with pytest.raises(ReasonNeeded):
        return_report(campaign=campaign, by=manager, reason="")

    approve_report(campaign=campaign, by=manager)

    campaign.refresh_from_db()
    assert campaign.state == State.REPORTED


def test_report_without_lessons_is_refused():
    campaign = make_campaign(state=State.CLOSED)
    report = written(campaign)
    report.lessons = ""
    report.save()

    with pytest.raises(MoveRefused) as refused:
        submit_report(campaign=campaign, by=make_staff(campaign.club))

    assert len(refused.value.missing) == 1
    assert Report.objects.get().frozen_at is None


def test_reminders_come_once_each():
    campaign = make_campaign(state=State.CLOSED)
    due = campaign.report_due_at
    counts = [
        remind_of_reports(at=at)
        for at in (due - dt.timedelta(days=2), due - dt.timedelta(days=2), due - dt.timedelta(hours=20), due, due)
    ]

    assert counts == [1, 0, 1, 1, 0]
    assert [one.kind for one in ReportReminder.objects.all()] == ["closed", "day_before", "late"]


def test_no_reminder_after_submission():
    campaign = make_campaign(state=State.CLOSED)
    written(campaign)
    submit_report(campaign=campaign, by=make_staff(campaign.club))

    assert remind_of_reports(at=campaign.report_due_at) == 0
