"""Calls of both stages: every state and outcome, what a yes makes, who may not be rung."""

import datetime as dt

import pytest

from campaigns.models import Record, Role, State
from registrations.actions.calling import record_call, record_confirmation_call, within_call_hours
from registrations.actions.invitation import invitable
from registrations.errors import CallRefused, CampaignFull, RegistrationError
from registrations.looks.call_words import told
from registrations.models import Invitation, InvitationState, Outcome, Owner, Places, Registration, RegistrationState
from registrations.party import PartyDetails
from registrations.queries.call_list import first_invitations, second_confirmations
from tests.factories import (
    make_campaign,
    make_channel,
    make_invitation,
    make_owner,
    make_registration,
    make_staff,
)

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 10, 12, 3, 0, tzinfo=dt.UTC)  # 11:00 in Shanghai


def desk(state: str = State.INVITING, limit: tuple[int, int] = (50, 130)):
    campaign = make_campaign(state=state, limit=limit, starts_at=NOW + dt.timedelta(days=20))
    return campaign, make_staff(campaign.club, Role.CALLER)


def party_of(invitation: Invitation, adults: int = 2, children: int = 0) -> PartyDetails:
    owner = invitation.owner
    return PartyDetails(name=owner.name, phone=owner.phone, adults=adults, children=children, plate="湘A12345")


def ring(invitation: Invitation, outcome: str, by, at: dt.datetime = NOW, **fields):
    if outcome == Outcome.YES:
        fields.setdefault("party", party_of(invitation))
    if outcome == Outcome.CALL_BACK:
        fields.setdefault("next_call_at", at + dt.timedelta(hours=3))
    return record_call(invitation=invitation, outcome=outcome, by=by, at=at, **fields)


AFTER = {
    Outcome.YES: InvitationState.YES,
    Outcome.NO: InvitationState.NO,
    Outcome.CALL_BACK: InvitationState.CALL_BACK,
    Outcome.WRONG_NUMBER: InvitationState.WRONG_NUMBER,
    Outcome.DO_NOT_CALL: InvitationState.DO_NOT_CALL,
}


@pytest.mark.parametrize("outcome", Outcome.values)
@pytest.mark.parametrize("state", InvitationState.values)
def test_every_state_and_outcome_of_stage_one(state, outcome):
    campaign, caller = desk()
    invitation = make_invitation(campaign, state=state)
    if state == InvitationState.DO_NOT_CALL:
        Owner.objects.update(do_not_call=True)
    if state == InvitationState.YES:
        invitation.registration = make_registration(campaign, "held", phone=invitation.owner.phone)
        invitation.save()

    if state in (InvitationState.DO_NOT_CALL, InvitationState.YES):
        with pytest.raises(CallRefused):
            ring(invitation, outcome, caller)
        invitation.refresh_from_db()
        assert invitation.state == state
        assert not invitation.attempts.exists()
        return
    ring(invitation, outcome, caller)
    invitation.refresh_from_db()
    kept = InvitationState.CALL_BACK if state == InvitationState.CALL_BACK else InvitationState.TO_CALL
    assert invitation.state == AFTER.get(outcome, kept)
    assert invitation.attempts.get().outcome == outcome
    assert Record.objects.filter(verb="call").count() == 1
    assert Registration.objects.count() == (1 if outcome == Outcome.YES else 0)


def test_yes_registers_the_party_in_the_same_step_by_the_phone_channel():
    campaign, caller = desk()
    channel = make_channel(campaign, kind="phone")
    invitation = make_invitation(campaign, channel=channel)
    attempt = ring(invitation, Outcome.YES, caller, party=party_of(invitation, 2, 1))

    made = attempt.made
    assert (made.state, made.people, made.cars, made.channel, made.owner) == ("held", 3, 1, channel, invitation.owner)
    assert made.registered_by == caller
    assert made.moves.get().how == "call"
    assert Places.objects.get(campaign=campaign).taken_people == 3
    assert Invitation.objects.get().registration == made


def test_yes_while_confirming_is_confirmed_by_that_act():
    campaign, caller = desk(State.CONFIRMING)

    assert ring(make_invitation(campaign), Outcome.YES, caller).made.state == RegistrationState.CONFIRMED


def test_yes_when_full_joins_the_waiting_list():
    campaign, caller = desk(limit=(1, 2))
    make_registration(campaign, "held")
    attempt = ring(make_invitation(campaign), Outcome.YES, caller)

    assert attempt.made.state == RegistrationState.WAITING
    assert Places.objects.get().waiting_count == 1


