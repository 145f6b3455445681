"""The one query layer of the figures: who was invited, registered, confirmed, came; what was spent and seen.

Rule: a figure and the rows it opens into come from the same set (`rows_of`), so that they cannot differ. Registered
= ever held, confirmed = ever confirmed, arrived = counted in at any checkpoint; walk-ins stand apart (product.md).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Count as RowCount

from campaigns.models import Campaign, Channel, ChannelKind
from campaigns.turnout import CallerTurnout, ChannelTurnout, CheckpointTurnout, Count, SurveyTurnout, Turnout
from registrations.models import ENDED_STATES, Invitation, LinkVisit, Registration, SurveyAnswer

from .presence import Day, day_of

LINK_KINDS = (ChannelKind.LINK, ChannelKind.QR)


@dataclass(frozen=True)
class Rows:
    """The sets behind the figures, read once: registrations by what became of them."""

    registered: tuple[Registration, ...]
    confirmed: tuple[Registration, ...]
    arrived: tuple[Registration, ...]
    walk_ins: tuple[Registration, ...]
    no_shows: tuple[Registration, ...]
    waiting: tuple[Registration, ...]
    gave_up: tuple[Registration, ...]
    day: Day

    def registered_count(self, only: Callable[[Registration], bool] = lambda _row: True) -> Count:
        return _sum((row.held_cars or 0, row.held_people or 0) for row in self.registered if only(row))

    def confirmed_count(self, only: Callable[[Registration], bool] = lambda _row: True) -> Count:
        return _sum((row.confirmed_cars or 0, row.confirmed_people or 0) for row in self.confirmed if only(row))

    def arrived_count(self, only: Callable[[Registration], bool] = lambda _row: True) -> Count:
        return _sum(self.day.presence.most_standing(row.pk) for row in self.arrived if only(row))

    def confirmed_arrived_count(self) -> Count:
        """Of what was confirmed, what came: a party counts with at most the size it confirmed."""
        came = {row.pk: self.day.presence.most_standing(row.pk) for row in self.arrived}
        return _sum(
            (min(row.confirmed_cars or 0, came[row.pk][0]), min(row.confirmed_people or 0, came[row.pk][1]))
            for row in self.confirmed
            if row.pk in came
        )

    def walk_in_count(self) -> Count:
        return _sum(self.day.presence.most_standing(row.pk) for row in self.walk_ins)


def _sum(sizes: Iterable[tuple[int, int]]) -> Count:
    cars = people = 0
    for of_cars, of_people in sizes:
        cars, people = cars + of_cars, people + of_people
    return Count(cars, people)


def rows_of(campaign: Campaign, day: Day | None = None) -> Rows:
    """Read the campaign's registrations and its day; a bounded number of queries whatever the size."""
    day = day or day_of(campaign)
    everyone = list(Registration.objects.for_campaign(campaign).select_related("channel").in_arrival_order())
    seen = day.presence.arrived
    own = [row for row in everyone if not row.is_walk_in]
    return Rows(
        registered=tuple(row for row in own if row.held_people is not None),
        confirmed=tuple(row for row in own if row.confirmed_people is not None),
        arrived=tuple(row for row in own if row.pk in seen),
        walk_ins=tuple(row for row in everyone if row.is_walk_in),
        no_shows=tuple(row for row in own if row.state in ("held", "confirmed") and row.pk not in seen),
        waiting=tuple(row for row in own if row.state in ("waiting", "offered")),
        gave_up=tuple(
            row for row in own if row.held_people is not None and row.state in ENDED_STATES and row.pk not in seen
        ),
        day=day,
    )


def turnout_of(campaign: Campaign, rows: Rows | None = None) -> Turnout:
    """The funnel and its parts by channel, caller and checkpoint, as they are now."""
    rows = rows or rows_of(campaign)
    capacity = campaign.capacity
    invited, reached = invited_count(campaign), reached_count(campaign)
    return Turnout(
        target=Count(capacity.target_cars, capacity.target_people),
        limit=Count(capacity.limit_cars, capacity.limit_people),
        invited=invited,
        reached=reached,
        registered=rows.registered_count(),
        confirmed=rows.confirmed_count(),
        arrived=rows.arrived_count(),
        walk_ins=rows.walk_in_count(),
        no_shows=_sum((row.cars, row.people) for row in rows.no_shows),
        confirmed_arrived=rows.confirmed_arrived_count(),
        gave_up=_sum((row.held_cars or 0, row.held_people or 0) for row in rows.gave_up),
        gave_up_parties=len(rows.gave_up),
        waiting_left=_sum((row.cars, row.people) for row in rows.waiting),
        waiting_left_parties=len(rows.waiting),
        checkpoints=_by_checkpoint(rows.day),
        channels=_by_channel(campaign, rows),
        callers=_by_caller(campaign, rows),
        survey=_survey(campaign, rows),
    )


