"""Review and release at the deadline: in one act, by the queue's order, by the clock only where nothing failed."""

import datetime as dt

import pytest
from django.urls import reverse

from campaigns.models import Record, Role, State
from registrations.actions.confirmation import keep
from registrations.actions.life import start_confirming
from registrations.actions.message import remind_to_confirm, tick_off
from registrations.actions.release import preview_release, release_by_clock, release_unconfirmed, undecided, unreminded
from registrations.errors import ReasonNeeded, RemindersFailed, VerbRefused
from registrations.models import Message, MessageKind, Places, Registration
from tests.factories import make_campaign, make_registration, make_staff

pytestmark = pytest.mark.django_db
DEADLINE = dt.datetime(2026, 10, 21, 10, 0, tzinfo=dt.UTC)
AFTER = DEADLINE + dt.timedelta(minutes=10)


def confirming(limit: tuple[int, int] = (3, 7), held: tuple[int, ...] = (2, 3), **fields):
    campaign = make_campaign(
        state=State.INVITING, limit=limit, starts_at=DEADLINE + dt.timedelta(days=4), confirm_by=DEADLINE, **fields
    )
    parties = [make_registration(campaign, "held", people=people) for people in held]
    planner = make_staff(campaign.club, Role.PLANNER)
    start_confirming(campaign=campaign, by=planner, at=DEADLINE - dt.timedelta(days=3))
    return campaign, planner, parties


def everybody_told(campaign, planner, at=DEADLINE - dt.timedelta(days=1)):
    tick_off(campaign=campaign, messages=Message.objects.all(), by=planner, at=at)


def test_places_of_one_act_are_freed_before_the_first_is_offered():
    # 2 + 3 seats fall free of 5. One after the other the party of 2 behind would take the first two seats,
    # and the party of 4 at the head would be passed over although there was room for it.
    campaign, planner, parties = confirming(limit=(2, 5))
    head, behind = make_registration(campaign, "waiting", people=4), make_registration(campaign, "waiting", people=2)
    done = release_unconfirmed(campaign=campaign, registrations=parties, by=planner, at=AFTER)

    assert [party.pk for party in done.released] == [party.pk for party in parties]
    assert done.offered == [head]
    behind.refresh_from_db()
    assert behind.state == "waiting"
    assert Places.objects.get().taken_people == 4


@pytest.mark.parametrize("policy", ["first_fit", "strict"])
def test_preview_is_what_then_happens(policy):
    campaign, planner, parties = confirming(limit=(2, 5), waiting_policy=policy)
    Places.objects.update(is_strict=policy == "strict")
    for people in (6, 2, 1):
        make_registration(campaign, "waiting", people=people)
    seen = preview_release(campaign, parties)
    done = release_unconfirmed(campaign=campaign, registrations=parties, by=planner, at=AFTER)

    assert [one.party.pk for one in seen if one.gets_place] == [party.pk for party in done.offered]
    assert len(done.offered) == (0 if policy == "strict" else 2)
    assert seen[0].lacks_people == 1


def test_released_party_is_told_and_its_reminder_withdrawn():
    campaign, planner, parties = confirming()
    release_unconfirmed(campaign=campaign, registrations=parties[:1], by=planner, at=AFTER)

    kinds = list(Message.objects.unsent().filter(registration=parties[0]).values_list("kind", flat=True))
    assert kinds == [MessageKind.RELEASED]
    move = parties[0].moves.get(verb="release")
    assert (move.by, move.how) == (planner, "deadline")


def test_nothing_is_released_before_the_deadline():
    campaign, planner, parties = confirming()
    with pytest.raises(VerbRefused):
        release_unconfirmed(campaign=campaign, registrations=parties, by=planner, at=DEADLINE - dt.timedelta(seconds=1))

    assert Registration.objects.filter(state="held").count() == 2


def test_one_party_that_cannot_be_released_stops_the_whole_act():
    campaign, planner, parties = confirming()
    confirmed = make_registration(campaign, "confirmed", people=1)
    with pytest.raises(VerbRefused):
        release_unconfirmed(campaign=campaign, registrations=[*parties, confirmed], by=planner, at=AFTER)

    assert Registration.objects.filter(state="held").count() == 2
    assert not Record.objects.filter(verb="release_unconfirmed").exists()


def test_kept_party_is_not_among_the_undecided_and_needs_a_reason():
    campaign, planner, parties = confirming()
    with pytest.raises(ReasonNeeded):
        keep(registration=parties[0], by=planner, why="", at=AFTER)
    keep(registration=parties[0], by=planner, why="答应晚上回话", at=AFTER)

    assert undecided(campaign) == [parties[1]]


@pytest.mark.parametrize("told", ["all", "some", "none"])
def test_clock_releases_only_where_every_reminder_went_out(told):
    campaign, planner, parties = confirming(releases_by_itself=True)
    if told != "none":
        chosen = Message.objects.all() if told == "all" else Message.objects.filter(registration=parties[0])
        tick_off(campaign=campaign, messages=chosen, by=planner, at=DEADLINE - dt.timedelta(days=1))
    release_by_clock(at=AFTER)
    release_by_clock(at=AFTER + dt.timedelta(minutes=5))

    assert Registration.objects.filter(state="released").count() == (2 if told == "all" else 0)
    assert Record.objects.filter(verb="automatic_release_refused").count() == (0 if told == "all" else 1)


def test_clock_leaves_alone_what_is_not_set_so_not_due_or_kept():
    by_hand, planner, _parties = confirming()
    early, other, parties = confirming(releases_by_itself=True)
    everybody_told(by_hand, planner)
    everybody_told(early, other)
    release_by_clock(at=DEADLINE - dt.timedelta(minutes=1))
    keep(registration=parties[0], by=other, why="在外地", at=DEADLINE)
    release_by_clock(at=AFTER)

    assert list(Registration.objects.filter(state="released")) == [parties[1]]


