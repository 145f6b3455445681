"""Taking a call back: as it was before, with the consequences of what cannot be."""

import datetime as dt

import pytest

from campaigns.models import State
from registrations.actions.call_undo import undo_call
from registrations.actions.life import start_confirming
from registrations.actions.message import tick_off
from registrations.actions.waitlist import accept
from registrations.errors import UndoRefused
from registrations.models import CallAttempt, Message, Outcome, Owner, Places, Registration
from tests.factories import make_invitation, make_owner, make_registration
from tests.registrations.test_calling import NOW, desk, record_confirmation_call, ring

pytestmark = pytest.mark.django_db
SOON = NOW + dt.timedelta(seconds=10)


def taken(campaign) -> tuple[int, int, int]:
    places = Places.objects.get(campaign=campaign)
    return places.taken_cars, places.taken_people, places.waiting_count


@pytest.mark.parametrize("outcome", Outcome.values)
def test_every_first_call_can_be_taken_back(outcome):
    campaign, caller = desk()
    invitation = make_invitation(campaign, state="call_back", next_call_at=NOW, no_answer_count=2)
    attempt = ring(invitation, outcome, caller)
    undo_call(attempt=attempt, by=caller, at=SOON)

    invitation.refresh_from_db()
    assert (invitation.state, invitation.next_call_at, invitation.no_answer_count) == ("call_back", NOW, 2)
    assert invitation.registration is None
    assert not invitation.owner.do_not_call
    assert CallAttempt.objects.get().undone_at == SOON
    assert taken(campaign) == (0, 0, 0)


def test_undone_yes_is_a_cancellation_nobody_hears_of_within_seconds():
    campaign, caller = desk()
    attempt = ring(make_invitation(campaign), Outcome.YES, caller)
    undone = undo_call(attempt=attempt, by=caller, at=SOON)

    assert undone.cancelled is not None
    assert Registration.objects.get().state == "cancelled"
    assert not Message.objects.unsent().exists()


def test_undone_yes_the_owner_was_told_of_is_told_too():
    campaign, caller = desk()
    attempt = ring(make_invitation(campaign), Outcome.YES, caller)
    later = NOW + dt.timedelta(minutes=5)
    tick_off(campaign=campaign, messages=Message.objects.all(), by=caller, at=later)
    undo_call(attempt=attempt, by=caller, at=later)

    assert [message.kind for message in Message.objects.unsent()] == ["cancelled"]


def test_undone_yes_that_moves_the_queue_says_whom_the_place_is_offered_to():
    campaign, caller = desk(limit=(1, 4))
    attempt = ring(make_invitation(campaign), Outcome.YES, caller)
    waiting = make_registration(campaign, "waiting")
    undone = undo_call(attempt=attempt, by=caller, at=SOON)

    assert undone.offered == [waiting]
    assert taken(campaign) == (1, 2, 0)


def confirming_party(**fields):
    campaign, caller = desk(State.INVITING, limit=fields.pop("limit", (5, 10)))
    party = make_registration(campaign, "held", people=3, **fields)
    start_confirming(campaign=campaign, by=caller, at=NOW - dt.timedelta(days=1))
    return campaign, caller, party


def owner_of(party: Registration, **fields) -> Owner:
    party.owner = make_owner(party.campaign.club, **fields)
    party.save()
    return party.owner


@pytest.mark.parametrize("outcome", [one for one in Outcome if one != Outcome.CALL_BACK])
def test_every_second_call_can_be_taken_back(outcome):
    campaign, caller, party = confirming_party()
    owner = owner_of(party)
    attempt = record_confirmation_call(registration=party, outcome=outcome, by=caller, at=NOW)
    undo_call(attempt=attempt, by=caller, at=SOON)

    party.refresh_from_db()
    owner.refresh_from_db()
    assert not owner.do_not_call
    assert (party.state, party.people, party.confirmed_people) == ("held", 3, None)
    assert taken(campaign) == (1, 3, 0)
    assert [message.kind for message in Message.objects.unsent()] == ["confirm_reminder"]


