"""The clock's jobs on the people's side: offers end, campaigns go live and close, owners are reminded.

Rule: every job takes the time as its argument and calls one action, so that a test gives it any clock.
"""

from datetime import datetime

from campaigns.foundation import schedule
from registrations.actions.life import move_by_clock
from registrations.actions.message import remind_to_confirm, tell_before_start
from registrations.actions.release import release_by_clock
from registrations.actions.waitlist import expire_due_offers
from registrations.models import CallClaim, OwnerImport, PaperOrder

MINUTE = 60
DAY = 24 * 60 * MINUTE


@schedule.every(seconds=MINUTE, name="expire offers")
def expire_offers(at: datetime) -> None:
    expire_due_offers(at=at)


@schedule.every(seconds=MINUTE, name="move campaigns by the clock")
def move_campaigns(at: datetime) -> None:
    move_by_clock(at=at)


@schedule.every(seconds=5 * MINUTE, name="release at the deadline")
def release_at_deadline(at: datetime) -> None:
    release_by_clock(at=at)


@schedule.every(seconds=10 * MINUTE, name="remind owners")
def remind_owners(at: datetime) -> None:
    remind_to_confirm(at=at)
    tell_before_start(at=at)


@schedule.every(seconds=DAY, name="forget previewed lists and old claims")
def forget_old(at: datetime) -> None:
    OwnerImport.objects.older_than_a_week(at).delete()
    CallClaim.objects.filter(until__lte=at).delete()


@schedule.every(seconds=10 * MINUTE, name="forget long papers")
def forget_papers(at: datetime) -> None:
    PaperOrder.objects.older_than_an_hour(at).delete()