def test_automatic_release_is_refused_by_name_but_the_planner_may():
    campaign, planner, parties = confirming(releases_by_itself=True)
    with pytest.raises(RemindersFailed):
        release_unconfirmed(campaign=campaign, registrations=parties, by=None, at=AFTER)

    assert len(release_unconfirmed(campaign=campaign, registrations=parties, by=planner, at=AFTER).released) == 2


def test_unsent_second_reminder_counts_as_failed():
    campaign, planner, parties = confirming()
    everybody_told(campaign, planner, DEADLINE - dt.timedelta(days=2))
    assert unreminded(parties) == []
    assert remind_to_confirm(at=DEADLINE - dt.timedelta(hours=20)) == 2

    assert unreminded(parties) == parties


def client_of(signed_in, campaign, role=Role.PLANNER):
    return signed_in(make_staff(campaign.club, role))


def past_the_deadline(**fields):
    from django.utils import timezone

    campaign, planner, parties = confirming(**fields)
    now = timezone.now()
    type(campaign).objects.filter(pk=campaign.pk).update(
        confirm_by=now - dt.timedelta(hours=1), starts_at=now + dt.timedelta(days=3), ends_at=now + dt.timedelta(days=4)
    )
    campaign.refresh_from_db()
    return campaign, planner, parties


def test_review_page_shows_looks_keeps_and_releases(signed_in):
    campaign, _planner, parties = past_the_deadline(limit=(2, 5))
    waiting = make_registration(campaign, "waiting", people=3, name="胡军")
    client = client_of(signed_in, campaign)
    page = client.get(reverse("registrations:release_review", args=[campaign.slug]))
    assert [row["is_unreminded"] for row in page.context["rows"]] == [True, True]
    assert "胡军" in page.content.decode()

    places = reverse("registrations:release_places", args=[campaign.slug])
    look = client.post(places, {"registration": parties[0].pk, "look": "1"})
    assert [one.gets_place for one in look.context["next"]] == [False]
    assert Registration.objects.filter(state="held").count() == 2

    keeping = reverse("registrations:release_keeping", args=[campaign.slug])
    client.post(keeping, {"keep": parties[0].pk, f"why-{parties[0].pk}": "在外地，晚上回话"})
    client.post(places, {"registration": [party.pk for party in parties]})
    parties[0].refresh_from_db()
    waiting.refresh_from_db()
    assert (parties[0].state, parties[0].kept_why, waiting.state) == ("held", "在外地，晚上回话", "offered")


def test_keeping_without_a_reason_says_so_at_the_row_and_loses_nothing(signed_in):
    campaign, _planner, (first, second) = past_the_deadline()
    keeping = reverse("registrations:release_keeping", args=[campaign.slug])
    typed = {"registration": [second.pk], f"why-{first.pk}": " ", f"why-{second.pk}": "在出差"}

    answer = client_of(signed_in, campaign).post(keeping, {"keep": first.pk} | typed)

    rows = {row["party"].pk: row for row in answer.context["rows"]}
    assert answer.status_code == 422
    assert (rows[first.pk]["mistake"], rows[second.pk]["mistake"]) == ("请写明为什么保留这个名额。", "")
    assert [rows[party.pk]["is_ticked"] for party in (first, second)] == [False, True]
    assert rows[second.pk]["why"] == "在出差"
    assert not Registration.objects.filter(kept_at__isnull=False).exists()


def test_reason_typed_but_not_kept_is_asked_about_before_anybody_is_released(signed_in):
    campaign, _planner, (first, second) = past_the_deadline()
    client = client_of(signed_in, campaign)
    release = reverse("registrations:release_places", args=[campaign.slug])
    typed = {"registration": [first.pk, second.pk], f"why-{first.pk}": "周五才知道能不能请假"}

    answer = client.post(release, typed)

    rows = {row["party"].pk: row for row in answer.context["rows"]}
    assert answer.status_code == 422
    assert "保留" in rows[first.pk]["mistake"] and not rows[second.pk]["mistake"]
    assert rows[first.pk]["why"] == "周五才知道能不能请假"
    assert undecided(campaign) == [first, second]

    client.post(release, typed | {f"why-{first.pk}": ""})
    assert undecided(campaign) == []


def test_keeping_can_be_taken_back_and_the_party_is_undecided_again(signed_in):
    campaign, _planner, (first, second) = past_the_deadline()
    client = client_of(signed_in, campaign)
    keeping = reverse("registrations:release_keeping", args=[campaign.slug])
    kept = client.post(keeping, {"keep": first.pk, f"why-{first.pk}": "晚上回话", f"why-{second.pk}": "在出差"})
    assert [row["why"] for row in kept.context["rows"]] == ["在出差"]

    undo = reverse("registrations:keeping_undo", args=[campaign.slug, first.pk])
    assert undo in kept.content.decode()
    client.post(undo)
    client.post(undo)  # a second tap changes nothing

    first.refresh_from_db()
    assert undecided(campaign) == [first, second]
    assert (first.state, first.kept_why) == ("held", "")
    assert list(first.moves.values_list("verb", flat=True)) == ["keep", "undo_keep"]


def test_review_is_the_planners_and_the_managers(signed_in):
    campaign, _planner, parties = past_the_deadline()
    places = reverse("registrations:release_places", args=[campaign.slug])

    assert client_of(signed_in, campaign, Role.CALLER).post(places, {"registration": parties[0].pk}).status_code == 403
    stranger = signed_in(make_staff(make_campaign().club, Role.MANAGER))
    assert stranger.post(places, {"registration": parties[0].pk}).status_code == 404
    assert Registration.objects.filter(state="held").count() == 2
