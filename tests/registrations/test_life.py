"""A campaign's moves: every state × verb, what each needs, what the clock does, what people hear of it."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.actions import life as plan_life
from campaigns.errors import CampaignError, MoveRefused, ReasonNeeded
from campaigns.foundation.dots import breakable
from campaigns.models import Campaign, CampaignMove, Role, State
from registrations.actions import life
from registrations.actions.life import (
    back_to_inviting,
    cancel_campaign,
    make_ready,
    postpone,
    resume,
    start_confirming,
)
from registrations.actions.outbox import tell
from registrations.messages import compose
from registrations.models import Accepts, Message, Places
from tests.factories import make_campaign, make_club, make_registration, make_staff, make_stop

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 4, 0, tzinfo=dt.UTC)

DOORS = {
    "approve": plan_life.approve,
    "return_to_draft": plan_life.return_to_draft,
    "open_inviting": life.open_inviting,
    "start_confirming": life.start_confirming,
    "back_to_inviting": life.back_to_inviting,
    "make_ready": life.make_ready,
    "back_to_confirming": life.back_to_confirming,
    "go_live": life.go_live,
    "close": life.close,
    "postpone": life.postpone,
    "cancel_campaign": life.cancel_campaign,
}


def prepared(state: str) -> Campaign:
    campaign = make_campaign(state=state)
    make_stop(campaign)
    return campaign


@pytest.mark.parametrize("verb", DOORS)
@pytest.mark.parametrize("state", State.values)
def test_every_state_and_move(state, verb):
    campaign = prepared(state)
    manager = make_staff(campaign.club, Role.MANAGER)
    step = life.MOVES[verb]
    at = campaign.ends_at + dt.timedelta(hours=1) if verb == "close" else campaign.starts_at

    if state in step.from_states:
        DOORS[verb](campaign=campaign, by=manager, reason="because", at=at)
        campaign.refresh_from_db()
        assert campaign.state == step.to_state
        moved = CampaignMove.objects.get(campaign=campaign)
        assert (moved.verb, moved.by, moved.reason) == (verb, manager, "because")
    else:
        with pytest.raises(MoveRefused):
            DOORS[verb](campaign=campaign, by=manager, reason="because", at=at)
        campaign.refresh_from_db()
        assert campaign.state == state
        assert not CampaignMove.objects.exists()


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        ("approved", "return_to_draft"),
        ("confirming", "back_to_inviting"),
        ("ready", "back_to_confirming"),
        ("inviting", "postpone"),
        ("inviting", "cancel_campaign"),
        ("live", "close"),
    ],
)
def test_ways_back_and_closing_early_need_a_reason(state, verb):
    campaign = prepared(state)

    with pytest.raises(ReasonNeeded):
        DOORS[verb](campaign=campaign, by=make_staff(campaign.club), reason=" ", at=timezone.now())

    campaign.refresh_from_db()
    assert campaign.state == state


def test_approval_names_what_is_missing():
    campaign = make_campaign(limit=(0, 0), purpose="")

    with pytest.raises(MoveRefused) as refused:
        plan_life.approve(campaign=campaign, by=make_staff(campaign.club, Role.MANAGER))

    assert len(refused.value.missing) == 3


def test_opening_copies_the_limit():
    campaign = prepared(State.APPROVED)

    life.open_inviting(campaign=campaign, by=make_staff(campaign.club))

    places = Places.objects.get(campaign=campaign)
    assert (places.limit_cars, places.limit_people, places.accepts) == (50, 130, Accepts.REGISTER)


def test_ready_waits_for_every_party_and_ends_offers():
    campaign = prepared(State.CONFIRMING)
    staff = make_staff(campaign.club)
    undecided = make_registration(campaign, state="held")
    offered = make_registration(campaign, state="offered")
    with pytest.raises(MoveRefused):
        life.make_ready(campaign=campaign, by=staff)
    undecided.kept_at, undecided.kept_by, undecided.kept_why = timezone.now(), staff, "on a flight"
    undecided.save()

    life.make_ready(campaign=campaign, by=staff)

    offered.refresh_from_db()
    undecided.refresh_from_db()
    places = Places.objects.get(campaign=campaign)
    assert (campaign.state, offered.state, places.accepts) == (State.READY, "expired", Accepts.QUEUE)
    assert (places.taken_cars, undecided.car_number) == (1, 1)


def test_car_numbers_never_change():
    campaign = prepared(State.CONFIRMING)
    staff = make_staff(campaign.club)
    first, second = (make_registration(campaign, state="confirmed") for _car in range(2))
    life.make_ready(campaign=campaign, by=staff)
    life.back_to_confirming(campaign=campaign, by=staff, reason="one more bus")
    type(first).objects.filter(pk=first.pk).update(state="cancelled")
    third = make_registration(campaign, state="confirmed")

    life.make_ready(campaign=campaign, by=staff)

    for party in (first, second, third):
        party.refresh_from_db()
    assert [first.car_number, second.car_number, third.car_number] == [1, 2, 3]


def test_postponing_voids_offers_and_asks_again():
    campaign = prepared(State.CONFIRMING)
    staff = make_staff(campaign.club)
    confirmed = make_registration(campaign, state="confirmed")
    offered = make_registration(campaign, state="offered")

    life.postpone(campaign=campaign, by=staff, reason="typhoon")

    confirmed.refresh_from_db()
    offered.refresh_from_db()
    assert (confirmed.state, offered.state) == ("held", "expired")
    assert Places.objects.get(campaign=campaign).accepts == Accepts.NOTHING
    assert Message.objects.filter(registration=confirmed, kind="postponed").exists()
    start = timezone.now() + dt.timedelta(days=60)
    life.resume(
        campaign=campaign, starts_at=start, ends_at=start + dt.timedelta(days=1),
        confirm_by=start - dt.timedelta(days=3), to=State.CONFIRMING, by=staff,
    )  # fmt: skip
    campaign.refresh_from_db()
    assert (campaign.state, campaign.starts_at) == (State.CONFIRMING, start)
    assert Places.objects.get(campaign=campaign).taken_people == confirmed.people


def coming(state: str) -> Campaign:
    club = make_club()
    return make_campaign(club, state=state, limit=(2, 4), planner=make_staff(club, Role.PLANNER))


def outbox_of(campaign) -> list[tuple[str, str]]:
    unsent = Message.objects.for_campaign(campaign).unsent().order_by("registration__name", "pk")
    return [(message.registration.name, message.kind) for message in unsent]


def four_parties(campaign):
    """Held, confirmed and waiting; one that lost its place and has not heard of it."""
    for name, state in [("a", "held"), ("b", "confirmed"), ("c", "waiting"), ("d", "released")]:
        party = make_registration(campaign, state, name=name)
        kind = {"held": "registered", "confirmed": "confirmed", "waiting": "waiting", "released": "released"}[state]
        tell(registration=party, kind=kind, at=NOW)


def test_postponing_leaves_one_message_for_each_party_and_new_dates_replace_it():
    campaign = coming(State.CONFIRMING)
    four_parties(campaign)
    postpone(campaign=campaign, by=campaign.planner, reason="storm", at=NOW)
    assert outbox_of(campaign) == [("a", "postponed"), ("b", "postponed"), ("c", "postponed"), ("d", "released")]

    dates = {"starts_at": NOW + dt.timedelta(days=60), "ends_at": NOW + dt.timedelta(days=61)}
    resume(
        campaign=campaign,
        confirm_by=NOW + dt.timedelta(days=55),
        to=State.CONFIRMING,
        by=campaign.planner,
        at=NOW,
        **dates,
    )

    assert outbox_of(campaign) == [
        ("a", "confirm_reminder"),
        ("b", "confirm_reminder"),
        ("c", "new_dates"),
        ("d", "released"),
    ]
    texts = [compose(message) for message in Message.objects.unsent().order_by("registration__name")]
    assert all("新日期定了" in text for text in texts[:3])
    assert "您来吗" in texts[0]


def test_new_dates_on_to_inviting_keep_the_place_and_ask_later():
    campaign = coming(State.INVITING)
    four_parties(campaign)
    postpone(campaign=campaign, by=campaign.planner, reason="storm", at=NOW)
    dates = {"starts_at": NOW + dt.timedelta(days=60), "ends_at": NOW + dt.timedelta(days=61)}
    resume(campaign=campaign, confirm_by=NOW + dt.timedelta(days=55), by=campaign.planner, at=NOW, **dates)

    assert outbox_of(campaign)[:3] == [("a", "new_dates"), ("b", "new_dates"), ("c", "new_dates")]


def test_cancelling_the_campaign_leaves_one_message_for_each_who_does_not_know():
    campaign = coming(State.CONFIRMING)
    four_parties(campaign)
    cancel_campaign(campaign=campaign, by=campaign.planner, reason="flood", at=NOW)

    assert outbox_of(campaign) == [(name, "campaign_cancelled") for name in "abcd"]


def test_back_to_inviting_asks_nobody_any_more():
    campaign = coming(State.INVITING)
    make_registration(campaign, "held")
    start_confirming(campaign=campaign, by=campaign.planner, at=NOW)
    assert [kind for _name, kind in outbox_of(campaign)] == ["confirm_reminder"]
    back_to_inviting(campaign=campaign, by=campaign.planner, reason="too early", at=NOW)

    assert outbox_of(campaign) == []


def test_ready_names_the_offers_it_ends_and_tells_their_owners_the_truth(signed_in):
    campaign = coming(State.CONFIRMING)
    make_registration(campaign, "offered", name="蒋文", offer_expires_at=timezone.now() + dt.timedelta(days=1))
    page = signed_in(campaign.planner).get(reverse("registrations:move", args=[campaign.slug, "make_ready"]))
    assert "1 户还没答复" in page.content.decode()
    assert "蒋文" in page.content.decode()
    assert "0 辆 0 人" in breakable(page.content.decode())
    make_ready(campaign=campaign, by=campaign.planner)

    text = compose(Message.objects.get(kind="offer_expired"))
    assert "名单已经定下" in text
    assert "过了时间" not in text


def test_new_dates_take_deadlines_and_due_dates_along():
    campaign = prepared(State.POSTPONED)
    campaign.registration_closes_at = campaign.starts_at - dt.timedelta(days=8)
    campaign.confirm_from = campaign.first_day - dt.timedelta(days=6)
    campaign.save()
    supply = campaign.supplies.create(name="Stickers", due_on=campaign.first_day - dt.timedelta(days=3))
    start = campaign.starts_at + dt.timedelta(days=30)

    life.resume(
        campaign=campaign, starts_at=start, ends_at=start + dt.timedelta(days=1),
        confirm_by=start - dt.timedelta(days=2), by=make_staff(campaign.club),
    )  # fmt: skip

    campaign.refresh_from_db()
    supply.refresh_from_db()
    assert campaign.registration_closes_at == start - dt.timedelta(days=8)
    assert campaign.confirm_from == campaign.first_day - dt.timedelta(days=6)
    assert campaign.confirm_by == start - dt.timedelta(days=2)
    assert supply.due_on == campaign.first_day - dt.timedelta(days=3)


@pytest.mark.parametrize("state", ["confirming", "ready"])
def test_the_clock_starts_and_closes(state):
    campaign = prepared(state)
    make_registration(campaign, state="held")

    assert life.move_by_clock(at=campaign.starts_at - dt.timedelta(minutes=1)) == []
    life.move_by_clock(at=campaign.starts_at)
    campaign.refresh_from_db()
    assert campaign.state == State.LIVE
    life.move_by_clock(at=campaign.closes_itself_at - dt.timedelta(seconds=1))
    campaign.refresh_from_db()
    assert campaign.state == State.LIVE
    life.move_by_clock(at=campaign.closes_itself_at)

    campaign.refresh_from_db()
    assert campaign.state == State.CLOSED
    assert CampaignMove.objects.filter(campaign=campaign, by=None).count() >= 2


def test_nobody_goes_live_hours_before():
    campaign = prepared(State.READY)

    with pytest.raises(CampaignError):
        life.go_live(campaign=campaign, by=None, at=campaign.starts_at - dt.timedelta(hours=4))

    campaign.refresh_from_db()
    assert campaign.state == State.READY


def test_page_names_who_still_has_to_answer_and_leads_there(signed_in):
    campaign = make_campaign(state=State.CONFIRMING, slug="tour")
    for n in range(6):
        make_registration(campaign, name=f"车主{n}")
    text = signed_in(make_staff(campaign.club, Role.PLANNER)).get("/campaigns/tour/moves/make_ready/").text

    assert [n for n in range(6) if f"车主{n}" in text] == [0, 1, 2, 3, 4]
    assert 'href="/campaigns/tour/release/"' in text
    assert 'href="/campaigns/tour/calls/2/"' in text


def test_next_move_names_what_it_waits_for_beside_its_button():
    campaign = make_campaign(state=State.CONFIRMING)
    party = make_registration(campaign, state="held")
    client = Client()
    client.force_login(make_staff(campaign.club, Role.PLANNER))

    def head():
        page = client.get(reverse("campaigns:campaign_overview", args=[campaign.slug])).content.decode()
        return page.split('<div class="do">')[1].split("</details>")[0]

    assert "还差：1 户的答复（确认、保留或释放）" in head()

    type(party).objects.filter(pk=party.pk).update(state="confirmed")
    assert "设为待出发" in head()
    assert "还差" not in head()


def test_new_dates_never_ask_for_an_answer_in_the_past():
    campaign = coming(State.POSTPONED)
    start = NOW + dt.timedelta(days=3)
    dates = {"campaign": campaign, "starts_at": start, "ends_at": start + dt.timedelta(hours=8), "at": NOW}
    with pytest.raises(MoveRefused):
        resume(confirm_by=NOW - dt.timedelta(hours=1), by=campaign.planner, **dates)


def test_the_second_round_begins_before_the_deadline_of_the_new_dates():
    campaign = coming(State.POSTPONED)
    campaign.confirm_from = campaign.first_day - dt.timedelta(days=1)
    campaign.save()
    start = NOW + dt.timedelta(days=30)
    by = start - dt.timedelta(days=5)
    resume(campaign=campaign, starts_at=start, ends_at=start + dt.timedelta(hours=8), confirm_by=by,
           by=campaign.planner, at=NOW)  # fmt: skip

    campaign.refresh_from_db()
    assert campaign.confirm_by == by
    assert campaign.confirm_from <= campaign.local(by).date()
