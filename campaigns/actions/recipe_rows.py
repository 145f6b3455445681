"""Write the rows a recipe asks for into a new campaign. Used by `create_from_recipe` only, inside its transaction."""

import datetime as dt
from typing import Any

from campaigns.models import (
    BudgetLine,
    Campaign,
    Ceremony,
    Channel,
    Contingency,
    CrewMember,
    Gift,
    Partner,
    Prize,
    Stop,
    Supply,
    SupportRequest,
    Task,
)
from campaigns.recipes.times import LAST_MINUTE, applies, clock, minutes_of, timed_stops
from campaigns.task_deadlines import place_of


def write_stops(campaign: Campaign, recipe: dict[str, Any], places: dict[str, str]) -> dict[str, Stop]:
    """The itinerary's skeleton; returns the stops that other rows name, by their name in the recipe."""
    start, end = campaign.local(campaign.starts_at).time(), campaign.local(campaign.ends_at).time()
    named: dict[str, Stop] = {}
    timed = timed_stops(recipe["stops"], start, end, campaign.day_count)
    for position, (day, arrive, depart, told) in enumerate(timed):
        stop = Stop.objects.create(
            campaign=campaign,
            position=position,
            day=day,
            arrive=arrive,
            depart=depart,
            name=_filled(told["name"], places)[:80],
            kind=told["kind"],
            place=places.get(told.get("place", ""), ""),
            note=told.get("note", ""),
            is_checkpoint=told.get("checkpoint", False),
            cars_may_join=told.get("join", False),
        )
        if "id" in told:
            named[told["id"]] = stop
    return named


def _filled(text: str, places: dict[str, str]) -> str:
    """Put the places in by name; never `str.format` on words that people typed."""
    for name, place in places.items():
        text = text.replace("{" + name + "}", place)
    return text


def write_on_the_road(campaign: Campaign, recipe: dict[str, Any], stops: dict[str, Stop]) -> None:
    """Ceremonies and contingencies, tied to their stops."""
    Ceremony.objects.bulk_create(
        Ceremony(
            campaign=campaign,
            position=n,
            kind=one["kind"],
            what=one["what"],
            who=one["who"],
            stop=stops.get(one["stop"]),
        )
        for n, one in enumerate(recipe["ceremonies"])
    )
    Contingency.objects.bulk_create(
        Contingency(
            campaign=campaign,
            position=n,
            trigger=one["trigger"],
            response=one["response"],
            who=one["who"],
            stop=stops.get(one.get("stop", "")),
        )
        for n, one in enumerate(recipe["contingencies"])
    )


def write_people(campaign: Campaign, recipe: dict[str, Any]) -> None:
    """Partners with what we ask of them, crew and guests."""
    partners = {
        one["id"]: Partner.objects.create(
            campaign=campaign, position=n, name=one["name"], role=one["role"], provides=one["provides"]
        )
        for n, one in enumerate(recipe["partners"])
    }
    SupportRequest.objects.bulk_create(
        SupportRequest(
            campaign=campaign,
            position=n,
            partner=partners[one["partner"]],
            kind=one["kind"],
            what=one["what"],
            due_on=_day(campaign, one["due"]),
            claim_due_on=campaign.last_day + dt.timedelta(days=one["claim_after"]) if "claim_after" in one else None,
        )
        for n, one in enumerate(recipe["support"])
    )
    CrewMember.objects.bulk_create(
        CrewMember(campaign=campaign, position=n, kind=one["kind"], head_count=one["people"], duty=one["duty"])
        for n, one in enumerate(recipe["crew"])
    )


def write_things(campaign: Campaign, recipe: dict[str, Any]) -> None:
    """Supplies, budget lines, prizes and gifts to be chosen, channels."""
    Supply.objects.bulk_create(
        Supply(
            campaign=campaign,
            position=n,
            name=one["name"],
            basis=one["per"],
            quantity=one["quantity"],
            spare=one.get("spare", 0),
            is_returnable=one.get("returns", False),
            due_on=_day(campaign, one["due"]),
            note=one.get("note", ""),
        )
        for n, one in enumerate(recipe["supplies"])
    )
    BudgetLine.objects.bulk_create(
        BudgetLine(campaign=campaign, position=n, category=one["category"], paid_by=one["payer"])
        for n, one in enumerate(recipe["budget"])
    )
    Prize.objects.bulk_create(
        Prize(campaign=campaign, position=n, name=one["name"], quantity=one["quantity"])
        for n, one in enumerate(recipe["prizes"])
    )
    Gift.objects.bulk_create(
        Gift(campaign=campaign, position=n, name=one["name"], basis=one["per"], is_sized=one.get("sized", False))
        for n, one in enumerate(recipe["gifts"])
    )
    Channel.objects.bulk_create(
        Channel(campaign=campaign, position=n, name=one["name"], kind=one["kind"])
        for n, one in enumerate(recipe["channels"])
    )


def write_tasks(campaign: Campaign, recipe: dict[str, Any], today: dt.date) -> None:
    """Every task dated from the start day; `after` counts from the last day, `at` is a deadline of the campaign."""
    tasks = []
    for n, one in enumerate(recipe["tasks"]):
        if applies(one.get("when"), campaign.day_count):
            days, time = _task_time(campaign, one)
            task = Task(
                campaign=campaign,
                position=n,
                title=one["title"],
                days_from_start=days,
                at_time=time,
                subject=one["page"],
                assignee=campaign.planner,
                waiting_for=one.get("waits", ""),
                waiting_since=today if one.get("waits") else None,
            )
            tasks.append(task)
    Task.objects.bulk_create(tasks)


def _task_time(campaign: Campaign, one: dict[str, Any]) -> tuple[int, dt.time | None]:
    """(days from the start, time of that day)"""
    if "at" in one:
        return place_of(campaign, getattr(campaign, one["at"]))
    days = one["day"] if "day" in one else campaign.day_count - 1 + one["after"]
    if "time" not in one:
        return days, None
    start, end = campaign.local(campaign.starts_at).time(), campaign.local(campaign.ends_at).time()
    return days, clock(min(minutes_of(one["time"], start, end), LAST_MINUTE))


def _day(campaign: Campaign, days_from_start: int) -> dt.date:
    return campaign.first_day + dt.timedelta(days=days_from_start)