def test_yes_without_a_party_or_for_a_registered_number_changes_nothing():
    campaign, caller = desk()
    invitation = make_invitation(campaign)
    with pytest.raises(CallRefused):
        record_call(invitation=invitation, outcome=Outcome.YES, by=caller, at=NOW)
    make_registration(campaign, "held", phone=invitation.owner.phone)
    with pytest.raises(RegistrationError):
        ring(invitation, Outcome.YES, caller)

    invitation.refresh_from_db()
    assert invitation.state == InvitationState.TO_CALL
    assert not invitation.attempts.exists()
    assert Registration.objects.count() == 1


def test_third_no_answer_is_unreachable():
    campaign, caller = desk()
    invitation = make_invitation(campaign)
    states = []
    for hours in (0, 3, 6):
        ring(invitation, Outcome.NO_ANSWER, caller, NOW + dt.timedelta(hours=hours))
        invitation.refresh_from_db()
        states.append((invitation.state, invitation.next_call_at is None))

    assert states == [("to_call", False), ("to_call", False), ("unreachable", True)]


def test_no_answer_is_tried_again_within_call_hours():
    campaign, caller = desk()
    invitation = make_invitation(campaign)
    ring(invitation, Outcome.NO_ANSWER, caller, NOW + dt.timedelta(hours=9))  # 20:00 in Shanghai
    invitation.refresh_from_db()

    assert campaign.local(invitation.next_call_at).strftime("%m-%d %H:%M") == "10-13 09:00"
    early = dt.datetime(2026, 10, 12, 22, 0, tzinfo=dt.UTC)  # 06:00 in Shanghai
    assert campaign.local(within_call_hours(campaign, early)).strftime("%m-%d %H:%M") == "10-13 09:00"


@pytest.mark.parametrize("hours", [None, -1, 0])
def test_call_back_needs_a_time_that_lies_ahead(hours):
    campaign, caller = desk()
    when = None if hours is None else NOW + dt.timedelta(hours=hours)
    with pytest.raises(CallRefused):
        ring(make_invitation(campaign), Outcome.CALL_BACK, caller, next_call_at=when)


def test_do_not_call_holds_for_every_campaign_of_the_club():
    campaign, caller = desk()
    other = make_campaign(club=campaign.club, state=State.INVITING)
    owner = make_owner(campaign.club)
    make_invitation(other, owner)
    ring(make_invitation(campaign, owner), Outcome.DO_NOT_CALL, caller)

    owner.refresh_from_db()
    assert owner.do_not_call
    assert not first_invitations(other, caller, NOW).exists()
    assert owner not in invitable(make_campaign(club=campaign.club, state=State.INVITING))


@pytest.mark.parametrize("state", [State.DRAFT, State.APPROVED, State.READY, State.LIVE, State.CLOSED, State.POSTPONED])
def test_first_invitations_are_not_called_outside_their_stage(state):
    campaign, caller = desk(state)
    with pytest.raises(CallRefused):
        ring(make_invitation(campaign), Outcome.NO, caller)


def test_agreed_times_come_first_once_they_are_due():
    campaign, caller = desk()
    plain = make_invitation(campaign)
    mine = make_invitation(campaign, caller=caller)
    due = make_invitation(campaign, state="call_back", next_call_at=NOW - dt.timedelta(minutes=1))
    make_invitation(campaign, state="call_back", next_call_at=NOW + dt.timedelta(minutes=1))
    make_registration(campaign, "held", phone=make_invitation(campaign).owner.phone)
    make_invitation(campaign, make_owner(campaign.club, do_not_call=True))

    assert list(first_invitations(campaign, caller, NOW)) == [due, mine, plain]


# --- Stage two -------------------------------------------------------------------------------------------

STANDS = {
    Outcome.YES: RegistrationState.CONFIRMED,
    Outcome.NO: RegistrationState.CANCELLED,
    Outcome.CALL_BACK: RegistrationState.HELD,
    Outcome.NO_ANSWER: RegistrationState.HELD,
    Outcome.WRONG_NUMBER: RegistrationState.HELD,
    Outcome.DO_NOT_CALL: RegistrationState.HELD,
}


