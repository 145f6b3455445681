"""What owners change and answer on the pass: through the client, with places counted."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.models import Gift, State
from registrations.actions.details import tie_drives_with
from registrations.errors import VerbRefused
from registrations.limits import CHANGE_BY_PASS
from registrations.links import pass_token
from registrations.models import ChangeRequest, Places, Registration, RegistrationState
from tests.factories import make_campaign, make_registration, make_stop

pytestmark = pytest.mark.django_db


def pass_of(state=State.INVITING, registration_state="held", limit=(50, 130), **fields):
    campaign = make_campaign(state=state, limit=limit)
    party = make_registration(campaign, state=registration_state, **fields)
    return party, f"/p/{pass_token(party)}/"


def taken(party) -> tuple[int, int]:
    places = Places.objects.get(campaign=party.campaign)
    return places.taken_cars, places.taken_people


def test_one_tap_confirms_and_a_second_tap_changes_nothing():
    party, address = pass_of(State.CONFIRMING)

    first, second = (Client().post(f"{address}confirmation/") for _tap in range(2))

    party.refresh_from_db()
    assert (first.status_code, second.status_code) == (302, 302)
    assert party.state == RegistrationState.CONFIRMED
    assert party.moves.filter(verb="confirm").count() == 1


def test_confirm_with_another_number_in_one_step():
    party, address = pass_of(State.CONFIRMING, people=2)

    Client().post(f"{address}party/", {"adults": "3", "children": "1"})

    party.refresh_from_db()
    assert (party.state, party.people, party.confirmed_people) == ("confirmed", 4, 4)
    assert taken(party) == (1, 4)


def test_larger_party_that_does_not_fit_keeps_its_size_and_is_told():
    party, address = pass_of(State.INVITING, people=2, limit=(5, 3))

    answer = Client().post(f"{address}party/", {"adults": "4", "children": "0"})

    party.refresh_from_db()
    assert answer.status_code == 422
    assert party.people == 2
    assert taken(party) == (1, 2)
    assert 'class="error-summary"' in answer.content.decode()


def test_smaller_party_frees_its_places():
    party, address = pass_of(people=4)

    Client().post(f"{address}party/", {"adults": "2", "children": "1"})

    assert taken(party) == (1, 3)


def test_refusal_for_want_of_room_does_not_ask_to_check_the_answers():
    _party, address = pass_of(State.INVITING, people=2, limit=(5, 3))

    full = Client().post(f"{address}party/", {"adults": "4", "children": "0"}).text
    wrong = Client().post(f"{address}party/", {"adults": "4"}).text

    assert "这次改不了" in full
    assert "还差" not in full
    assert "还差 1 处" in wrong


def test_confirmation_is_said_at_once_and_stays_on_the_pass():
    _party, address = pass_of(State.CONFIRMING, people=3)
    client = Client()

    at_once = client.post(f"{address}confirmation/", follow=True).text
    later = client.get(address).text

    assert at_once.count("已确认：3 位") == 2
    assert later.count("已确认：3 位") == 1


def test_letting_an_offer_go_claims_nothing_about_others():
    party, address = pass_of(State.INVITING, "offered")
    client = Client()

    text = client.post(f"{address}refusal/", follow=True).text

    assert not Registration.objects.filter(campaign=party.campaign, state="offered").exists()
    assert "名额已经让出来了" in text
    assert "下一户" not in text


@pytest.mark.parametrize("state", [State.CONFIRMING, State.READY, State.LIVE])
def test_driver_is_asked_for_the_undertaking_until_it_is_accepted(state):
    party, address = pass_of(state, "held")
    rider, of_rider = pass_of(state, "held", cars=0, plate="", plate_state="rides_along")
    assert "undertaking/" in Client().get(address).text
    assert "undertaking/" not in Client().get(of_rider).text

    Client().post(f"{address}undertaking/")
    Client().post(f"{of_rider}undertaking/")

    party.refresh_from_db()
    rider.refresh_from_db()
    assert party.undertaking_at is not None
    assert (party.consent_photos_at, rider.undertaking_at) == (None, None)
    assert "undertaking/" not in Client().get(address).text


def test_undertaking_is_not_asked_for_before_the_second_confirmation():
    _party, address = pass_of(State.INVITING, "held")

    assert "undertaking/" not in Client().get(address).text


def test_cancelling_asks_once_more_and_then_frees_the_place():
    party, address = pass_of()

    asked = Client().get(f"{address}cancellation/").content.decode()
    assert "确定，这次来不了" in asked and taken(party) == (1, 2)
    Client().post(f"{address}cancellation/")

    party.refresh_from_db()
    assert party.state == RegistrationState.CANCELLED
    assert taken(party) == (0, 0)
    assert "重新报名" in Client().get(address).content.decode()


@pytest.mark.parametrize(("door", "state"), [("acceptance/", "held"), ("refusal/", "declined")])
def test_offer_is_accepted_or_declined(door, state):
    party, address = pass_of(State.INVITING, "offered")

    Client().post(f"{address}{door}")

    party.refresh_from_db()
    assert party.state == state


def test_offer_whose_time_is_over_cannot_be_accepted():
    party, address = pass_of(State.INVITING, "offered", offer_expires_at=timezone.now() - dt.timedelta(minutes=1))

    text = Client().post(f"{address}acceptance/", follow=True).content.decode()

    party.refresh_from_db()
    assert party.state == RegistrationState.EXPIRED
    assert "递补的时间过了" in text


def test_in_ready_a_change_is_a_request():
    party, address = pass_of(State.READY, "confirmed", people=2)

    Client().post(f"{address}party/", {"adults": "3", "children": "0", "note": "外婆也来"})

    party.refresh_from_db()
    asked = ChangeRequest.objects.get()
    assert (asked.adults, asked.note, party.people) == (3, "外婆也来", 2)
    assert "您申请改为 3 位大人" in Client().get(address).content.decode()


def test_car_details_are_noted():
    party, address = pass_of()

    Client().post(
        f"{address}car/",
        {"plate": "湘b·cx9075", "model": "远山 EV", "drive": "electric", "is_licensed_over_a_year": "no"},
    )

    party.refresh_from_db()
    assert (party.plate, party.model, party.drive) == ("湘BCX9075", "远山 EV", "electric")
    assert party.is_licensed_over_a_year is False


def test_riding_along_gives_the_car_place_back():
    party, address = pass_of()
    party.campaign.takes_ride_along = True
    party.campaign.save()

    Client().post(f"{address}car/", {"plate": "", "rides_along": "on"})

    assert taken(party) == (0, 2)


def test_driving_together_says_nothing_about_the_other_and_ties_later():
    party, address = pass_of()

    answer = Client().post(f"{address}car/", {"plate": party.plate, "drives_with_phone": "139 0000 8617"})

    assert answer.status_code == 302
    party.refresh_from_db()
    assert (party.drives_with_phone, party.drives_with) == ("+8613900008617", None)
    friend = make_registration(party.campaign, phone="+8613900008617")
    assert tie_drives_with(campaign=party.campaign) == 1
    party.refresh_from_db()
    assert party.drives_with == friend


def test_details_ask_only_what_this_campaign_needs():
    party, address = pass_of(children=1, adults=1)
    make_stop(party.campaign, name="集合点", cars_may_join=True)
    join = make_stop(party.campaign, name="山门", cars_may_join=True)
    Gift.objects.create(campaign=party.campaign, name="T 恤", is_sized=True)

    text = Client().get(f"{address}details/").content.decode()
    assert all(f'name="{name}"' in text for name in ("joins_at", "child_ages", "shirts", "diet", "emergency_phone"))
    Client().post(f"{address}details/", {"joins_at": join.pk, "diet": "素食", "child_ages": "5"})

    party.refresh_from_db()
    assert (party.joins_at, party.diet, party.child_ages) == (join, "素食", "5")


def test_in_ready_only_late_details_are_open():
    party, address = pass_of(State.READY, "confirmed", diet="素食")

    text = Client().get(f"{address}details/").content.decode()
    Client().post(f"{address}details/", {"diet": "", "emergency_contact": "何慧"})

    party.refresh_from_db()
    assert 'name="diet"' not in text
    assert (party.diet, party.emergency_contact) == ("素食", "何慧")


def test_consents_are_apart_unticked_and_can_be_taken_back():
    party, address = pass_of()

    text = Client().get(f"{address}consents/").content.decode()
    assert text.count('type="checkbox"') == 4 and "checked" not in text
    assert "不勾选也照样参加" in text.split("<h2>")[0] and "驾驶员请阅读" in text.split("<h2>")[1]
    Client().post(f"{address}consents/", {"consent_photos_at": "on", "undertaking_at": "on"})
    party.refresh_from_db()
    assert party.consent_photos_at and party.undertaking_at
    assert party.consent_share_at is None and party.consent_future_at is None

    Client().post(f"{address}consents/", {"undertaking_at": "on"})
    party.refresh_from_db()
    assert party.consent_photos_at is None and party.undertaking_at


@pytest.mark.parametrize("page", ["party/", "car/", "details/", "consents/", "cancellation/", "refusal/"])
def test_page_that_is_not_open_now_leads_back_to_the_pass(page):
    party, address = pass_of(State.CLOSED, "confirmed")

    for answer in (Client().get(f"{address}{page}"), Client().post(f"{address}{page}", {"adults": "9"})):
        assert (answer.status_code, answer["Location"]) == (302, address)
    party.refresh_from_db()
    assert (party.state, party.people) == ("confirmed", 2)


@pytest.mark.parametrize("page", ["confirmation/", "acceptance/", "not-coming/", "safe-home/", "survey/"])
def test_answer_is_never_given_by_opening_a_link(page):
    _party, address = pass_of(State.CONFIRMING)

    assert Client().get(f"{address}{page}").status_code == 405


def test_ended_registration_takes_no_details():
    from registrations.actions.details import save_details

    party, _address = pass_of(State.INVITING, "cancelled")

    with pytest.raises(VerbRefused):
        save_details(registration=party, details={"diet": "素食"})


def test_one_pass_cannot_be_hammered():
    _party, address = pass_of(State.CONFIRMING)
    for _time in range(CHANGE_BY_PASS.times):
        CHANGE_BY_PASS.allows(address.removeprefix("/p/").removesuffix("/"))

    assert Client().post(f"{address}confirmation/").status_code == 429
    assert Registration.objects.get().state == "held"


@pytest.mark.parametrize(("number", "is_asked"), [("12345", True), ("0731-8888 6666", False), ("139 0000 8617", False)])
def test_odd_emergency_number_is_kept_and_asked_about(number, is_asked):
    party, address = pass_of()
    page = Client().post(f"{address}details/", {"emergency_phone": number}, follow=True).text

    party.refresh_from_db()
    assert party.emergency_phone == number
    assert ("紧急联系电话请再看一眼" in page) is is_asked


@pytest.mark.parametrize(
    ("state", "words"),
    [("waiting", "的候补，"), ("offered", "的候补，"), ("held", "我们家报名参加了"), ("confirmed", "我们家报名参加了")],
)
def test_text_for_the_family_says_whether_there_is_a_place(state, words):
    expires_at = timezone.now() + dt.timedelta(days=1) if state == "offered" else None
    party, address = pass_of(registration_state=state, offer_expires_at=expires_at)
    make_stop(party.campaign)
    text = Client().get(address).text.split('<p class="copy">')[-1]

    assert words in text.split("</p>")[0]
