"""The people's part of the plan's pages: counts, the funnel, figures in force, the next move."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils import timezone

from campaigns.access import PLANNING, roles_in
from campaigns.looks.places_to_go import may_open
from campaigns.models import ApprovalRequest, Campaign, Record, Role, Staff, State
from campaigns.people_counts import PeopleCounts
from campaigns.queries.act import Act
from campaigns.queries.acts import next_three
from campaigns.queries.mine import Reader
from campaigns.queries.readiness import readiness
from campaigns.queries.today import Today, today_of
from campaigns.turnout import Figures, Turnout
from registrations.actions.closing import figures_in_force, figures_now
from registrations.actions.life import MOVES
from registrations.looks.moves import MOVE_WORDS, NEXT_MOVE, OTHER_MOVES
from registrations.models import Places, Registration
from registrations.queries.people_counts import people_counts, people_counts_by_campaign
from registrations.queries.record_details import details
from registrations.queries.record_names import Named, named
from registrations.queries.turnout import turnout_of

register = template.Library()

FIRST_WAITING = 3


@register.simple_tag
def counts_of(campaign: Campaign) -> PeopleCounts:
    """`{% counts_of campaign as people %}`."""
    return people_counts(campaign)


@register.simple_tag
def readiness_of(campaign: Campaign, people: PeopleCounts) -> list[Any]:
    return readiness(campaign, people)


@register.simple_tag(takes_context=True)
def next_acts(context: Any, campaign: Campaign, people: PeopleCounts) -> list[tuple[Act, bool]]:
    """The next three, each with whether the reader may do it."""
    held = roles_in(context["request"].user, campaign.club)
    return [(act, act.may_be_done_by(held)) for act in next_three(campaign, people, timezone.now())]


@register.simple_tag(takes_context=True)
def today_across(context: Any, campaigns: Iterable[Campaign], at: dt.datetime) -> dict[str, Any]:
    """`{% today_across campaigns now as day %}`: the day, and the counts by campaign."""
    campaigns = list(campaigns)
    counts = people_counts_by_campaign(campaigns, at)
    campaigns = [one for one in campaigns if one.state != State.CANCELLED or counts[one.pk].unsent_messages]
    held: dict[int, set[str]] = {}
    for club, role in context["request"].user.roles.values_list("club_id", "role"):
        held.setdefault(club, set()).add(role)
    day: Today = today_of(campaigns, counts, at, Reader(context["request"].user.pk, held))
    return {"day": day, "tours": [(campaign, counts[campaign.pk]) for campaign in campaigns]}


@register.simple_tag
def tours_of(campaigns: Iterable[Campaign]) -> list[tuple[Campaign, PeopleCounts | None]]:
    """`{% tours_of page as tours %}`: each with its counts while it is open; what is over asks for none."""
    campaigns = list(campaigns)
    is_open = [one for one in campaigns if one.state not in (State.REPORTED, State.CANCELLED)]
    counts = people_counts_by_campaign(is_open, timezone.now())
    return [(campaign, counts.get(campaign.pk)) for campaign in campaigns]


@register.simple_tag
def turnout(campaign: Campaign) -> Turnout:
    """`{% turnout campaign as turnout %}`: the funnel as it is now."""
    return turnout_of(campaign)


@register.simple_tag
def figures(campaign: Campaign) -> Figures:
    """`{% figures campaign as figures %}`: frozen once the report was submitted."""
    return figures_in_force(campaign)


@register.simple_tag
def current_figures(campaign: Campaign) -> Figures:
    """The figures of this moment, beside the frozen ones, for *since the report*."""
    return figures_now(campaign)


@register.simple_tag
def first_waiting(campaign: Campaign) -> list[dict[str, Any]]:
    """The head of the waiting list, with what each party still lacks."""
    places = Places.objects.for_campaign(campaign).first()
    waiting = Registration.objects.for_campaign(campaign).waiting().in_queue_order()[:FIRST_WAITING]
    return [
        {
            "registration": party,
            "position": position,
            "lacks": max(0, party.people - places.people_free) if places else 0,
            "lacks_car": bool(places and party.cars > places.cars_free),
        }
        for position, party in enumerate(waiting, start=1)
    ]


@register.inclusion_tag("registrations/_moves.html")
def moves_of(campaign: Campaign, staff: Staff) -> dict[str, Any]:
    """The next move as a button (with what it still needs), the others in a menu."""
    held = roles_in(staff, campaign.club)
    verb = NEXT_MOVE.get(campaign.state, "")
    missing = MOVES[verb].needs(campaign) if verb else []
    others = OTHER_MOVES.get(campaign.state, [])
    if verb == "go_live" and timezone.now() < campaign.scan_window.since:
        verb = ""
    if verb == "close" and timezone.now() < campaign.ends_at:
        verb, others = "", ["close", *others]  # early: possible, not the thing to do
    return {
        "campaign": campaign,
        "next": _offered(verb, held) if verb else None,
        "may_ask": verb == "approve" and may_open(PLANNING, held) and not _is_asked(campaign),
        "missing": missing,
        "others": [found for other in others if (found := _offered(other, held))],
        "is_postponed": campaign.state == State.POSTPONED,
    }


def _is_asked(campaign: Campaign) -> bool:
    return ApprovalRequest.objects.open().filter(campaign=campaign).exists()


def _offered(verb: str, held: set[str]) -> dict[str, Any] | None:
    roles = set(MOVES[verb].roles)
    return {"verb": verb, "words": MOVE_WORDS[verb]} if Role.ADMINISTRATOR in held or held & roles else None


@register.simple_tag(takes_context=True)
def named_record(context: Any, rows: Iterable[Record], campaign: Campaign) -> list[tuple[Record, Named, str]]:
    """`{% named_record page.object_list campaign as lines %}`: each row, what it is about, sizes and why."""
    said = details(rows, campaign)
    lines = named(rows, campaign, roles_in(context["request"].user, campaign.club))
    return [(row, about, "" if about.is_gone else said[row.pk]) for row, about in lines]