def test_undone_change_gives_the_old_number_back_while_it_fits():
    campaign, caller, party = confirming_party()
    attempt = record_confirmation_call(registration=party, outcome=Outcome.YES, by=caller, adults=1, children=1, at=NOW)
    undo_call(attempt=attempt, by=caller, at=SOON)

    party.refresh_from_db()
    assert (party.state, party.adults, party.children) == ("held", 3, 0)
    assert taken(campaign) == (1, 3, 0)


def no_or_fewer(smaller: bool):
    """A call after which the only party waiting is offered what fell free."""
    campaign, caller, party = confirming_party(limit=(2, 3))
    waiting = make_registration(campaign, "waiting", people=2 if smaller else 3)
    said = {"outcome": Outcome.YES, "adults": 1, "children": 0} if smaller else {"outcome": Outcome.NO}
    attempt = record_confirmation_call(registration=party, by=caller, at=NOW, **said)
    waiting.refresh_from_db()
    assert waiting.state == "offered"
    return campaign, caller, party, waiting, attempt


@pytest.mark.parametrize("smaller", [True, False])
def test_place_offered_on_comes_back_while_nobody_was_told(smaller):
    campaign, caller, party, waiting, attempt = no_or_fewer(smaller)
    turn = waiting.queued_at
    undo_call(attempt=attempt, by=caller, at=SOON)

    party.refresh_from_db()
    waiting.refresh_from_db()
    assert (party.state, party.people, party.confirmed_people) == ("held", 3, None)
    assert (waiting.state, waiting.queued_at, waiting.offer_expires_at) == ("waiting", turn, None)
    assert taken(campaign) == (1, 3, 1)
    assert [message.kind for message in Message.objects.unsent()] == ["confirm_reminder"]


@pytest.mark.parametrize("smaller", [True, False])
@pytest.mark.parametrize("how", ["told", "accepted"])
def test_place_that_has_gone_on_is_not_taken_from_the_next_party(smaller, how):
    campaign, caller, _party, waiting, attempt = no_or_fewer(smaller)
    if how == "told":
        offer = Message.objects.filter(kind="offer")
        assert tick_off(campaign=campaign, messages=offer, by=caller, at=NOW + dt.timedelta(seconds=20))
    else:
        accept(registration=waiting, how="pass", at=SOON)
    before = taken(campaign)
    with pytest.raises(UndoRefused):
        undo_call(attempt=attempt, by=caller, at=NOW + dt.timedelta(minutes=1))

    waiting.refresh_from_db()
    assert waiting.state == ("offered" if how == "told" else "confirmed")
    assert taken(campaign) == before
    assert CallAttempt.objects.get().undone_at is None


def test_only_the_last_call_and_only_once():
    campaign, caller = desk()
    invitation = make_invitation(campaign)
    first = ring(invitation, Outcome.NO_ANSWER, caller)
    second = ring(invitation, Outcome.NO, caller, NOW + dt.timedelta(hours=3))
    with pytest.raises(UndoRefused):
        undo_call(attempt=first, by=caller, at=SOON)
    undo_call(attempt=second, by=caller, at=SOON)
    with pytest.raises(UndoRefused):
        undo_call(attempt=second, by=caller, at=SOON)
    undo_call(attempt=first, by=caller, at=SOON)

    invitation.refresh_from_db()
    assert (invitation.state, invitation.no_answer_count) == ("to_call", 0)


def test_confirmation_changed_since_is_left_alone():
    campaign, caller, party = confirming_party()
    attempt = record_confirmation_call(registration=party, outcome=Outcome.NO, by=caller, at=NOW)
    Registration.objects.update(state="released")
    with pytest.raises(UndoRefused):
        undo_call(attempt=attempt, by=caller, at=SOON)


def test_undone_do_not_call_leaves_an_owner_alone_who_had_asked_before():
    _campaign, caller, party = confirming_party()
    owner = owner_of(party, do_not_call=True)
    attempt = record_confirmation_call(registration=party, outcome=Outcome.DO_NOT_CALL, by=caller, at=NOW)
    undo_call(attempt=attempt, by=caller, at=SOON)

    owner.refresh_from_db()
    assert owner.do_not_call
