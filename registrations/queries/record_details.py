"""What a row of the record says beyond its verb: from what to what, and the reason that was given.

Rule: the record holds ids and figures only; a reason stands where it was given and is looked up when it is shown, one
query for each place it may stand.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from campaigns.foundation.dots import dot
from campaigns.models import ApprovalRequest, Campaign, CampaignMove, LimitChange, Record, Report, ReportStep
from campaigns.templatetags.papers import cars_and_people
from campaigns.turnout import Count
from registrations.models import Registration, RegistrationMove

CAMPAIGN, REPORT = Campaign._meta.label_lower, Report._meta.label_lower
PARTY, ASKED = Registration._meta.label_lower, ApprovalRequest._meta.label_lower
SIZED = ("register", "change")  # whose size afterwards is what the row is about
Key = tuple[str, str, dt.datetime | None]


def details(rows: Iterable[Record], campaign: Campaign) -> dict[int, str]:
    """By row; a row that has nothing to add has an empty one."""
    rows = list(rows)
    reasons = _reasons(rows, campaign)
    return {
        row.pk: dot().join(filter(None, [_figures(row), reasons.get((row.thing_id, row.verb, row.at), "")]))
        for row in rows
    }


def _reasons(rows: list[Record], campaign: Campaign) -> dict[Key, str]:
    things = {row.thing for row in rows}
    found: dict[Key, str] = {}
    if CAMPAIGN in things:
        own = str(campaign.pk)
        moves = CampaignMove.objects.filter(campaign=campaign).exclude(reason="")
        found |= {(own, move.verb, move.at): move.reason for move in moves}
        limits = LimitChange.objects.filter(campaign=campaign)
        found |= {(own, "change_limit", change.at): change.why for change in limits}
    if REPORT in things:
        steps = ReportStep.objects.filter(report__campaign=campaign).exclude(reason="")
        found |= {(str(step.report_id), f"report_{step.kind}", step.at): step.reason for step in steps}
    if ASKED in things:
        answered = ApprovalRequest.objects.filter(campaign=campaign).exclude(reason="")
        found |= {(str(one.pk), "send_back_draft", one.answered_at): one.reason for one in answered}
    if PARTY in things:
        parties = {int(row.thing_id) for row in rows if row.thing == PARTY}
        moved = RegistrationMove.objects.filter(registration__in=parties).exclude(why="")
        found |= {(str(move.registration_id), move.verb, move.at): move.why for move in moved}
    return found


def _figures(row: Record) -> str:
    """The sizes and dates among the facts, in words."""
    facts = row.facts
    if row.verb == "change_limit":
        return _from_to(facts["from"], facts["to"])
    if row.thing == PARTY and row.verb in SIZED:
        return cars_and_people(Count(facts["cars"], facts["people"]))
    if row.verb != "plan_change":
        return ""
    said = [f"{words}{_(': ')}{_from_to(*facts[name])}" for name, words in _sizes() if name in facts]
    said += [str(field.verbose_name) for field in Campaign._meta.fields if field.name in facts.get("deadlines", ())]
    if days := facts.get("moved_days"):
        said.append(
            ngettext("dates moved by %(n)s day", "dates moved by %(n)s days", abs(days))
            % {"n": f"{days:+d}".replace("-", "−")}
        )
    return pgettext("list", ", ").join(said)


def _sizes() -> list[tuple[str, str]]:
    return [("target", pgettext("record", "target")), ("limit", pgettext("record", "limit"))]


def _from_to(before: Any, after: Any) -> str:
    return f"{cars_and_people(Count(*before))} → {cars_and_people(Count(*after))}"
