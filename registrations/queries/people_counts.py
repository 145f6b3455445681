"""The plan's `PeopleCounts`, for one campaign or for a list of them in the same few queries."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from campaigns.models import Campaign, State
from campaigns.people_counts import PeopleCounts
from registrations.models import ChangeRequest, Invitation, InvitationState, Message, Places, Registration

from .presence import arrived_figures

TO_RING = (InvitationState.TO_CALL, InvitationState.CALL_BACK)
DAY_STATES = (State.LIVE, State.CLOSED, State.REPORTED)


def people_counts(campaign: Campaign, at: dt.datetime | None = None) -> PeopleCounts:
    return people_counts_by_campaign([campaign], at)[campaign.pk]


def people_counts_by_campaign(campaigns: Iterable[Campaign], at: dt.datetime | None = None) -> dict[int, PeopleCounts]:
    """By campaign id. Arrived is folded from scans, only for campaigns that are live or over."""
    at = at or timezone.now()
    campaigns = list(campaigns)
    ids = [campaign.pk for campaign in campaigns]
    found: dict[int, dict[str, int]] = {pk: {} for pk in ids}
    for campaign_id, cars, people in Places.objects.filter(campaign_id__in=ids).values_list(
        "campaign_id", "limit_cars", "limit_people"
    ):
        found[campaign_id] |= {"limit_cars": cars, "limit_people": people}
    for query in (_registrations(ids), _invitations(ids), _messages(ids), _requests(ids)):
        for row in query:
            campaign_id = row.pop("campaign_id")
            found[campaign_id] |= {name: value or 0 for name, value in row.items()}
    for campaign in campaigns:
        if campaign.state in DAY_STATES:
            arrived = arrived_figures(campaign)
            found[campaign.pk] |= {"arrived_cars": arrived.all_cars, "arrived_people": arrived.all_people}
    return {pk: PeopleCounts(**fields) for pk, fields in found.items()}


def _registrations(ids: list[int]) -> Any:
    sums = {
        f"{state}_{unit}": Sum(unit, filter=Q(state=state))
        for state in ("held", "confirmed", "offered")
        for unit in ("cars", "people")
    }
    return (
        Registration.objects.filter(campaign_id__in=ids)
        .values("campaign_id")
        .annotate(
            **sums,
            waiting_parties=Count("pk", filter=Q(state="waiting")),
            waiting_people=Sum("people", filter=Q(state="waiting")),
            undecided_parties=Count("pk", filter=Q(state="held", kept_at__isnull=True)),
        )
        .order_by()
    )


def _invitations(ids: list[int]) -> Any:
    return (
        Invitation.objects.filter(campaign_id__in=ids)
        .values("campaign_id")
        .annotate(invited=Count("pk"), to_call=Count("pk", filter=Q(state__in=TO_RING, owner__do_not_call=False)))
        .order_by()
    )


def _messages(ids: list[int]) -> Any:
    """As the outbox counts them: with those that still wait their 15 s, so that none is missed right after a move."""
    unsent = Message.objects.unsent().filter(campaign_id__in=ids)
    return unsent.values("campaign_id").annotate(unsent_messages=Count("pk")).order_by()


def _requests(ids: list[int]) -> Any:
    undecided = ChangeRequest.objects.filter(registration__campaign_id__in=ids, decided_at__isnull=True)
    rows = undecided.values("registration__campaign_id").annotate(open_requests=Count("pk")).order_by()
    return [{"campaign_id": row["registration__campaign_id"], "open_requests": row["open_requests"]} for row in rows]
