"""A registration's verbs: every state × verb, places counted with each move, the same form twice."""

import datetime as dt

import pytest
from django.utils import timezone

from campaigns.models import Role, State
from registrations.actions import confirmation, registration, waitlist
from registrations.actions.let_in import let_in
from registrations.actions.moves import ALLOWED
from registrations.errors import (
    AlreadyRegistered,
    CampaignFull,
    KeyReused,
    NotRegistering,
    OfferExpired,
    ReasonNeeded,
    VerbRefused,
)
from registrations.models import How, Message, Places, Registration, RegistrationState
from tests.factories import make_campaign, make_party, make_registration, make_staff, register_party

pytestmark = pytest.mark.django_db


def taken(campaign) -> tuple[int, int, int]:
    places = Places.objects.get(campaign=campaign)
    return places.taken_cars, places.taken_people, places.waiting_count


@pytest.mark.parametrize(
    ("state", "result"),
    [("inviting", "held"), ("confirming", "confirmed"), ("ready", "waiting")],
)
def test_register_follows_the_campaign(state, result):
    campaign = make_campaign(state=state)

    made = register_party(campaign, people=3)

    assert made.state == result
    assert taken(campaign) == ((0, 0, 1) if result == "waiting" else (1, 3, 0))
    assert made.moves.get().verb == "register"


@pytest.mark.parametrize("state", ["draft", "approved", "live", "closed", "reported", "cancelled", "postponed"])
def test_register_is_refused_when_not_open(state):
    campaign = make_campaign(state=state)

    with pytest.raises(NotRegistering):
        register_party(campaign)

    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("read", "stands", "result"),
    [
        ("inviting", "confirming", "confirmed"),
        ("confirming", "inviting", "held"),
        ("confirming", "ready", "waiting"),
        ("ready", "confirming", "confirmed"),
    ],
)
def test_register_follows_a_move_made_after_the_state_was_read(monkeypatch, read, stands, result):
    campaign = make_campaign(state=stands)
    really = registration._what_stands

    def what_stood(campaign, *args):
        found = really(campaign, *args)
        campaign.state = read
        return found

    monkeypatch.setattr(registration, "_what_stands", what_stood)

    assert register_party(campaign, people=3).state == result
    assert taken(campaign) == ((0, 0, 1) if result == "waiting" else (1, 3, 0))


@pytest.mark.parametrize("state", [State.INVITING, State.CONFIRMING])
def test_a_form_after_the_links_deadline_joins_the_list_while_a_caller_still_registers(state):
    campaign = make_campaign(state=state, limit=(2, 4), registration_closes_at=timezone.now())

    first = register_party(campaign, people=2)
    assert first.state == "offered"  # a place was free, and went down the list at once
    assert list(first.messages.filter(withdrawn_at=None).values_list("kind", flat=True)) == ["offer"]
    assert register_party(campaign, people=1, how=How.CALL).state in ("held", "confirmed")
    assert register_party(campaign, people=1).state == "waiting"


def test_a_form_of_a_settled_campaign_waits_although_a_place_is_free():
    assert register_party(make_campaign(state=State.READY)).state == "waiting"


@pytest.mark.parametrize(("limit", "people"), [((0, 9), 2), ((9, 1), 2)])
def test_register_waits_when_either_lane_is_full(limit, people):
    campaign = make_campaign(state=State.INVITING, limit=limit)

    assert register_party(campaign, people=people).state == "waiting"
    assert taken(campaign) == (0, 0, 1)


def test_ride_along_takes_no_car():
    campaign = make_campaign(state=State.INVITING, limit=(0, 5))

    made = register_party(campaign, people=2, plate_state="rides_along", plate="")

    assert (made.state, made.cars) == ("held", 0)
    assert taken(campaign) == (0, 2, 0)


def test_same_key_gives_same_registration_and_other_content_is_noticed():
    campaign = make_campaign(state=State.INVITING)
    party = make_party(2)
    first = registration.register(campaign=campaign, party=party, key="k" * 43)
    again = registration.register(campaign=campaign, party=party, key="k" * 43)

    assert first.is_new and not again.is_new
    assert first.registration.pk == again.registration.pk
    with pytest.raises(KeyReused) as refused:
        registration.register(campaign=campaign, party=make_party(4, phone=party.phone), key="k" * 43)
    assert refused.value.registration.pk == first.registration.pk
    assert taken(campaign) == (1, 2, 0)


