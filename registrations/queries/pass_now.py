"""What a pass is now: its phase, what the owner may do, what the page leads with.

Rule: one table of campaign state × registration state says what the owner may do; the page and the tests read
it, the actions decide. An offer whose time is over is shown as expired, whether or not it was swept.
"""

import datetime as dt
import enum
from dataclasses import dataclass

from campaigns.models import Campaign
from campaigns.models import State as C
from registrations.models import Registration, ScanEvent
from registrations.models import RegistrationState as R
from registrations.presence import Party, Presence, Scan, Standing, fold

from .presence import SCAN_FIELDS
from .standing import takes_form


class Phase(enum.IntEnum):
    """报名、确认、出发、回家."""

    REGISTERED = 0
    CONFIRM = 1
    ROAD = 2
    HOME = 3


class Act(enum.StrEnum):
    ACCEPT = "accept"
    ANSWER = "answer"  # the survey
    ASK = "ask"  # ask for a change once all is fixed
    CANCEL = "cancel"
    CHANGE = "change"  # party, car, table
    CONFIRM = "confirm"
    DECLINE = "decline"
    LAST_DETAILS = "last_details"  # whom to ring, consents, undertaking: welcome until the start
    NOT_COMING = "not_coming"
    SAFE_HOME = "safe_home"


_EARLY = {Act.CHANGE, Act.LAST_DETAILS, Act.CANCEL}
_OFFER = {Act.ACCEPT, Act.DECLINE}
_FIXED = {Act.ASK, Act.LAST_DETAILS, Act.CANCEL}
_LIVE = {Act.NOT_COMING, Act.SAFE_HOME, Act.LAST_DETAILS}
_AFTER = {Act.SAFE_HOME, Act.ANSWER}

MAY: dict[str, dict[str, set[Act]]] = {
    C.INVITING: {R.WAITING: _EARLY, R.OFFERED: _OFFER, R.HELD: _EARLY, R.CONFIRMED: _EARLY},
    C.CONFIRMING: {R.WAITING: _EARLY, R.OFFERED: _OFFER, R.HELD: _EARLY | {Act.CONFIRM}, R.CONFIRMED: _EARLY},
    C.READY: {R.WAITING: {Act.CANCEL}, R.OFFERED: _OFFER, R.HELD: _FIXED, R.CONFIRMED: _FIXED},
    C.LIVE: {R.HELD: _LIVE, R.CONFIRMED: _LIVE},
    C.CLOSED: {R.HELD: _AFTER, R.CONFIRMED: _AFTER},
    C.REPORTED: {R.HELD: {Act.ANSWER}, R.CONFIRMED: {Act.ANSWER}},
    C.POSTPONED: {R.WAITING: {Act.CANCEL}, R.HELD: {Act.CANCEL}, R.CONFIRMED: {Act.CANCEL}},
}


@dataclass(frozen=True)
class PassNow:
    """`state` is the registration's state as it counts now; `phase` is None once the registration has ended."""

    registration: Registration
    campaign: Campaign
    state: str
    acts: frozenset[Act]
    phase: Phase | None

    @property
    def owes_undertaking(self) -> bool:
        """A driver whose answer is due: from the second confirmation on the pass asks for it until it is given."""
        party = self.registration
        is_due = self.phase in (Phase.CONFIRM, Phase.ROAD) and self.may(Act.LAST_DETAILS)
        return is_due and party.cars > 0 and party.undertaking_at is None

    @property
    def registers_again(self) -> bool:
        """Whether the link this party came by still takes a form, now that the registration has ended."""
        channel = self.registration.channel
        return self.has_ended and channel is not None and takes_form(self.campaign, channel)

    def may(self, act: str) -> bool:
        return act in self.acts

    @property
    def has_place(self) -> bool:
        return self.state in (R.HELD, R.CONFIRMED)

    @property
    def has_ended(self) -> bool:
        return self.state in (R.DECLINED, R.CANCELLED, R.RELEASED, R.EXPIRED)

    @property
    def shows_code(self) -> bool:
        """From the confirmation until the end of the event; before, the code is one tap away."""
        return self.has_place and self.phase == Phase.ROAD and self.campaign.state != C.POSTPONED


def pass_now(registration: Registration, at: dt.datetime) -> PassNow:
    campaign = registration.campaign
    state = registration.state
    offers_stand = campaign.state in (C.INVITING, C.CONFIRMING, C.READY)
    if state == R.OFFERED and not (offers_stand and registration.has_live_offer(at)):
        state = R.EXPIRED
    acts = set(MAY.get(campaign.state, {}).get(state, set()))
    if at >= campaign.safe_home_until:
        acts.discard(Act.SAFE_HOME)
    return PassNow(registration, campaign, state, frozenset(acts), _phase(campaign.state, state))


def _phase(campaign: str, state: str) -> Phase | None:
    if state in (R.WAITING, R.OFFERED):
        return Phase.REGISTERED
    if state not in (R.HELD, R.CONFIRMED):
        return None
    if campaign in (C.CLOSED, C.REPORTED):
        return Phase.HOME
    if campaign in (C.READY, C.LIVE) or (campaign == C.CONFIRMING and state == R.CONFIRMED):
        return Phase.ROAD
    return Phase.CONFIRM if campaign == C.CONFIRMING else Phase.REGISTERED


def presence_of(registration: Registration) -> Presence:
    """The fold over this party's own events: where it was counted, whether it said *not coming* or *safe home*."""
    rows = ScanEvent.objects.counted().filter(registration=registration).values_list(*SCAN_FIELDS)
    party = Party(registration.pk, registration.cars, registration.people)
    return fold([Scan(*row) for row in rows], {registration.pk: party})


def arrivals(registration: Registration, presence: Presence) -> dict[int, Standing]:
    """By checkpoint id."""
    return {
        checkpoint: here[registration.pk] for checkpoint, here in presence.standing.items() if registration.pk in here
    }
