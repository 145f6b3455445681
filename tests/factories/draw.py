"""A live campaign with cars counted in, and a draw taken to any state."""

import datetime as dt
from typing import Any

from django.utils import timezone

from campaigns.models import Campaign, Prize, Role, Stop
from registrations.actions import draw as acts
from registrations.actions import reveal as reveals
from registrations.models import Draw, Registration, Reveal, ScanEvent
from registrations.queries import draw as queries

from .people import make_registration
from .plan import make_campaign, make_prize, make_staff, make_stop

DICE = "4163254163254"


def count_in(registration: Registration, stop: Stop, kind: str = "check_in", **fields: Any) -> ScanEvent:
    now = fields.pop("at", timezone.now())
    times = {"device_at": now, "estimated_at": now, "received_at": now}
    return ScanEvent.objects.create(
        campaign=registration.campaign,
        registration=registration,
        checkpoint=stop if kind == "check_in" else None,
        kind=kind,
        **times | fields,
    )


def make_live_campaign(cars: int = 6, prizes: tuple[tuple[str, int, int], ...] | None = None) -> Campaign:
    """`cars` cars with the numbers 1, 2, … counted in at the resort; a bike and two cups to draw."""
    starts_at = timezone.now() - dt.timedelta(hours=9)
    campaign = make_campaign(state="live", starts_at=starts_at, prize_rules="一车一签", winner_tax="organiser")
    campaign.planner = make_staff(campaign.club, Role.PLANNER)
    campaign.save(update_fields=["planner"])
    resort = make_stop(campaign, is_checkpoint=True)
    for number in range(1, cars + 1):
        count_in(make_registration(campaign, state="confirmed", car_number=number), resort)
    lines = (("超豪华越野自行车", 1, 6800), ("高级保温杯", 2, 398)) if prizes is None else prizes
    for position, (name, quantity, worth) in enumerate(lines):
        make_prize(campaign, name=name, quantity=quantity, worth_amount=worth, position=position)
    return campaign


def make_draw(campaign: Campaign | None = None, state: str = "frozen") -> Draw:
    """A draw in `state`, through the doors. A void one was thrown before."""
    campaign = campaign or make_live_campaign()
    by = campaign.planner
    draw = acts.freeze(campaign=campaign, by=by)
    if state != "frozen":
        draw = acts.commit(draw=draw, by=by)
    if state in ("thrown", "finished", "void"):
        draw = acts.record_throw(draw=draw, throw=DICE[: draw.dice], by=by)
    if state == "finished":
        while reveal_one(draw):
            pass
        draw = acts.finish(draw=draw, by=by)
    if state == "void":
        draw = acts.void(draw=draw, reason="名单漏了一辆车", by=by)
    return draw


def reveal_one(draw: Draw) -> Reveal | None:
    """The next one in the order; nothing when all is drawn."""
    call = queries.next_call(draw)
    return reveals.reveal_next(draw=draw, place=draw.reveals.count(), number=call[0]) if call else None


def prize_named(campaign: Campaign, name: str) -> Prize:
    return campaign.prizes.get(name=name)
