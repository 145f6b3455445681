"""Build the whole demo at one stage: wipe, then play the tour's life in order up to now."""

import datetime as dt
import zoneinfo

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone, translation

from campaigns.actions.life import approve
from campaigns.actions.report import approve_report
from campaigns.models import Campaign, Club, Staff
from registrations.actions import life
from registrations.actions.closing import submit_report
from registrations.actions.message import tick_off
from registrations.actions.release import release_unconfirmed
from registrations.models import Message

from . import day, people, plan, small
from .case import tour
from .invented import CAMPAIGNS, CAST, CLUB, TOUR
from .timeline import STAGES, Timeline, timeline_for


class NotADemo(Exception):
    """The database holds a club that the demo did not make; nothing was touched."""


class WouldBeLost(Exception):
    """Beside the demo stand things that somebody made, by name; nothing was touched."""

    def __init__(self, things: list[str]) -> None:
        super().__init__(", ".join(things))
        self.things = things


def demo_campaign() -> Campaign | None:
    """The tour of the demo, if this database holds it."""
    return Campaign.objects.filter(club__slug=CLUB, slug=TOUR).first()


def made_beside_the_demo() -> list[str]:
    """What a new demo would delete although no demo made it: campaigns, colleagues, the club's picture."""
    people = Staff.objects.exclude(username__in=[username for username, _name, _roles in CAST])
    pictures = Club.objects.exclude(logo="")
    return [str(thing) for found in (Campaign.objects.exclude(slug__in=CAMPAIGNS), people, pictures) for thing in found]


def build_demo(stage: str, now: dt.datetime | None = None, *, replaces_all: bool = False) -> Campaign:
    """Replace the demo's four campaigns, with everybody in them, by the tour at `stage`.

    Errors: NotADemo; WouldBeLost, unless `replaces_all`.
    """
    if Club.objects.exclude(slug=CLUB).exists():
        raise NotADemo
    if (things := made_beside_the_demo()) and not replaces_all:
        raise WouldBeLost(things)
    call_command("flush", interactive=False, verbosity=0)
    now = now or timezone.now()
    when = timeline_for(stage, now, _zone())
    with translation.override("zh-hans"), transaction.atomic():
        club = plan.make_club()
        cast = plan.make_cast(club)
        people.import_archive(club, cast["planner"], when.day(-30, "15:00"))
        campaign = plan.make_tour(club, cast, when)
        _play(campaign, cast, stage, when)
        small.make_small_campaigns(club, cast, now)
    campaign.refresh_from_db()
    return campaign


def _zone() -> zoneinfo.ZoneInfo:
    return zoneinfo.ZoneInfo(tour()["campaign"]["time_zone"])


def _play(campaign: Campaign, cast: dict[str, Staff], stage: str, when: Timeline) -> None:
    steps = [_draft, _approve, _invite, _confirm, _make_ready, _drive, _close, _report]
    for step in steps[: STAGES.index(stage) + 1]:
        step(campaign, cast, when)
        campaign.refresh_from_db()
    plan.advance_plan(campaign, cast, stage, when)
    _tick_off(campaign, cast, when)


def _draft(campaign: Campaign, cast: dict[str, Staff], when: Timeline) -> None:
    """The plan as made."""


def _approve(campaign: Campaign, cast: dict[str, Staff], when: Timeline) -> None:
    approve(campaign=campaign, by=cast["manager"], at=when.day(-28, "17:40"))


def _invite(campaign: Campaign, cast: dict[str, Staff], when: Timeline) -> None:
    people.invite_owners(campaign, cast, when)
    life.open_inviting(campaign=campaign, by=cast["planner"], at=when.day(-25, "09:00"))
    campaign.refresh_from_db()
    people.register_parties(campaign, cast, when)
    people.call_archive(campaign, when)
    people.queue_parties(campaign, when)


def _confirm(campaign: Campaign, cast: dict[str, Staff], when: Timeline) -> None:
    life.start_confirming(campaign=campaign, by=cast["planner"], at=when.day(-6, "09:00"))
    campaign.refresh_from_db()
    people.confirm_parties(campaign, cast, when)


def _make_ready(campaign: Campaign, cast: dict[str, Staff], when: Timeline) -> None:
    silent = people.undecided_parties(campaign)
    people.empty_queue(campaign, when)
    release_unconfirmed(
        campaign=campaign, registrations=silent, by=cast["planner"], why="到截止没有答复", at=when.day(-3, "18:30")
    )
    life.make_ready(campaign=campaign, by=cast["planner"], at=when.day(-2, "10:00"))


def _drive(campaign: Campaign, cast: dict[str, Staff], when: Timeline) -> None:
    life.go_live(campaign=campaign, by=None, at=when.day(0, "08:35"))
    campaign.refresh_from_db()
    day.scan_everybody(campaign, cast, when)
    day.run_as_driven(campaign, when)


def _close(campaign: Campaign, cast: dict[str, Staff], when: Timeline) -> None:
    day.draw_prizes(campaign, cast, when)
    life.close(campaign=campaign, by=cast["planner"], at=when.day(1, "20:10"))
    campaign.refresh_from_db()
    day.come_home(campaign, when)
    day.answer_surveys(campaign, when)
    day.write_report(campaign)


def _report(campaign: Campaign, cast: dict[str, Staff], when: Timeline) -> None:
    plan.advance_plan(campaign, cast, "closed", when)
    submit_report(campaign=campaign, by=cast["planner"], at=when.day(4, "11:20"))
    approve_report(campaign=campaign, by=cast["manager"], at=when.day(4, "16:05"))


def _tick_off(campaign: Campaign, cast: dict[str, Staff], when: Timeline) -> None:
    """All but the last half day's messages have been sent by hand."""
    old = Message.objects.for_campaign(campaign).filter(made_at__lt=when.now - dt.timedelta(hours=12))
    tick_off(campaign=campaign, messages=old, by=cast["caller"], at=when.past(when.now))
