"""What owners are told: every kind in both languages, ticked off by staff, never leaving by itself."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Role, State
from registrations.actions.message import remind_to_confirm, tell_before_start, tick_off, untick
from registrations.actions.outbox import WAITS, tell, withdraw
from registrations.links import pass_url
from registrations.messages import compose
from registrations.messages.texts import TEXTS
from registrations.models import Message, MessageKind
from tests.factories import make_campaign, make_registration, make_staff, make_stop

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 10, 20, 3, 0, tzinfo=dt.UTC)
STATE_OF = {
    MessageKind.WAITING: "waiting",
    MessageKind.PASSED_OVER: "waiting",
    MessageKind.OFFER: "offered",
    MessageKind.CONFIRMED: "confirmed",
    MessageKind.CANCELLED: "cancelled",
    MessageKind.RELEASED: "released",
}
CHINESE = re.compile("[一-鿿]")


def tour(state: str = State.CONFIRMING, **fields):
    campaign = make_campaign(
        state=state,
        theme="Hills · Tour",
        starts_at=NOW + dt.timedelta(days=4),
        confirm_by=NOW + dt.timedelta(days=1),
        **fields,
    )
    make_stop(campaign, name="West Services", kind="assembly", arrive=dt.time(9, 0), position=0)
    return campaign


def message_to(campaign, kind: str, language: str = "zh-hans", **facts) -> Message:
    party = make_registration(campaign, STATE_OF.get(kind, "held"), name="Lee", language=language, adults=2, children=1)
    return tell(registration=party, kind=kind, at=NOW, facts=facts)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", MessageKind.values)
def test_every_kind_speaks_the_owners_language_and_carries_their_link(kind, language):
    campaign = tour()
    campaign.club.name = "Star Club"
    campaign.club.save()
    message = message_to(campaign, kind, language)
    text = compose(message)

    assert pass_url(message.registration) in text
    assert "Lee" in text
    assert "{" not in text
    assert "%(" not in text
    assert bool(CHINESE.search(text)) == (language == "zh-hans")


def test_every_kind_has_its_text():
    assert set(TEXTS) == set(MessageKind.values)


def test_texts_say_what_counts():
    campaign = tour()
    ends = dt.datetime(2026, 10, 21, 6, 0, tzinfo=dt.UTC)

    assert "10月21日 周三 14:00" in compose(message_to(campaign, MessageKind.OFFER, expires_at=ends.isoformat()))
    assert "10月21日 周三 11:00" in compose(message_to(campaign, MessageKind.CONFIRM_REMINDER))
    assert "您家要 4 位，现在空 2 位；顺序给您留着。" in compose(
        message_to(campaign, MessageKind.PASSED_OVER, needed=4, free=2)
    )
    assert "West Services" in compose(message_to(campaign, MessageKind.CONFIRMED))
    assert "2 大 1 小" in compose(message_to(campaign, MessageKind.REGISTERED))
    assert "第 2" in compose(message_to(campaign, MessageKind.WAITING))


def test_party_passed_over_for_want_of_a_car_is_not_told_of_seats():
    text = compose(message_to(tour(), MessageKind.PASSED_OVER, needed=3, free=9, cars_free=0))

    assert "车位都满了；顺序给您留着。" in text
    assert "现在空" not in text


def test_party_that_joins_elsewhere_is_told_its_own_meeting_point():
    campaign = tour()
    resort = make_stop(campaign, name="Resort", arrive=dt.time(15, 0), cars_may_join=True)
    party = make_registration(campaign, "confirmed", joins_at=resort)
    text = compose(tell(registration=party, kind=MessageKind.BEFORE_START, at=NOW))

    assert "Resort" in text
    assert "West Services" not in text


def test_message_is_ticked_off_once_after_its_wait_with_the_words_as_sent():
    campaign = tour()
    caller = make_staff(campaign.club, Role.CALLER)
    message = message_to(campaign, MessageKind.CONFIRMED)
    assert (
        tick_off(campaign=campaign, messages=Message.objects.all(), by=caller, at=NOW + WAITS - dt.timedelta(seconds=1))
        == []
    )

    told = tick_off(campaign=campaign, messages=Message.objects.all(), by=caller, at=NOW + WAITS)
    assert told == [message]
    assert tick_off(campaign=campaign, messages=Message.objects.all(), by=caller, at=NOW + dt.timedelta(hours=1)) == []
    message.refresh_from_db()
    as_sent = message.body
    campaign.stops.update(name="Moved")
    assert compose(Message.objects.get(pk=message.pk)) == as_sent
    assert mail.outbox == []


def test_tick_is_taken_back_and_composed_anew():
    campaign = tour()
    caller = make_staff(campaign.club, Role.CALLER)
    message_to(campaign, MessageKind.CONFIRMED)
    tick_off(campaign=campaign, messages=Message.objects.all(), by=caller, at=NOW + WAITS)

    assert untick(campaign=campaign, messages=Message.objects.all(), by=caller) == 1
    assert Message.objects.get().sent_at is None
    assert Message.objects.get().body == ""


def test_withdrawn_message_is_never_ticked_off():
    campaign = tour()
    message = message_to(campaign, MessageKind.CONFIRMED)
    withdraw(registration=message.registration, kinds=[MessageKind.CONFIRMED], at=NOW)

    assert (
        tick_off(campaign=campaign, messages=Message.objects.all(), by=make_staff(), at=NOW + dt.timedelta(hours=1))
        == []
    )


def test_message_of_another_campaign_is_not_ticked_off():
    message = message_to(tour(), MessageKind.CONFIRMED)
    other = tour()

    assert (
        tick_off(campaign=other, messages=Message.objects.all(), by=make_staff(), at=NOW + dt.timedelta(hours=1)) == []
    )
    message.refresh_from_db()
    assert message.sent_at is None


def test_held_parties_are_reminded_once_and_again_in_the_last_day():
    campaign = tour(State.CONFIRMING)
    caller = make_staff(campaign.club)
    make_registration(campaign, "held")
    make_registration(campaign, "confirmed")
    early = NOW - dt.timedelta(days=2)

    assert remind_to_confirm(at=early) == 1
    assert remind_to_confirm(at=early + dt.timedelta(hours=1)) == 0
    last_day = NOW + dt.timedelta(minutes=1)
    assert remind_to_confirm(at=last_day) == 0  # the first has not gone out
    tick_off(campaign=campaign, messages=Message.objects.all(), by=caller, at=NOW - dt.timedelta(days=1))
    assert remind_to_confirm(at=last_day) == 1
    tick_off(campaign=campaign, messages=Message.objects.all(), by=caller, at=last_day + dt.timedelta(hours=1))
    assert remind_to_confirm(at=last_day + dt.timedelta(hours=2)) == 0
    assert remind_to_confirm(at=NOW + dt.timedelta(days=2)) == 0  # the deadline is over


def test_confirmed_parties_are_told_once_on_the_day_before():
    campaign = tour(State.READY)
    make_registration(campaign, "confirmed")
    make_registration(campaign, "waiting")

    assert tell_before_start(at=NOW) == 0
    assert tell_before_start(at=NOW + dt.timedelta(days=3, hours=1)) == 1
    assert tell_before_start(at=NOW + dt.timedelta(days=3, hours=2)) == 0


# --- The page --------------------------------------------------------------------------------------------


@pytest.fixture
def caller_page(signed_in):
    campaign = tour()
    for _message in range(3):
        message_to(campaign, MessageKind.CONFIRM_REMINDER)
    return campaign, signed_in(make_staff(campaign.club, Role.CALLER))


def test_page_counts_shows_and_ticks_off_singly_in_bulk_and_back(caller_page):
    campaign, client = caller_page
    outbox = reverse("registrations:outbox", args=[campaign.slug])
    ticks = reverse("registrations:outbox_ticks", args=[campaign.slug])
    first, second, third = Message.objects.order_by("pk")
    assert [tab["count"] for tab in client.get(outbox).context["tabs"]] == [3, 0, 0]
    assert pass_url(first.registration) in client.get(outbox).content.decode()

    client.post(ticks, {"message": first.pk})
    client.post(ticks, {"shown": [second.pk, third.pk], "page": "1"})
    assert Message.objects.filter(sent_at__isnull=False).count() == 3
    client.post(reverse("registrations:outbox_unticking", args=[campaign.slug]) + f"?message={first.pk}")
    assert [tab["count"] for tab in client.get(outbox).context["tabs"]] == [1, 2, 0]


def test_nothing_chosen_is_said_apart_from_too_early(caller_page):
    campaign, client = caller_page
    ticks = reverse("registrations:outbox_ticks", args=[campaign.slug])
    Message.objects.update(send_after=timezone.now() + dt.timedelta(seconds=10))
    said = [
        str(next(iter(client.post(ticks, data, follow=True).context["messages"])))
        for data in ({}, {"message": Message.objects.first().pk})
    ]

    assert said[0].startswith("请先勾选")
    assert "15" in said[1]


def test_page_of_one_message_shows_the_pass_as_a_code(caller_page):
    campaign, client = caller_page
    message = Message.objects.first()
    page = client.get(reverse("registrations:outbox_message", args=[campaign.slug, message.pk])).content.decode()

    assert '<svg xmlns="http://www.w3.org/2000/svg" class="qr"' in page
    assert pass_url(message.registration) in page


def test_message_of_a_foreign_campaign_is_not_found(caller_page):
    campaign, client = caller_page
    foreign = message_to(tour(), MessageKind.CONFIRMED)

    assert client.get(reverse("registrations:outbox_message", args=[campaign.slug, foreign.pk])).status_code == 404
    assert client.get(reverse("registrations:outbox", args=[foreign.campaign.slug])).status_code == 404


def test_what_may_not_go_out_yet_is_said_once(caller_page):
    campaign, client = caller_page
    Message.objects.update(send_after=timezone.now() + dt.timedelta(seconds=10))
    page = client.get(reverse("registrations:outbox", args=[campaign.slug])).text
    assert page.count("再过几秒才能发") == 1
    assert page.count(' disabled aria-describedby="waits"') == 3


def test_outbox_goes_back_only_to_itself(caller_page):
    campaign, client = caller_page
    ticks = reverse("registrations:outbox_ticks", args=[campaign.slug])
    outbox = reverse("registrations:outbox", args=[campaign.slug])

    assert client.post(ticks, {"back": "https://elsewhere.example/"}).url == outbox
    assert client.post(ticks, {"back": f"{outbox}?stand=told"}).url == f"{outbox}?stand=told"


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_as_much_for_one_message_as_for_three(signed_in, django_assert_max_num_queries, count):
    campaign = tour()
    for _message in range(count):
        message_to(campaign, MessageKind.CONFIRM_REMINDER)
    client = signed_in(make_staff(campaign.club, Role.PLANNER))
    with django_assert_max_num_queries(32):
        client.get(reverse("registrations:outbox", args=[campaign.slug]))


def test_chinese_text_has_full_width_brackets_and_no_odd_spaces():
    campaign = tour()
    texts = []
    for place in ("West Services", "G4 南侧"):
        campaign.stops.update(place=place)
        texts.append(compose(message_to(campaign, MessageKind.REGISTERED)))

    assert "集合：West Services，" in texts[0].replace("集合地点", "集合")
    assert "West Services（G4 南侧）" in texts[1]
    assert "Lee，您好" in texts[0]
    assert not re.search("[一-鿿][(]|[(][一-鿿]|是 [一-鿿]", texts[0] + texts[1])
