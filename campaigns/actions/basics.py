"""The campaign's own fields change: basics, places with deadlines, the rules of the draw.

Promises: when a draft moves to another day, everything that is dated from the start moves along; rules of the draw
that guests were told stand. Refuses by PlanFixed.
"""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from campaigns.actions.plan_rows import PlanFixed, refuse_if_fixed
from campaigns.actions.record import changes, record
from campaigns.models import Campaign, Capacity, Staff
from campaigns.plan_fixed import days_are_fixed, places_are_fixed, why_draw_rule_stands
from campaigns.task_deadlines import follow_deadlines, tasks_at_deadlines

DATED = ("invite_from", "registration_closes_at", "confirm_from", "confirm_by")
DEADLINES = (*DATED, "call_from", "call_until", "releases_by_itself")


@transaction.atomic
def change_basics(*, campaign: Campaign, by: Staff) -> int:
    """Save the changed campaign; returns by how many days its dates moved. Raises PlanFixed."""
    refuse_if_fixed(campaign, "basics")
    before = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    days = (campaign.first_day - before.first_day).days
    if days and not days_are_fixed(before):
        move_dates(campaign, before, dt.timedelta(days=days))
    facts = {"fields": {name: by_how for name, by_how in changes(before, campaign).items() if name not in DEADLINES}}
    campaign.save()
    record(
        verb="plan_change",
        thing=campaign,
        campaign=campaign,
        by=by,
        facts=facts | ({"moved_days": days} if days else {}),
    )
    return days


def move_dates(campaign: Campaign, before: Campaign, shift: dt.timedelta) -> None:
    """Everything dated from the start goes along: deadlines on `campaign` (not saved here), due dates (saved)."""
    for name in DATED:
        planned = getattr(before, name)
        if planned:
            setattr(campaign, name, planned + shift)
    for support in campaign.support_requests.all():
        support.due_on = support.due_on + shift if support.due_on else None
        support.claim_due_on = support.claim_due_on + shift if support.claim_due_on else None
        support.save(update_fields=["due_on", "claim_due_on"])
    for supply in campaign.supplies.all():
        supply.due_on = supply.due_on + shift if supply.due_on else None
        supply.save(update_fields=["due_on"])


@transaction.atomic
def change_deadlines(*, campaign: Campaign, amounts: Mapping[str, int], by: Staff) -> None:
    """Save deadlines and target; the limit too while the campaign is not open. Raises PlanFixed.

    The record says what changed: sizes from and to, and which deadlines; what stayed is not in it.
    """
    refuse_if_fixed(campaign, "deadlines")
    capacity, _made = Capacity.objects.select_for_update().get_or_create(campaign=campaign)
    kept = ("limit_cars", "limit_people") if places_are_fixed(campaign) else ()
    before = _sizes(capacity)
    for name, amount in amounts.items():
        if name not in kept:
            setattr(capacity, name, amount)
    capacity.save()
    after = _sizes(capacity)
    if changed := {name: [before[name], after[name]] for name in before if before[name] != after[name]}:
        record(verb="plan_change", thing=capacity, campaign=campaign, by=by, facts=changed)
    saved = Campaign.objects.get(pk=campaign.pk)
    if moved := [name for name in DEADLINES if getattr(saved, name) != getattr(campaign, name)]:
        record(verb="plan_change", thing=campaign, campaign=campaign, by=by, facts={"deadlines": moved})
    held = tasks_at_deadlines(saved)
    campaign.save()
    follow_deadlines(campaign, held)


def _sizes(capacity: Capacity) -> dict[str, list[int]]:
    """Cars and people."""
    return {
        "target": [capacity.target_cars, capacity.target_people],
        "limit": [capacity.limit_cars, capacity.limit_people],
    }


@transaction.atomic
def set_draw_rules(*, campaign: Campaign, prize_rules: str, winner_tax: str, by: Staff) -> Campaign:
    """Publish the rules of the draw and who bears the winner's tax. Raises PlanFixed."""
    fresh = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    refuse_if_fixed(fresh, "prizes")
    for name, words in (("prize_rules", prize_rules), ("winner_tax", winner_tax)):
        if getattr(fresh, name) != words and (why := why_draw_rule_stands(fresh, name)):
            raise PlanFixed(why)
        setattr(fresh, name, words)
    fresh.save(update_fields=["prize_rules", "winner_tax"])
    record(verb="set_prize_rules", thing=fresh, campaign=fresh, by=by)
    return fresh
