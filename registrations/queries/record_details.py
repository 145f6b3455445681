"""What a row of the record says beyond its verb: from what to what, and the reason that was given.

Rule: the record holds ids and figures only; a reason stands where it was given and is looked up when it is shown, one
query for each place it may stand.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from campaigns.foundation.dots import dot
from campaigns.looks.dates import moment_range
from campaigns.models import ApprovalRequest, Campaign, CampaignMove, LimitChange, Record, Report, ReportStep
from campaigns.templatetags.papers import cars_and_people
from campaigns.turnout import Count
from registrations.models import Draw, DrawExclusion, Registration, RegistrationMove, Reveal

CAMPAIGN, REPORT = Campaign._meta.label_lower, Report._meta.label_lower
EXCLUSION, DRAW = DrawExclusion._meta.label_lower, Draw._meta.label_lower
PARTY, ASKED = Registration._meta.label_lower, ApprovalRequest._meta.label_lower
SIZED = ("register", "change")  # whose size afterwards is what the row is about
Key = tuple[str, str, dt.datetime | None]


def details(rows: Iterable[Record], campaign: Campaign) -> dict[int, str]:
    """By row; a row that has nothing to add has an empty one."""
    rows = list(rows)
    reasons = _reasons(rows, campaign)
    return {
        row.pk: dot().join(filter(None, [_figures(row, campaign), reasons.get((row.thing_id, row.verb, row.at), "")]))
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
    if EXCLUSION in things:
        out = DrawExclusion.objects.filter(campaign=campaign)
        found |= {(str(one.pk), "leave_out_of_draw", one.at): one.reason for one in out}
    if DRAW in things:
        found |= _reasons_of_draws([row for row in rows if row.thing == DRAW], campaign)
    return found


def _reasons_of_draws(rows: list[Record], campaign: Campaign) -> dict[Key, str]:
    """Why a car was passed, and why a draw is void or left prizes."""
    passed = Reveal.objects.for_campaign(campaign).exclude(reason="").values_list("draw_id", "place", "reason")
    whole = dict(Draw.objects.for_campaign(campaign).exclude(reason="").values_list("pk", "reason"))
    by_place = {(str(draw), place): reason for draw, place, reason in passed}
    return {
        (row.thing_id, row.verb, row.at): by_place.get((row.thing_id, row.facts.get("place")), "")
        if row.verb == "pass_absent"
        else whole.get(int(row.thing_id), "")
        for row in rows
        if row.verb in ("pass_absent", "finish_draw", "void_draw")
    }


def _figures(row: Record, campaign: Campaign) -> str:
    """The sizes and dates among the facts, in words."""
    facts = row.facts
    if row.verb == "change_limit":
        return _from_to(facts["from"], facts["to"])
    if row.thing == PARTY and row.verb in SIZED:
        return cars_and_people(Count(facts["cars"], facts["people"]))
    if "dates" in facts:
        return _from_dates_to(campaign, *facts["dates"])
    if row.verb != "plan_change":
        return ""
    said = [f"{words}{_(': ')}{_from_to(*facts[name])}" for name, words in _sizes() if name in facts]
    said += [str(field.verbose_name) for field in Campaign._meta.fields if field.name in facts.get("deadlines", ())]
    said += _fields(row)
    if days := facts.get("moved_days"):
        said.append(
            ngettext("dates moved by %(n)s day", "dates moved by %(n)s days", abs(days))
            % {"n": f"{days:+d}".replace("-", "−")}
        )
    return pgettext("list", ", ").join(said)


def _from_dates_to(campaign: Campaign, *dates: list[str]) -> str:
    before, after = (
        moment_range(*(campaign.local(dt.datetime.fromisoformat(moment)) for moment in one)) for one in dates
    )
    return f"{before} → {after}"


def _fields(row: Record) -> list[str]:
    """The fields of a row of the plan that were changed; short figures from and to."""
    changed = row.facts.get("fields", {})
    if not changed:
        return []
    said = []
    for field in apps.get_model(row.thing)._meta.concrete_fields:
        if field.name in changed:
            words, figures = capfirst(str(field.verbose_name)), changed[field.name]
            shown = " → ".join("–" if one is None else str(one) for one in figures)
            said.append(f"{words}{_(': ')}{shown}" if figures else words)
    return said


def _sizes() -> list[tuple[str, str]]:
    return [("target", pgettext("record", "target")), ("limit", pgettext("record", "limit"))]


def _from_to(before: Any, after: Any) -> str:
    return f"{cars_and_people(Count(*before))} → {cars_and_people(Count(*after))}"
