"""Who is rung next, in both stages, and what a caller has done today.

Rule: agreed times first once they have come; never somebody another caller has on the line, nor anyone who
registered meanwhile. An agreed time that lies ahead keeps the person off the list until then.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from campaigns.models import Campaign, Club, Staff
from registrations.actions.calling import CALLED_IN
from registrations.models import (
    CallAttempt,
    CallClaim,
    Invitation,
    InvitationState,
    Outcome,
    Registration,
)

SHOWN = 15


@dataclass(frozen=True)
class Tally:
    """What one caller did today in one campaign: calls put down, and yeses among them."""

    calls: int
    yes: int


def first_invitations(campaign: Campaign, caller: Staff, at: dt.datetime) -> QuerySet[Invitation]:
    """Stage one, in the order of ringing: due agreements, mine, nobody's, then what others hold."""
    registered = Registration.objects.for_campaign(campaign).live()
    rank = Case(
        When(state=InvitationState.CALL_BACK, next_call_at__lte=at, then=Value(0)),
        When(caller=caller, then=Value(1)),
        When(caller__isnull=True, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return (
        Invitation.objects.for_campaign(campaign)
        .to_ring(at)
        .exclude(owner__phone__in=registered.values("phone"))
        .exclude(pk__in=CallClaim.objects.of_others(caller, at).filter(invitation__isnull=False).values("invitation"))
        .annotate(rank=rank)
        .select_related("owner", "channel")
        .prefetch_related("owner__vehicles")
        .order_by("rank", "next_call_at", "no_answer_count", F("owner__last_visit_on").desc(nulls_last=True), "pk")
    )


def second_confirmations(campaign: Campaign, caller: Staff, at: dt.datetime) -> QuerySet[Registration]:
    """Stage two: every held party not yet answered that may be rung, in convoy order, those not reached last."""
    last = CallAttempt.objects.filter(registration=OuterRef("pk"), undone_at__isnull=True).order_by("-pk")
    missed = Count(
        "call_attempts", filter=Q(call_attempts__outcome=Outcome.NO_ANSWER, call_attempts__undone_at__isnull=True)
    )
    return (
        Registration.objects.for_campaign(campaign)
        .awaiting_confirmation()
        .annotate(
            next_call_at=Subquery(last.values("next_call_at")[:1]),
            last_outcome=Coalesce(Subquery(last.values("outcome")[:1]), Value("")),
            missed=missed,
        )
        .filter(Q(next_call_at__isnull=True) | Q(next_call_at__lte=at))
        .exclude(last_outcome__in=[Outcome.WRONG_NUMBER, Outcome.DO_NOT_CALL])
        .exclude(owner__do_not_call=True)
        .exclude(
            pk__in=CallClaim.objects.of_others(caller, at).filter(registration__isnull=False).values("registration")
        )
        .annotate(rank=Case(When(last_outcome=Outcome.CALL_BACK, then=Value(0)), default=Value(1)))
        .select_related("owner", "channel", "joins_at")
        .order_by(
            "rank",
            F("kept_at").asc(nulls_first=True),
            "missed",
            F("car_number").asc(nulls_last=True),
            "registered_at",
            "pk",
        )
    )


def named_person(campaign: Campaign, stage: int, key: int) -> Invitation | Registration | None:
    """Somebody rung out of turn: an owner who rings back, or one given up as unreachable."""
    if campaign.state not in CALLED_IN[stage]:
        return None
    if stage == 2:
        held = Registration.objects.for_campaign(campaign).awaiting_confirmation()
        return held.select_related("owner", "channel", "joins_at", "campaign__club").filter(pk=key).first()
    open_again = Invitation.objects.for_campaign(campaign).filter(owner__do_not_call=False)
    answered = [InvitationState.YES, InvitationState.DO_NOT_CALL]
    rows = open_again.exclude(state__in=answered).select_related("owner", "channel", "campaign__club")
    return rows.prefetch_related("owner__vehicles").filter(pk=key).first()


def later_count(campaign: Campaign, stage: int, at: dt.datetime) -> int:
    """How many have an agreed or tried-again time that lies ahead."""
    if stage == 1:
        ahead = Invitation.objects.for_campaign(campaign).filter(
            state__in=[InvitationState.TO_CALL, InvitationState.CALL_BACK],
            next_call_at__gt=at,
            owner__do_not_call=False,
        )
        return ahead.count()
    last = CallAttempt.objects.filter(registration=OuterRef("pk"), undone_at__isnull=True).order_by("-pk")
    held = Registration.objects.for_campaign(campaign).awaiting_confirmation()
    return held.annotate(next_call_at=Subquery(last.values("next_call_at")[:1])).filter(next_call_at__gt=at).count()


def tally_of(campaign: Campaign, caller: Staff, stage: int, at: dt.datetime) -> Tally:
    since = campaign.local(at).replace(hour=0, minute=0, second=0, microsecond=0)
    of_stage = Q(invitation__campaign=campaign) if stage == 1 else Q(registration__campaign=campaign)
    found = CallAttempt.objects.filter(of_stage, by=caller, at__gte=since, undone_at__isnull=True).aggregate(
        calls=Count("pk"), yes=Count("pk", filter=Q(outcome=Outcome.YES))
    )
    return Tally(found["calls"], found["yes"])


def last_calls(campaign: Campaign, caller: Staff, stage: int, limit: int = 5) -> list[CallAttempt]:
    of_stage = Q(invitation__campaign=campaign) if stage == 1 else Q(registration__campaign=campaign)
    calls = CallAttempt.objects.filter(of_stage, by=caller, undone_at__isnull=True)
    return list(calls.select_related("invitation__owner", "registration").order_by("-pk")[:limit])


def campaigns_to_call(clubs: Sequence[Club]) -> list[tuple[Campaign, int]]:
    """Campaigns and stages in which there may be something to ring, the most pressing first."""
    campaigns = Campaign.objects.in_state(*{*CALLED_IN[1], *CALLED_IN[2]}).filter(club__in=clubs)
    found: list[tuple[Campaign, int]] = []
    for campaign in campaigns.select_related("club", "planner", "capacity").in_start_order():
        found += [(campaign, stage) for stage in (2, 1) if campaign.state in CALLED_IN[stage]]
    return found