def invited_count(campaign: Campaign) -> int:
    """Owners we asked."""
    return Invitation.objects.for_campaign(campaign).count()


def reached_count(campaign: Campaign) -> int:
    """Owners we spoke to."""
    return Invitation.objects.for_campaign(campaign).reached().count()


def _by_checkpoint(day: Day) -> tuple[CheckpointTurnout, ...]:
    return tuple(
        CheckpointTurnout(
            stop_id=count.stop.pk,
            name=count.stop.name,
            expected=Count(count.expected_cars, count.expected_people),
            arrived=Count(count.arrived_cars, count.arrived_people),
        )
        for count in day.counts()
    )


def _by_channel(campaign: Campaign, rows: Rows) -> tuple[ChannelTurnout, ...]:
    """Every channel but the walk-ins'; last, where there are any, the parties whose channel nobody knows."""
    invitations = Invitation.objects.for_campaign(campaign)
    asked = _counted(invitations, "channel_id")
    reached = _counted(invitations.filter(pk__in=invitations.reached().values("pk")), "channel_id")
    visitors = _counted(LinkVisit.objects.filter(channel__campaign=campaign), "channel_id")
    found = []
    for channel in Channel.objects.filter(campaign=campaign).exclude(kind=ChannelKind.WALK_IN):
        came = _came_by(channel.pk)
        is_link = channel.kind in LINK_KINDS
        found.append(
            ChannelTurnout(
                channel_id=channel.pk,
                name=channel.name,
                kind=channel.kind,
                invited=visitors.get(channel.pk, 0) if is_link else asked.get(channel.pk, 0),
                reached=None if is_link else reached.get(channel.pk, 0),
                registered=rows.registered_count(came),
                confirmed=rows.confirmed_count(came),
                arrived=rows.arrived_count(came),
            )
        )
    if any(row.channel_id is None for row in (*rows.registered, *rows.arrived)) or asked.get(None):
        unknown = _came_by(None)
        found.append(
            ChannelTurnout(
                channel_id=None,
                name="",
                kind="",
                invited=asked.get(None, 0),
                reached=reached.get(None, 0),
                registered=rows.registered_count(unknown),
                confirmed=rows.confirmed_count(unknown),
                arrived=rows.arrived_count(unknown),
            )
        )
    return tuple(found)


def _came_by(channel_id: int | None) -> Callable[[Registration], bool]:
    return lambda row: row.channel_id == channel_id


def _counted(rows, of: str) -> dict[int | None, int]:
    """Rows per value of one column."""
    return dict(rows.order_by().values_list(of).annotate(n=RowCount("pk", distinct=True)))


def _by_caller(campaign: Campaign, rows: Rows) -> tuple[CallerTurnout, ...]:
    invitations = Invitation.objects.for_campaign(campaign)
    asked = _counted(invitations, "caller_id")
    reached = _counted(invitations.filter(pk__in=invitations.reached().values("pk")), "caller_id")
    became = dict(invitations.exclude(registration=None).values_list("registration_id", "caller_id"))
    found = []
    for staff_id in sorted(asked, key=lambda one: (one is None, one)):
        theirs = {registration for registration, caller in became.items() if caller == staff_id}
        rung = _rung(theirs)
        found.append(
            CallerTurnout(
                staff_id=staff_id,
                invited=asked[staff_id],
                reached=reached.get(staff_id, 0),
                registered=rows.registered_count(rung),
                confirmed=rows.confirmed_count(rung),
                arrived=rows.arrived_count(rung),
            )
        )
    return tuple(found)


def _rung(ids: set[int]) -> Callable[[Registration], bool]:
    return lambda row: row.pk in ids


def _survey(campaign: Campaign, rows: Rows) -> SurveyTurnout:
    answers = list(
        SurveyAnswer.objects.filter(registration__campaign=campaign).values("satisfaction", "recommend", "buy_again")
    )
    return SurveyTurnout(
        asked=len(rows.arrived) + len(rows.walk_ins),
        answered=len(answers),
        satisfaction=_tally(answer["satisfaction"] for answer in answers),
        recommend=_tally(answer["recommend"] for answer in answers),
        buy_again=_tally(answer["buy_again"] for answer in answers),
    )


def _tally(values: Iterable[int | None]) -> dict[int, int]:
    tally: dict[int, int] = {}
    for value in values:
        if value is not None:
            tally[value] = tally.get(value, 0) + 1
    return dict(sorted(tally.items(), reverse=True))
