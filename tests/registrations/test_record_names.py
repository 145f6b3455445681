"""The record names what it is about: looked up when shown, one query a kind, never stored; erased stays erased."""

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.actions.record import record
from campaigns.models import Record, Role
from registrations.actions.presenter_link import make_presenter_link
from registrations.actions.reveal import reveal_next
from registrations.models import CallAttempt, Device, Invitation, Outcome
from registrations.queries.draw import next_call
from registrations.queries.record_names import KINDS, named
from tests.factories import make_campaign, make_owner, make_registration, make_staff, make_stop
from tests.factories.draw import make_draw

pytestmark = pytest.mark.django_db
PLANNER = {Role.PLANNER.value}


def lines_of(campaign, held=PLANNER):
    return {row.thing.split(".")[1]: about for row, about in named(Record.objects.all(), campaign, held)}


def test_registration_and_call_are_named_and_lead_to_their_page():
    campaign = make_campaign()
    planner, party = make_staff(campaign.club, Role.PLANNER), make_registration(campaign, "held", name="李春梅")
    call = CallAttempt.objects.create(registration=party, outcome=Outcome.YES, by=planner, at=timezone.now())
    record(verb="confirm", thing=party, campaign=campaign)
    record(verb="call", thing=call, campaign=campaign, by=planner)
    lines = lines_of(campaign)

    page = reverse("registrations:registration", args=[campaign.slug, party.pk])
    assert (lines["registration"].name, lines["registration"].url) == ("李春梅", page)
    assert lines["callattempt"].name == f"李春梅·{Outcome.YES.label}"
    assert lines["callattempt"].url == page
    assert not any("李春梅" in str(row.facts) for row in Record.objects.all())


def test_erased_owner_and_removed_row_are_not_named():
    campaign = make_campaign()
    planner, owner, stop = make_staff(campaign.club, Role.PLANNER), make_owner(campaign.club), make_stop(campaign)
    make_stop(campaign)
    asked = Invitation.objects.create(campaign=campaign, owner=owner)
    record(verb="take_back_invitations", thing=asked, campaign=campaign, by=planner)
    owner.erased_at = timezone.now()
    owner.save()
    record(verb="plan_add", thing=stop, campaign=campaign, by=planner)
    assert lines_of(campaign)["stop"].name == stop.name
    stop.delete()
    lines = lines_of(campaign)

    assert lines["invitation"].is_gone
    assert lines["stop"].is_gone
    assert owner.name not in str(lines)
    assert not lines["invitation"].url


def test_a_prize_drawn_names_car_and_prize_at_the_time_the_room_saw_it(signed_in):
    draw = make_draw(state="thrown")
    planner = make_staff(draw.campaign.club, Role.PLANNER)
    link = make_presenter_link(campaign=draw.campaign, by=planner)
    number, position, _unit = next_call(draw)
    seen_at = draw.thrown_at
    reveal_next(draw=draw, place=0, number=number, link=link, at=seen_at)

    row = Record.objects.get(verb="reveal_winner")
    page = signed_in(planner).get(reverse("campaigns:record_list", args=[draw.campaign.slug])).text
    assert row.at == seen_at
    assert f"{number} 号车·{draw.prizes.get(position=position).name}" in page
    assert f"主持人（{planner} 的链接）" in page


def test_link_stands_only_where_the_reader_may_go():
    campaign = make_campaign()
    host = make_staff(campaign.club, Role.HOST)
    phone = Device.objects.create(
        campaign=campaign, number=2, label="东门", staff=host, secret_hash="x", enrolled_at=timezone.now()
    )
    record(verb="enrol_device", thing=phone, campaign=campaign, by=host)

    assert lines_of(campaign)["device"].name == "2 东门"
    assert lines_of(campaign)["device"].url
    assert not lines_of(campaign, {Role.MANAGER.value})["device"].url


@pytest.mark.parametrize("count", [1, 3])
def test_names_take_one_query_a_kind(count, django_assert_num_queries):
    campaign = make_campaign()
    for _one in range(count):
        record(verb="register", thing=make_registration(campaign, "held"), campaign=campaign)
        record(verb="plan_add", thing=make_stop(campaign), campaign=campaign)
    rows = list(Record.objects.all())

    with django_assert_num_queries(2):
        assert len(named(rows, campaign, PLANNER)) == 2 * count


def test_page_names_the_party(signed_in):
    campaign = make_campaign()
    party = make_registration(campaign, "held", name="李春梅")
    record(verb="confirm", thing=party, campaign=campaign)
    text = signed_in(make_staff(campaign.club, Role.MANAGER)).get(f"/campaigns/{campaign.slug}/record/").text

    assert "李春梅</a>" in text
    assert party.phone not in text


def test_every_kind_of_thing_has_a_word():
    from campaigns.looks.verbs import THING_WORDS

    assert set(KINDS) <= set(THING_WORDS)