def test_same_phone_is_refused_while_live_and_welcome_after_the_end():
    campaign = make_campaign(state=State.INVITING)
    party = make_party(2)
    first = registration.register(campaign=campaign, party=party).registration
    with pytest.raises(AlreadyRegistered):
        registration.register(campaign=campaign, party=party)
    registration.cancel(registration=first, how=How.PASS)

    second = registration.register(campaign=campaign, party=party).registration

    assert second.pk != first.pk
    assert taken(campaign) == (1, 2, 0)


VERBS = {
    "offer_place": lambda party, staff: waitlist.offer_place(registration=party, by=staff),
    "accept": lambda party, staff: waitlist.accept(registration=party, how=How.PASS),
    "decline": lambda party, staff: waitlist.decline(registration=party, how=How.PASS),
    "cancel": lambda party, staff: registration.cancel(registration=party, how=How.PASS),
    "confirm": lambda party, staff: confirmation.confirm(registration=party, how=How.PASS),
    "release": lambda party, staff: confirmation.release(registration=party, by=staff),
    "reinstate": lambda party, staff: registration.reinstate(registration=party, by=staff, why="asked again"),
    "let_in": lambda party, staff: let_in(registration=party, by=staff),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", RegistrationState.values)
def test_every_state_and_verb(state, verb):
    campaign = make_campaign(state=State.CONFIRMING)
    staff = make_staff(campaign.club, Role.PLANNER)
    party = make_registration(campaign, state=state)
    before = taken(campaign)

    if state in ALLOWED[verb][0]:
        VERBS[verb](party, staff)
        party.refresh_from_db()
        assert party.state in ALLOWED[verb][1]
        assert party.moves.get().verb == verb
    else:
        with pytest.raises(VerbRefused):
            VERBS[verb](party, staff)
        party.refresh_from_db()
        assert party.state == state
        assert taken(campaign) == before
    holding = Registration.objects.for_campaign(campaign).with_place()
    waiting = Registration.objects.for_campaign(campaign).waiting()
    assert taken(campaign) == (len(holding), 2 * len(holding), len(waiting))


def test_larger_party_that_does_not_fit_keeps_its_size():
    campaign = make_campaign(state=State.CONFIRMING, limit=(5, 4))
    party = make_registration(campaign, people=2)
    make_registration(campaign, people=1)

    with pytest.raises(CampaignFull):
        confirmation.confirm(registration=party, how=How.PASS, adults=4)

    party.refresh_from_db()
    assert (party.state, party.people) == ("held", 2)
    assert taken(campaign) == (2, 3, 0)


def test_smaller_party_frees_the_difference_for_the_queue():
    campaign = make_campaign(state=State.INVITING, limit=(5, 4))
    party = make_registration(campaign, people=4)
    waiting = make_registration(campaign, state="waiting", people=2)

    registration.change_party(registration=party, adults=2, children=0, how=How.PASS)

    waiting.refresh_from_db()
    assert waiting.state == "offered"
    assert taken(campaign) == (2, 4, 0)
    assert Message.objects.filter(registration=waiting, kind="offer").count() == 1


def test_freed_place_passes_over_who_does_not_fit_but_never_under_strict_order():
    for policy, states in (("first_fit", ["waiting", "offered"]), ("strict", ["waiting", "waiting"])):
        campaign = make_campaign(state=State.INVITING, limit=(5, 6), waiting_policy=policy)
        leaving = make_registration(campaign, people=2)
        make_registration(campaign, people=4)
        head = make_registration(campaign, state="waiting", people=3)
        second = make_registration(campaign, state="waiting", people=2)

        registration.cancel(registration=leaving, how=How.PASS)

        head.refresh_from_db()
        second.refresh_from_db()
        assert [head.state, second.state] == states
        told = Message.objects.filter(registration=head, kind="passed_over")
        assert [one.facts["free"] for one in told] == ([2] if policy == "first_fit" else [])


def test_nobody_registers_past_a_waiting_head_under_strict_order():
    campaign = make_campaign(state=State.INVITING, limit=(5, 6), waiting_policy="strict")
    make_registration(campaign, people=4)
    make_registration(campaign, state="waiting", people=3)

    assert register_party(campaign, people=1).state == "waiting"


def test_expired_offer_is_inert_and_goes_on():
    campaign = make_campaign(state=State.INVITING, limit=(1, 2))
    late = make_registration(campaign, state="offered", people=2)
    after = make_registration(campaign, state="waiting", people=2)
    at = late.offer_expires_at + dt.timedelta(seconds=1)

    with pytest.raises(OfferExpired):
        waitlist.accept(registration=late, how=How.PASS, at=at)

    late.refresh_from_db()
    after.refresh_from_db()
    assert (late.state, after.state) == ("expired", "offered")


def test_offer_ends_in_waking_hours():
    campaign = make_campaign(state=State.INVITING)
    start = campaign.starts_at
    for hours_before in range(1, 24 * 15):
        at = start - dt.timedelta(hours=hours_before)
        ends = campaign.local(waitlist.offer_end(campaign, at))
        assert at < ends <= start
        assert ends == start or dt.time(9) <= ends.time() <= dt.time(21)


def test_walk_in_raises_over():
    campaign = make_campaign(state=State.LIVE, limit=(1, 2))
    make_registration(campaign, state="confirmed", people=2)
    host = make_staff(campaign.club, Role.HOST)

    made = registration.walk_in(campaign=campaign, party=make_party(3), by=host, at=timezone.now())

    places = Places.objects.get(campaign=campaign)
    assert (made.state, made.is_walk_in) == ("confirmed", True)
    assert (places.cars_over, places.people_over) == (1, 3)


def test_party_let_in_without_a_place_raises_over_and_leaves_the_queue():
    campaign = make_campaign(state=State.LIVE, limit=(1, 2))
    make_registration(campaign, state="confirmed", people=2, car_number=1)
    waiting = make_registration(campaign, state="waiting", people=3)
    host = make_staff(campaign.club, Role.HOST)

    made = let_in(registration=waiting, by=host)

    places = Places.objects.get(campaign=campaign)
    assert (made.state, made.car_number, made.is_walk_in) == ("confirmed", 2, True)
    assert (places.cars_over, places.people_over, places.waiting_count) == (1, 3, 0)
    assert not Message.objects.unsent().exists()


def test_party_whose_phone_came_back_is_not_let_in_twice():
    campaign = make_campaign(state=State.LIVE)
    ended = make_registration(campaign, state="cancelled")
    make_registration(campaign, state="confirmed", phone=ended.phone)

    with pytest.raises(AlreadyRegistered):
        let_in(registration=ended, by=make_staff(campaign.club, Role.HOST))


def test_offer_past_the_head_of_a_strict_queue_needs_a_reason():
    campaign = make_campaign(state=State.CONFIRMING, waiting_policy="strict")
    Places.objects.filter(campaign=campaign).update(is_strict=True)
    head, second = make_registration(campaign, state="waiting"), make_registration(campaign, state="waiting")
    staff = make_staff(campaign.club, Role.PLANNER)
    with pytest.raises(ReasonNeeded, match="1"):
        waitlist.offer_place(registration=second, by=staff)

    waitlist.offer_place(registration=second, by=staff, exception_reason="head wants to wait")
    waitlist.offer_place(registration=head, by=staff)

    second.refresh_from_db()
    assert second.state == "offered"
    assert second.moves.get(verb="offer_place").why == "head wants to wait"


def test_first_that_fits_may_be_offered_by_hand_past_others():
    campaign = make_campaign(state=State.CONFIRMING, waiting_policy="first_fit")
    make_registration(campaign, state="waiting")
    second = make_registration(campaign, state="waiting")

    assert waitlist.offer_place(registration=second, by=make_staff(campaign.club)).state == "offered"


@pytest.mark.parametrize("heard", [True, False])
def test_reinstated_party_hears_of_it_only_if_it_heard_of_the_release(heard):
    campaign = make_campaign(state=State.CONFIRMING)
    party, staff = make_registration(campaign, state="held"), make_staff(campaign.club)
    confirmation.release(registration=party, by=staff)
    if heard:
        Message.objects.update(sent_at=timezone.now())
    registration.reinstate(registration=party, by=staff, why="called late")

    assert list(Message.objects.unsent().values_list("kind", flat=True)) == (["reinstated"] if heard else [])


def test_reinstate_needs_a_reason_and_a_place():
    campaign = make_campaign(state=State.CONFIRMING, limit=(1, 2))
    ended = make_registration(campaign, state="released", people=2)
    make_registration(campaign, state="confirmed", people=2)
    staff = make_staff(campaign.club)

    with pytest.raises(ReasonNeeded):
        registration.reinstate(registration=ended, by=staff, why="")
    with pytest.raises(CampaignFull):
        registration.reinstate(registration=ended, by=staff, why="rang back")
    registration.reinstate(registration=ended, by=staff, why="rang back", exception_reason="one more seat")

    ended.refresh_from_db()
    assert ended.state == "confirmed"
    assert Places.objects.get(campaign=campaign).over_people == 2
