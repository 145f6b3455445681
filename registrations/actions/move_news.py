"""What owners hear of a campaign's move: postponed, new dates, cancelled, or no longer asked.

Promises: one message for each party. What it had not heard before the move no longer holds and is withdrawn, but for a
link it asked for; the caller is in the move's transaction. Refuses nothing.
"""

import datetime as dt
from collections.abc import Callable

from campaigns.models import Campaign, State
from registrations.models import ENDED_STATES, Message, MessageKind, Registration, RegistrationState
from registrations.models.registration import RegistrationQuerySet

from .outbox import tell, withdraw_for_all

OUTDATED = set(MessageKind.values) - {MessageKind.PASS_LINK}


def stop_asking(campaign: Campaign, *, at: dt.datetime) -> None:
    """The second confirmation stops: reminders that have not gone out are withdrawn."""
    withdraw_for_all(registrations=_live_in(campaign), kinds=[MessageKind.CONFIRM_REMINDER], at=at)


def tell_postponed(campaign: Campaign, *, at: dt.datetime) -> None:
    _tell_only(_live_in(campaign), lambda party: MessageKind.POSTPONED, at)


def tell_new_dates(campaign: Campaign, *, at: dt.datetime) -> None:
    """Whoever holds a place and is to confirm is asked in the same message."""

    def kind_for(party: Registration) -> MessageKind:
        asks = campaign.state == State.CONFIRMING and party.state == RegistrationState.HELD
        return MessageKind.CONFIRM_REMINDER if asks else MessageKind.NEW_DATES

    _tell_only(_live_in(campaign), kind_for, at, facts={"new_dates": True})


def tell_cancelled(campaign: Campaign, *, at: dt.datetime) -> None:
    """Whoever lost a place and has not heard of it hears only that the campaign is off."""
    lost = Message.objects.unsent().filter(kind__in=[MessageKind.RELEASED, MessageKind.OFFER_EXPIRED])
    unheard = Registration.objects.for_campaign(campaign).filter(
        state__in=ENDED_STATES, pk__in=lost.values("registration")
    )
    for parties in (unheard, _live_in(campaign)):
        _tell_only(parties, lambda party: MessageKind.CAMPAIGN_CANCELLED, at)


def _live_in(campaign: Campaign) -> RegistrationQuerySet:
    return Registration.objects.for_campaign(campaign).live()


def _tell_only(
    registrations: RegistrationQuerySet,
    kind_for: Callable[[Registration], MessageKind],
    at: dt.datetime,
    facts: dict[str, bool] | None = None,
) -> None:
    parties = list(registrations)
    withdraw_for_all(registrations=registrations, kinds=OUTDATED, at=at)
    for party in parties:
        tell(registration=party, kind=kind_for(party), at=at, facts=facts)