@pytest.mark.parametrize("outcome", Outcome.values)
@pytest.mark.parametrize("state", RegistrationState.values)
def test_every_state_and_outcome_of_stage_two(state, outcome):
    campaign, caller = desk(State.CONFIRMING)
    party = make_registration(campaign, state)
    again = NOW + dt.timedelta(hours=2) if outcome == Outcome.CALL_BACK else None

    if state != RegistrationState.HELD:
        with pytest.raises(CallRefused):
            record_confirmation_call(registration=party, outcome=outcome, by=caller, next_call_at=again, at=NOW)
        party.refresh_from_db()
        assert party.state == state
        return
    record_confirmation_call(registration=party, outcome=outcome, by=caller, next_call_at=again, at=NOW)
    party.refresh_from_db()
    assert party.state == STANDS[outcome]
    assert party.call_attempts.get().outcome == outcome


def test_coming_with_another_number_frees_or_takes_only_the_difference():
    campaign, caller = desk(State.CONFIRMING, limit=(5, 5))
    party = make_registration(campaign, "held", people=3)
    waiting = make_registration(campaign, "waiting", people=3)
    record_confirmation_call(registration=party, outcome=Outcome.YES, by=caller, adults=2, children=0, at=NOW)

    party.refresh_from_db()
    waiting.refresh_from_db()
    assert (party.state, party.people) == ("confirmed", 2)
    assert waiting.state == "offered"


def test_larger_party_that_does_not_fit_stays_as_it_was_and_unasked():
    campaign, caller = desk(State.CONFIRMING, limit=(2, 3))
    party = make_registration(campaign, "held", people=3)
    with pytest.raises(CampaignFull):
        record_confirmation_call(registration=party, outcome=Outcome.YES, by=caller, adults=5, children=0, at=NOW)

    party.refresh_from_db()
    assert (party.state, party.people) == ("held", 3)
    assert not party.call_attempts.exists()


def test_confirmations_leave_the_list_answered_later_or_with_a_wrong_number():
    campaign, caller = desk(State.CONFIRMING)
    parties = [make_registration(campaign, "held") for _party in range(4)]
    record_confirmation_call(registration=parties[0], outcome=Outcome.WRONG_NUMBER, by=caller, at=NOW)
    record_confirmation_call(registration=parties[1], outcome=Outcome.NO_ANSWER, by=caller, at=NOW)
    record_confirmation_call(registration=parties[2], outcome=Outcome.YES, by=caller, at=NOW)

    assert list(second_confirmations(campaign, caller, NOW)) == [parties[3]]
    assert list(second_confirmations(campaign, caller, NOW + dt.timedelta(hours=3))) == [parties[3], parties[1]]


def test_do_not_call_in_stage_two_leaves_the_place_and_every_list():
    campaign, caller = desk(State.CONFIRMING)
    owner = make_owner(campaign.club)
    party, without_owner = make_registration(campaign, "held", owner=owner), make_registration(campaign, "held")
    for one in (party, without_owner):
        record_confirmation_call(registration=one, outcome=Outcome.DO_NOT_CALL, by=caller, at=NOW)
    other = make_campaign(club=campaign.club, state=State.CONFIRMING)
    make_registration(other, "held", owner=owner)

    owner.refresh_from_db()
    assert owner.do_not_call
    assert not second_confirmations(campaign, caller, NOW).exists()
    assert not second_confirmations(other, caller, NOW).exists()
    assert set(Registration.objects.for_campaign(campaign).undecided()) == {party, without_owner}


def test_no_answer_is_tried_again_before_the_deadline():
    campaign, caller = desk(State.CONFIRMING)
    deadline = NOW + dt.timedelta(hours=1)
    type(campaign).objects.filter(pk=campaign.pk).update(confirm_by=deadline)
    campaign.refresh_from_db()
    party = make_registration(campaign, "held")

    attempt = record_confirmation_call(registration=party, outcome=Outcome.NO_ANSWER, by=caller, at=NOW)

    assert attempt.next_call_at == NOW + dt.timedelta(minutes=30)


def test_attempt_names_the_party_as_it_is_after_the_call():
    campaign, caller = desk(State.CONFIRMING)
    party = make_registration(campaign, "held", people=5)

    attempt = record_confirmation_call(registration=party, outcome=Outcome.YES, by=caller, adults=4, children=0, at=NOW)

    assert (attempt.registration.people, attempt.registration.state) == (4, "confirmed")
    assert "4 位" in str(told(attempt)) and "5 位" not in str(told(attempt))
