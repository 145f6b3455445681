"""The plan's part of the figures: money, the road as run, coverage, incidents, supplies.

Rule: the people's part (`Turnout`, winners) is passed in; nothing here looks people up.
"""

import datetime as dt
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _

from campaigns.headcount import crew_of
from campaigns.models import Campaign, HeadCount, Payer, State, Stop, SupportRequest, SupportState
from campaigns.turnout import (
    CoverageLine,
    Figures,
    IncidentLine,
    Money,
    MoneyLine,
    PrizeLine,
    StopAsRun,
    SupplyLine,
    Turnout,
)

OWN_PAYERS = (Payer.STORE, Payer.CLUB, Payer.OWNERS)


def figures_of(campaign: Campaign, turnout: Turnout, winners: dict[int, tuple[int, ...]], at: dt.datetime) -> Figures:
    """Everything a report says in figures. `winners`: prize id → car numbers that drew it."""
    came = HeadCount(turnout.came.cars, turnout.came.people)
    served = HeadCount(came.cars, came.people + crew_of(campaign))
    return Figures(
        turnout=turnout,
        money=money_of(campaign),
        road=road_of(campaign),
        coverage=coverage_of(campaign),
        incidents=incidents_of(campaign),
        prizes=tuple(
            PrizeLine(prize.name, prize.quantity, prize.worth_amount, winners.get(prize.pk, ()))
            for prize in campaign.prizes.all()
        ),
        supplies=tuple(
            SupplyLine(
                one.name, one.needed_for(served), one.packed, one.handed_out_to(came), one.returned, one.is_returnable
            )
            for one in campaign.supplies.all()
        ),
        gathered_at=at,
    )


def incidents_of(campaign: Campaign) -> tuple[IncidentLine, ...]:
    """What happened on the road; last, why the campaign was closed before its end."""
    lines = [IncidentLine(one.happened_at, one.what, one.outcome, one.minutes_lost) for one in campaign.incidents.all()]
    closing = campaign.moves.filter(to_state=State.CLOSED, at__lt=campaign.ends_at).order_by("at").last()
    if closing is not None:
        with translation.override(campaign.language):
            lines.append(IncidentLine(closing.at, _("Closed early"), closing.reason, 0))
    return tuple(lines)


def money_of(campaign: Campaign) -> Money:
    """Planned and spent by category, what others bear, and support granted and claimed. CNY."""
    lines: dict[str, list[Decimal]] = {}
    for line in campaign.budget_lines.all():
        sums = lines.setdefault(line.category, [Decimal(0), Decimal(0), Decimal(0)])
        spent = line.actual_amount or Decimal(0)
        sums[0] += line.planned_amount
        sums[1] += spent
        if line.paid_by not in OWN_PAYERS:
            sums[2] += spent
    support = SupportRequest.objects.filter(campaign=campaign).exclude(state=SupportState.REFUSED)
    granted = [one for one in support if one.granted_amount is not None]
    still_to_claim = [one.claim_due_on for one in granted if one.state != SupportState.CLAIMED and one.claim_due_on]
    return Money(
        lines=tuple(MoneyLine(category, *sums) for category, sums in lines.items()),
        planned_amount=sum((sums[0] for sums in lines.values()), Decimal(0)),
        actual_amount=sum((sums[1] for sums in lines.values()), Decimal(0)),
        supported_amount=sum((sums[2] for sums in lines.values()), Decimal(0)),
        granted_amount=sum((one.granted_amount or Decimal(0) for one in granted), Decimal(0)),
        claimed_amount=sum((one.claimed_amount or Decimal(0) for one in granted), Decimal(0)),
        claim_due_on=min(still_to_claim, default=None),
    )


def road_of(campaign: Campaign) -> tuple[StopAsRun, ...]:
    return tuple(_as_run(campaign, stop) for stop in Stop.objects.filter(campaign=campaign).in_road_order())


def _as_run(campaign: Campaign, stop: Stop) -> StopAsRun:
    return StopAsRun(
        stop_id=stop.pk,
        name=stop.name,
        day=stop.day,
        planned_at=campaign.moment(stop.day, stop.arrive),
        actual_at=campaign.local(stop.actual_arrive_at) if stop.actual_arrive_at else None,
        is_checkpoint=stop.is_checkpoint,
    )


def coverage_of(campaign: Campaign) -> tuple[CoverageLine, ...]:
    return tuple(
        CoverageLine(one.place, one.kind, one.count, one.featured_count, one.reads) for one in campaign.coverage.all()
    )
