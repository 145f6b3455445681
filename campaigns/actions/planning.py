"""Begin a campaign: from a recipe, or as a copy of one that was held before.

Promises: a draft with everything the recipe (or the older campaign) holds, every task and due date counted from the
new start; nothing of people is taken along. Refuses by EndsBeforeStart.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.actions.basics import DATED
from campaigns.actions.plan_copy import copy_rows, move_closer
from campaigns.actions.recipe_rows import write_on_the_road, write_people, write_stops, write_tasks, write_things
from campaigns.actions.record import record
from campaigns.call_schedule import fit_calls
from campaigns.errors import CampaignError
from campaigns.models import Campaign, Capacity, Club, HeadCount, Staff
from campaigns.recipes import recipe as recipe_in
from campaigns.recipes.short_notice import at_short_notice
from campaigns.recipes.times import applies
from campaigns.slugs import make_slug
from campaigns.task_deadlines import follow_deadlines, tasks_at_deadlines


class EndsBeforeStart(CampaignError):
    """The campaign would end before it starts."""


@dataclass(frozen=True)
class NewCampaign:
    """What a person says about a new campaign; the recipe brings the rest."""

    club: Club
    theme: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    occasion: str = ""
    assembly: str = ""
    destination: str = ""
    target: HeadCount = field(default_factory=lambda: HeadCount(0, 0))
    limit: HeadCount = field(default_factory=lambda: HeadCount(0, 0))
    planner: Staff | None = None
    language: str = "zh-hans"
    time_zone: str = "Asia/Shanghai"


@transaction.atomic
def create_from_recipe(*, recipe: str, new: NewCampaign, by: Staff | None, at: dt.datetime | None = None) -> Campaign:
    """A draft from the recipe named `recipe`; at short notice what comes before the start moves closer to it.

    Raises EndsBeforeStart.
    """
    at = at or timezone.now()
    _check_times(new.starts_at, new.ends_at)
    zone = ZoneInfo(new.time_zone)
    notice = (new.starts_at.astimezone(zone).date() - at.astimezone(zone).date()).days
    told = at_short_notice(recipe_in(recipe, new.language), notice)
    campaign = _from_recipe(recipe, told, new, at)
    Capacity.objects.create(
        campaign=campaign,
        target_cars=new.target.cars,
        target_people=new.target.people,
        limit_cars=new.limit.cars,
        limit_people=new.limit.people,
    )
    stops = write_stops(campaign, told, {"assembly": new.assembly, "destination": new.destination})
    write_on_the_road(campaign, told, stops)
    write_people(campaign, told)
    write_things(campaign, told)
    write_tasks(campaign, told, campaign.local(at).date())
    record(verb="create", thing=campaign, campaign=campaign, by=by, at=at, facts={"recipe": recipe})
    return campaign


@transaction.atomic
def copy_campaign(
    *,
    campaign: Campaign,
    theme: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    by: Staff | None,
    at: dt.datetime | None = None,
) -> Campaign:
    """A draft with the whole plan of `campaign`, moved to the new dates; at short notice closer to the start.

    Raises EndsBeforeStart.
    """
    at = at or timezone.now()
    _check_times(starts_at, ends_at)
    copied = Campaign.objects.get(pk=campaign.pk)
    days = dt.timedelta(days=(campaign.local(starts_at).date() - campaign.first_day).days)
    copied.pk, copied.state, copied.picture = None, Campaign._meta.get_field("state").default, ""
    copied._state.adding = True
    copied.theme, copied.starts_at, copied.ends_at = theme, starts_at, ends_at
    copied.slug = make_slug(copied.title, copied.first_day.year)
    for name in DATED:
        planned: Any = getattr(campaign, name)
        setattr(copied, name, planned + days if planned else None)
    copied.save()
    copy_rows(campaign, copied, days)
    held = tasks_at_deadlines(copied)
    move_closer(copied, at)
    fit_calls(copied, at)
    copied.save()
    follow_deadlines(copied, held)
    record(verb="create", thing=copied, campaign=copied, by=by, at=at, facts={"copy_of": campaign.pk})
    return copied


def _check_times(starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    if ends_at <= starts_at:
        raise EndsBeforeStart(_("The end must come after the start."))


def _from_recipe(key: str, told: dict[str, Any], new: NewCampaign, at: dt.datetime) -> Campaign:
    planner = new.planner
    campaign = Campaign(
        club=new.club,
        kind=key,
        recipe=key,
        theme=new.theme,
        occasion=new.occasion,
        language=new.language,
        time_zone=new.time_zone,
        starts_at=new.starts_at,
        ends_at=new.ends_at,
        planner=planner,
        contact_name=(planner.name if planner else "") or new.club.contact_name,
        contact_phone=(planner.phone if planner else "") or new.club.contact_phone,
        models_invited=told["models"],
        own_cost=told["own_cost"],
        prize_rules="\n".join(told["prize_rules"]),
        purpose="\n".join(told["purpose"]),
    )
    campaign.slug = make_slug(campaign.title, campaign.first_day.year)
    campaign.included = "\n".join(_lines(told["included"], campaign.day_count))
    campaign.safety_notes = "\n".join(_lines(told["safety"], campaign.day_count))
    _set_deadlines(campaign, told["deadlines"])
    fit_calls(campaign, at)
    campaign.save()
    return campaign


def _lines(texts: list[Any], day_count: int) -> list[str]:
    return [
        one if isinstance(one, str) else one["text"]
        for one in texts
        if isinstance(one, str) or applies(one["when"], day_count)
    ]


def _set_deadlines(campaign: Campaign, told: dict[str, Any]) -> None:
    """First invitations, links' end, second confirmations, and their deadline, from the start day."""
    campaign.invite_from = campaign.first_day + dt.timedelta(days=told["invite_from"])
    campaign.confirm_from = campaign.first_day + dt.timedelta(days=told["confirm_from"])
    for name in ("registration_closes", "confirm_by"):
        days, time = told[name]
        moment = campaign.moment(1 + days, dt.time.fromisoformat(time))
        setattr(campaign, f"{name}_at" if name == "registration_closes" else name, moment)
