"""The kilometre post: one figure that says how far away a campaign is.

Rule: before it counts days, until the report is handed in days or hours to its deadline, afterwards days since. Only a
live campaign is on the road; one that is off counts nothing.
"""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import npgettext, pgettext

from campaigns.models.campaign import State

if TYPE_CHECKING:
    from campaigns.models import Campaign

HOURS_FROM = dt.timedelta(hours=48)


@dataclass(frozen=True)
class Post:
    figure: str
    unit: str
    short_unit: str
    kind: str = ""


def post_of(campaign: "Campaign", now: dt.datetime) -> Post:
    if campaign.is_off:
        word = pgettext("post", "cancelled") if campaign.state == State.CANCELLED else pgettext("post", "no date yet")
        return Post("–", word, word, "after")
    today = campaign.local(now).date()
    if campaign.state == State.CLOSED and not _is_handed_in(campaign):
        return _until_report(campaign.report_due_at - now)
    if campaign.state in (State.CLOSED, State.REPORTED) and today < campaign.last_day:
        word = pgettext("post", "closed early")
        return Post("–", word, word, "after")
    if campaign.state in (State.CLOSED, State.REPORTED) or today > campaign.last_day:
        return _days((today - campaign.last_day).days, ago=True)
    since = (today - campaign.first_day).days
    if campaign.state == State.LIVE:  # the first scan makes it so, in the small hours on the eve
        road = pgettext("post", "on the road")
        return Post(pgettext("post", "Day %(n)s") % {"n": max(since, 0) + 1}, road, road)
    return _days(abs(since), ago=since > 0)


def _is_handed_in(campaign: "Campaign") -> bool:
    report = getattr(campaign, "report", None)
    return report is not None and report.frozen_at is not None


def _days(count: int, *, ago: bool) -> Post:
    if count <= 0:
        word = pgettext("post", "the last day") if ago else pgettext("post", "start day")
        return Post(pgettext("post", "Today"), word, word, "after" if ago else "")
    if ago:
        word = npgettext("post", "day ago", "days ago", count)
        return Post(str(count), word, word, "after")
    return Post(
        str(count), npgettext("post", "day to go", "days to go", count), npgettext("post", "day", "days", count)
    )


def _until_report(left: dt.timedelta) -> Post:
    if left <= dt.timedelta(0):
        count = (-left).days + 1
        return Post(
            str(count),
            npgettext("post", "day overdue", "days overdue", count),
            npgettext("post", "day late", "days late", count),
            "late",
        )
    if left <= HOURS_FROM:
        count = max(1, int(left.total_seconds() // 3600))
        word = npgettext("post", "hour left", "hours left", count)
        return Post(str(count), word, word, "late")
    word = npgettext("post", "day left", "days left", left.days)
    return Post(str(left.days), word, word, "after")
