"""The calling desk as pages: the next person, the answer in one step, back again, who may sit there."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.looks.dates import moment
from campaigns.models import Role, State
from registrations.actions.calling import record_confirmation_call
from registrations.actions.outbox import tell
from registrations.links import invitation_token
from registrations.looks.call_words import changed_answer, first_answers, second_answers, times_to_ring, told
from registrations.models import (
    CallAttempt,
    CallClaim,
    Invitation,
    Message,
    MessageKind,
    Outcome,
    Owner,
    Registration,
    Vehicle,
)
from tests.factories import (
    make_campaign,
    make_channel,
    make_club,
    make_invitation,
    make_owner,
    make_registration,
    make_staff,
)

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 10, 12, 4, 0, tzinfo=dt.UTC)  # in Shanghai


def desk_of(campaign, stage: int = 1) -> str:
    return reverse("registrations:call_list", args=[campaign.slug, stage])


def answer(client, campaign, stage: int, who, outcome: str, **fields):
    url = reverse("registrations:call_attempt", args=[campaign.slug, stage])
    return client.post(url, {"who": who.pk, "outcome": outcome, **fields}, follow=True)


@pytest.fixture
def inviting(signed_in):
    campaign = make_campaign(state=State.INVITING, theme="Hills · Tour")
    make_channel(campaign, kind="phone")
    owner = make_owner(campaign.club, name="陈红梅", phone="+8613900008617", city="岳阳", adviser="周鹏")
    Vehicle.objects.create(owner=owner, plate="赣A622H3", model="途行 X5")
    invitation = make_invitation(campaign, owner)
    return campaign, invitation, signed_in(make_staff(campaign.club, Role.CALLER, name="陈静"))


def test_desk_chooses_the_campaign_with_something_to_ring(signed_in):
    club = make_club()
    make_campaign(club=club, state=State.INVITING, starts_at=timezone.now() + dt.timedelta(days=5))
    later = make_campaign(club=club, state=State.CONFIRMING, starts_at=timezone.now() + dt.timedelta(days=9))
    make_registration(later, "held")
    caller = signed_in(make_staff(club, Role.CALLER))

    assert caller.get(reverse("registrations:call_desk")).url == desk_of(later, 2)


def test_desk_without_anything_to_ring_says_so(signed_in):
    caller = signed_in(make_staff(make_club(), Role.CALLER))

    assert "registrations/call_desk.html" in [
        one.name for one in caller.get(reverse("registrations:call_desk")).templates
    ]


def test_person_number_script_and_plate_are_on_the_page(inviting):
    campaign, invitation, client = inviting
    page = client.get(desk_of(campaign)).content.decode()

    for words in (
        "陈红梅",
        "139 0000 8617",
        'href="tel:+8613900008617"',
        "途行 X5",
        "周鹏",
        "岳阳",
        "陈静",
        'value="赣A622H3"',
    ):
        assert words in page
    assert CallClaim.objects.get().invitation == invitation


def test_script_escapes_what_people_typed(inviting):
    campaign, _invitation, client = inviting
    Owner.objects.update(name="<b>x</b>")
    type(campaign).objects.update(own_cost="<script>alert(1)</script>")
    page = client.get(desk_of(campaign)).content.decode()

    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "<script>alert" not in page


def test_yes_registers_and_says_so_with_a_way_back(inviting):
    campaign, invitation, client = inviting
    page = answer(client, campaign, 1, invitation, "yes", adults="2", children="1", plate="赣 a·622h3")

    made = Registration.objects.get()
    assert (made.people, made.plate, made.model, made.city) == (3, "赣A622H3", "途行 X5", "岳阳")
    toast = str(list(page.context["messages"])[0])
    assert "陈红梅" in toast
    attempt = CallAttempt.objects.get()
    undo = reverse("registrations:call_undoing", args=[campaign.slug, attempt.pk])
    assert f'action="{undo}"' in page.content.decode()
    back = client.post(undo)
    assert back.url == f"{desk_of(campaign)}?who={invitation.pk}"
    made.refresh_from_db()
    assert made.state == "cancelled"


def test_yes_when_full_says_the_place_in_line(signed_in):
    campaign = make_campaign(state=State.INVITING, limit=(1, 2))
    make_registration(campaign, "held")
    make_registration(campaign, "waiting")
    invitation = make_invitation(campaign)
    client = signed_in(make_staff(campaign.club, Role.CALLER))
    page = answer(client, campaign, 1, invitation, "yes", adults="1")

    assert "2" in str(list(page.context["messages"])[0])
    assert Invitation.objects.get().registration.state == "waiting"


@pytest.mark.parametrize(
    ("fields", "faulty"),
    [
        ({"outcome": "maybe"}, "outcome"),
        ({"outcome": "yes", "adults": "0"}, "adults"),
        ({"outcome": "yes", "adults": "99"}, "adults"),
        ({"outcome": "call_back", "again": ""}, "again_at"),
        ({"outcome": "call_back", "again": "own", "again_at": "2026-13-45T99:00"}, "again_at"),
        ({"outcome": "call_back", "again": "own", "again_at": "2099-10-10T03:00"}, "again_at"),
    ],
)
def test_answer_that_lacks_something_keeps_the_person_and_says_what(inviting, fields, faulty):
    campaign, invitation, client = inviting
    page = answer(client, campaign, 1, invitation, **fields)

    assert page.status_code == 422
    assert faulty in page.context["form"].errors
    assert f'href="#id_{faulty}"' in page.text
    assert f'id="id_{faulty}"' in page.text
    assert page.context["person"].key == invitation.pk
    assert not CallAttempt.objects.exists()


def test_agreed_time_is_the_campaigns_local_time(inviting):
    campaign, invitation, client = inviting
    day = campaign.local(timezone.now() + dt.timedelta(days=2)).date().isoformat()
    answer(client, campaign, 1, invitation, "call_back", again="own", again_at=f"{day}T18:30", note="下班后")

    invitation.refresh_from_db()
    assert campaign.local(invitation.next_call_at).strftime("%Y-%m-%d %H:%M") == f"{day} 18:30"
    assert CallAttempt.objects.get().note == "下班后"
    assert told(CallAttempt.objects.get()).count("再打") == 1


@pytest.mark.parametrize("outcome", ["no", "no_answer", "wrong_number", "call_back"])
def test_what_stands_in_the_partys_fields_stops_no_other_answer(inviting, outcome):
    campaign, invitation, client = inviting
    again = times_to_ring(campaign, 1, timezone.now())[-1][0]
    page = answer(client, campaign, 1, invitation, outcome, adults="0", children="-1", again=again)

    assert page.status_code == 200
    assert CallAttempt.objects.get().outcome == outcome


@pytest.mark.parametrize("stage", [1, 2])
def test_time_after_the_start_is_refused(signed_in, stage, time_machine):
    time_machine.move_to(NOON)
    campaign = make_campaign(
        state=State.INVITING if stage == 1 else State.CONFIRMING,
        starts_at=NOON + dt.timedelta(hours=14, minutes=23),
        confirm_by=NOON + dt.timedelta(hours=13),
    )
    who = make_invitation(campaign) if stage == 1 else make_registration(campaign, "held")
    client = signed_in(make_staff(campaign.club, Role.CALLER))
    day = campaign.first_day.isoformat()
    page = answer(client, campaign, stage, who, "call_back", again="own", again_at=f"{day}T10:00")

    assert list(page.context["form"].errors) == ["again_at"]
    assert not CallAttempt.objects.exists()


@pytest.fixture
def confirming(signed_in):
    campaign = make_campaign(state=State.CONFIRMING, limit=(5, 10))
    party = make_registration(campaign, "held", people=2, name="李春梅")
    return campaign, party, signed_in(make_staff(campaign.club, Role.CALLER))


def test_key_means_the_same_outcome_in_both_stages():
    keys = [{one.key: one.value for one in answers} for answers in (first_answers(is_full=False), second_answers("2"))]

    assert keys[0] == keys[1]
    assert set(keys[0].values()) == set(Outcome.values)
    assert changed_answer().key not in keys[0]


def test_times_to_ring_lie_before_the_deadline_while_it_is_ahead():
    campaign = make_campaign(state=State.CONFIRMING, starts_at=NOON + dt.timedelta(days=9))
    campaign.confirm_by = NOON + dt.timedelta(hours=7)

    def last(stage: int, at: dt.datetime) -> dt.datetime:
        return max(dt.datetime.fromisoformat(value) for value, _words in times_to_ring(campaign, stage, at))

    assert last(2, NOON) < campaign.confirm_by < last(1, NOON)
    assert campaign.confirm_by < last(2, campaign.confirm_by) < campaign.starts_at


@pytest.mark.parametrize(("hours", "is_warned"), [(-1, False), (1, True)])
def test_time_behind_the_deadline_is_taken_and_warned_of(confirming, hours, is_warned):
    campaign, party, _client = confirming
    campaign.confirm_by = NOON + dt.timedelta(days=1)
    campaign.save()
    attempt = record_confirmation_call(
        registration=party, outcome="call_back", by=make_staff(), at=NOON,
        next_call_at=campaign.confirm_by + dt.timedelta(hours=hours),
    )  # fmt: skip

    assert ("期限" in told(attempt)) == is_warned


def test_own_time_stays_chosen_when_it_was_forgotten(confirming):
    campaign, party, client = confirming
    page = answer(client, campaign, 2, party, "call_back", again="own", again_at="", note="下班后")

    assert page.context["again"] == "own"
    assert re.search(r'id="again-own" value="own" checked', page.text)
    assert page.text.count('name="again" id="again-own" value="own" checked') == page.text.count(" checked>")


def test_agreed_time_stands_on_the_registration_the_review_the_desk_and_the_owner(confirming):
    campaign, party, client = confirming
    when = timezone.now() + dt.timedelta(days=2)
    party.owner = make_owner(campaign.club)
    party.save()
    record_confirmation_call(
        registration=party, outcome="call_back", by=make_staff(campaign.club, Role.CALLER), next_call_at=when
    )
    planner = make_staff(campaign.club, Role.PLANNER)
    client.force_login(planner)
    agreed = moment(campaign.local(when))

    for name, args in (
        ("registration", [campaign.slug, party.pk]),
        ("release_review", [campaign.slug]),
        ("owner_page", [party.owner_id]),
    ):
        assert agreed in client.get(reverse(f"registrations:{name}", args=args)).text, name
    assert agreed in client.get(f"{desk_of(campaign, 2)}?who={party.pk}").text


def test_reminder_that_waits_in_the_outbox_has_told_nobody(confirming):
    campaign, party, client = confirming
    now = timezone.now()
    for sent_at in (now, None):
        reminder = tell(registration=party, kind=MessageKind.CONFIRM_REMINDER, at=now)
        Message.objects.filter(pk=reminder.pk).update(sent_at=sent_at)
    road = client.get(desk_of(campaign, 2)).context["person"].road

    assert [(stop["title"], stop["kind"]) for stop in road if "确认" in stop["title"]] == [
        ("第 1 次请对方确认", "done"),
        ("第 2 次请对方确认", "over"),
    ]


@pytest.mark.parametrize(
    ("outcome", "fields", "state", "people"),
    [
        ("yes", {"adults": "4", "children": "0"}, "confirmed", 2),
        ("changed", {"adults": "3", "children": "1"}, "confirmed", 4),
        ("no", {}, "cancelled", 2),
        ("no_answer", {}, "held", 2),
        ("wrong_number", {}, "held", 2),
        ("do_not_call", {}, "held", 2),
    ],
)
def test_answers_of_the_second_stage(confirming, outcome, fields, state, people):
    campaign, party, client = confirming
    answer(client, campaign, 2, party, outcome, **fields)

    party.refresh_from_db()
    assert (party.state, party.people) == (state, people)


def test_larger_party_without_room_is_told_and_nothing_is_put_down(confirming):
    campaign, party, client = confirming
    make_registration(campaign, "confirmed", people=7)
    page = answer(client, campaign, 2, party, "changed", adults="4")

    [mistake] = page.context["form"].non_field_errors()
    assert "对方原来的 2 位不变" in mistake
    assert not CallAttempt.objects.exists()


def test_desk_says_whom_the_place_would_go_to(confirming):
    campaign, _party, client = confirming
    make_registration(campaign, "confirmed", people=8)
    make_registration(campaign, "waiting", people=2, name="胡军")

    assert "胡军" in client.get(desk_of(campaign, 2)).context["if_not"]


def test_two_callers_get_two_people_and_the_named_one_stays_taken(signed_in):
    campaign = make_campaign(state=State.INVITING)
    for _invitation in range(2):
        make_invitation(campaign)
    first, second = (signed_in(make_staff(campaign.club, Role.CALLER)) for _caller in range(2))
    one = first.get(desk_of(campaign)).context["person"].key
    other = second.get(desk_of(campaign)).context["person"].key

    assert one != other
    assert second.get(f"{desk_of(campaign)}?who={one}").context["person"].key == other
    assert answer(second, campaign, 1, Invitation.objects.get(pk=one), "no").context["form"].non_field_errors()


def test_somebody_else_goes_past_the_person_shown(signed_in):
    campaign = make_campaign(state=State.INVITING)
    for _invitation in range(3):
        make_invitation(campaign)
    client = signed_in(make_staff(campaign.club, Role.CALLER))
    first = client.get(desk_of(campaign)).context["person"].key
    second = client.get(f"{desk_of(campaign)}?after={first}").context["person"].key

    assert first != second
    assert CallClaim.objects.get().invitation_id == second


@pytest.mark.parametrize(
    ("state", "comes_up"), [("unreachable", True), ("no", True), ("yes", False), ("do_not_call", False)]
)
def test_owner_who_rings_back_is_put_on_the_desk(inviting, state, comes_up):
    campaign, invitation, client = inviting
    Invitation.objects.update(state=state)
    page = client.get(f"{desk_of(campaign)}?who={invitation.pk}")

    assert (page.context["person"] is not None) == comes_up
    if comes_up:
        answer(client, campaign, 1, invitation, "yes", adults="2")
        assert Registration.objects.get().people == 2


def test_strangers_hosts_and_wrong_stages(inviting, signed_in):
    campaign, invitation, client = inviting
    foreign = make_campaign(state=State.INVITING)
    theirs = make_invitation(foreign)

    assert signed_in(make_staff(make_club(), Role.CALLER)).get(desk_of(campaign)).status_code == 404
    assert signed_in(make_staff(campaign.club, Role.HOST)).get(desk_of(campaign)).status_code == 403
    assert client.get(desk_of(campaign, 3)).status_code == 404
    assert answer(client, campaign, 1, theirs, "no").status_code == 404
    ours = CallAttempt.objects.create(invitation=theirs, outcome="no", by=make_staff(), at=timezone.now())
    assert client.post(reverse("registrations:call_undoing", args=[campaign.slug, ours.pk])).status_code == 404
    assert not invitation.attempts.exists()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("stage", [1, 2])
def test_desk_asks_as_much_for_one_person_as_for_three(signed_in, django_assert_max_num_queries, count, stage):
    campaign = make_campaign(state=State.CONFIRMING)
    for _person in range(count):
        if stage == 1:
            Vehicle.objects.create(owner=make_invitation(campaign).owner, plate="湘A12345")
        else:
            make_registration(campaign, "held")
    client = signed_in(make_staff(campaign.club, Role.CALLER))
    with django_assert_max_num_queries(45):
        client.get(desk_of(campaign, stage))


# --- Invitations as a page -------------------------------------------------------------------------------


def test_owners_are_chosen_by_what_the_store_knows_and_shared_out(signed_in):
    campaign = make_campaign(state=State.INVITING)
    club = campaign.club
    planner = make_staff(club, Role.PLANNER)
    caller = make_staff(club, Role.CALLER)
    today = timezone.localdate()
    good = make_owner(club, city="长沙", last_visit_on=today - dt.timedelta(days=10), spent_amount=9000)
    Vehicle.objects.create(owner=good, model="途行 X5")
    for fields in (
        {"city": "武汉"},
        {"city": "长沙", "spent_amount": 10},
        {"city": "长沙", "spent_amount": 9000, "do_not_call": True},
    ):
        Vehicle.objects.create(
            owner=make_owner(club, last_visit_on=today, **{"spent_amount": 9000} | fields), model="途行 X5"
        )
    client = signed_in(planner)
    choice = reverse("registrations:invitation_choice", args=[campaign.slug])
    query = "?model=途行 X5&city=长沙&visited_since=90&spent_from=5000&came=no"
    page = client.get(choice + query)

    assert list(page.context["owners"]) == [good]
    client.post(choice + query, {"all": "1", "caller": caller.pk})
    invitation = Invitation.objects.get()
    assert (invitation.owner, invitation.caller) == (good, caller)
    listed = client.get(reverse("registrations:invitation_list", args=[campaign.slug]))
    assert reverse("registrations:invitation_page", args=[invitation_token(invitation)]) in listed.content.decode()


def test_callers_see_invitations_and_change_none(signed_in):
    campaign = make_campaign(state=State.INVITING)
    invitation = make_invitation(campaign)
    caller = signed_in(make_staff(campaign.club, Role.CALLER))

    assert (
        invitation.owner.name
        in caller.get(reverse("registrations:invitation_list", args=[campaign.slug])).content.decode()
    )
    assert caller.get(reverse("registrations:invitation_choice", args=[campaign.slug])).status_code == 403
    withdrawal = reverse("registrations:invitation_withdrawal", args=[campaign.slug])
    assert caller.post(withdrawal, {"invitation": invitation.pk}).status_code == 403
    assert Invitation.objects.exists()


def test_pages_with_personal_data_are_stored_nowhere(inviting):
    campaign, invitation, client = inviting
    owner = reverse("registrations:owner_page", args=[invitation.owner_id])
    outbox = reverse("registrations:outbox", args=[campaign.slug])

    for url in (desk_of(campaign), owner, outbox, reverse("registrations:owner_list")):
        assert "no-store" in client.get(url).headers["Cache-Control"]


@pytest.mark.parametrize(("role", "is_linked"), [(Role.PLANNER, True), (Role.CALLER, False)])
def test_review_is_offered_only_to_who_may_open_it(signed_in, role, is_linked):
    campaign = make_campaign(state=State.CONFIRMING)
    client = signed_in(make_staff(campaign.club, role))
    text = client.get(reverse("registrations:call_list", args=[campaign.slug, 2])).text
    review = reverse("registrations:release_review", args=[campaign.slug])

    assert 'class="empty"' in text
    assert (review in text.split('class="empty"')[1]) is is_linked
