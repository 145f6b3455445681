"""A support request moves on: to ask → asked → granted → delivered → evidenced → claimed, or is refused.

Promises: one step at a time, forward or back, each recorded. Refuses by PlanFixed and NotTheNextStep.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.actions.plan_rows import refuse_if_fixed
from campaigns.actions.record import record
from campaigns.errors import CampaignError
from campaigns.models import Staff, SupportRequest, SupportState

STEPS = [
    SupportState.PLANNED,
    SupportState.ASKED,
    SupportState.GRANTED,
    SupportState.DELIVERED,
    SupportState.EVIDENCED,
    SupportState.CLAIMED,
]
CAN_BE_REFUSED = (SupportState.PLANNED, SupportState.ASKED)


class NotTheNextStep(CampaignError):
    """A step was left out."""


def next_step(state: str) -> SupportState | None:
    """What comes after `state`; a refused request may be asked again."""
    if state == SupportState.REFUSED:
        return SupportState.ASKED
    index = STEPS.index(SupportState(state)) + 1
    return STEPS[index] if index < len(STEPS) else None


def step_before(state: str) -> SupportState | None:
    if state == SupportState.REFUSED:
        return SupportState.ASKED
    index = STEPS.index(SupportState(state))
    return STEPS[index - 1] if index else None


def may_step(state: str, to: str) -> bool:
    if to == SupportState.REFUSED:
        return state in CAN_BE_REFUSED
    return to in (next_step(state), step_before(state))


@transaction.atomic
def step_support(*, request: SupportRequest, to: str, by: Staff, at: dt.datetime | None = None) -> SupportRequest:
    """Set the request to the next state, or back by one. Raises PlanFixed, NotTheNextStep."""
    refuse_if_fixed(request.campaign, "claims")
    fresh = SupportRequest.objects.select_for_update().get(pk=request.pk)
    before = fresh.state
    if not may_step(before, to):
        raise NotTheNextStep(
            _("This is “{state}”; it moves one step at a time.").format(state=fresh.get_state_display())
        )
    fresh.state = to
    if to == SupportState.GRANTED and fresh.granted_amount is None:
        fresh.granted_amount = fresh.asked_amount
    if to == SupportState.CLAIMED and fresh.claimed_amount is None:
        fresh.claimed_amount = fresh.granted_amount
    fresh.save(update_fields=["state", "granted_amount", "claimed_amount"])
    record(
        verb="step_support",
        thing=fresh,
        campaign=request.campaign,
        by=by,
        at=at,
        facts={"from": before, "to": to},
    )
    return fresh
