"""The clock's jobs, each with a given time."""

import datetime as dt

import pytest
from django.utils import timezone

from campaigns.foundation import schedule
from campaigns.models import State
from registrations import schedules
from registrations.models import CallClaim, Message, MessageKind
from tests.factories import make_campaign, make_invitation, make_registration, make_staff

pytestmark = pytest.mark.django_db


def test_every_job_is_registered_and_runs_once_a_period():
    names = {job.name for job in schedule.jobs()}
    mine = {"expire offers", "move campaigns by the clock", "release at the deadline", "remind owners"}
    assert mine < names

    at = timezone.now()
    assert mine <= set(schedule.run_due(at))
    assert not mine & set(schedule.run_due(at + dt.timedelta(seconds=30)))
    assert {"expire offers", "move campaigns by the clock"} <= set(schedule.run_due(at + dt.timedelta(seconds=61)))


def test_offer_ends_at_its_minute_and_the_next_party_is_asked():
    campaign = make_campaign(state=State.INVITING, limit=(1, 2))
    offered = make_registration(campaign, "offered")
    waiting = make_registration(campaign, "waiting")
    ends = offered.offer_expires_at

    schedules.expire_offers(ends - dt.timedelta(seconds=1))
    waiting.refresh_from_db()
    assert waiting.state == "waiting"
    schedules.expire_offers(ends)
    offered.refresh_from_db()
    waiting.refresh_from_db()
    assert (offered.state, waiting.state) == ("expired", "offered")


def test_campaign_goes_live_at_its_start_and_closes_at_midnight():
    start = dt.datetime(2026, 10, 24, 1, 0, tzinfo=dt.UTC)
    campaign = make_campaign(state=State.READY, starts_at=start, ends_at=start + dt.timedelta(hours=32))

    def state_at(at: dt.datetime) -> str:
        schedules.move_campaigns(at)
        campaign.refresh_from_db()
        return campaign.state

    assert state_at(start - dt.timedelta(seconds=1)) == State.READY
    assert state_at(start) == State.LIVE
    assert state_at(campaign.closes_itself_at - dt.timedelta(seconds=1)) == State.LIVE
    assert state_at(campaign.closes_itself_at) == State.CLOSED


def test_owners_are_reminded_by_the_job():
    now = timezone.now()
    campaign = make_campaign(state=State.CONFIRMING, confirm_by=now + dt.timedelta(days=3))
    make_registration(campaign, "held")
    schedules.remind_owners(now)

    assert Message.objects.get().kind == MessageKind.CONFIRM_REMINDER


def test_old_claims_are_forgotten():
    now = timezone.now()
    campaign = make_campaign(state=State.INVITING)
    caller = make_staff(campaign.club)
    for minutes in (-1, 1):
        CallClaim.objects.create(
            invitation=make_invitation(campaign), by=caller, until=now + dt.timedelta(minutes=minutes)
        )
    schedules.forget_old(now)

    assert CallClaim.objects.count() == 1
