"""The pages around a draw: who may open and do what, what leaks and what does not."""

import datetime as dt
import json
from io import BytesIO

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from campaigns.models import CrewMember, Role, State
from registrations import verify_draw
from registrations.actions import draw as acts
from registrations.actions import reveal as reveals
from registrations.actions.draw_exclusion import leave_out
from registrations.actions.presenter_link import make_presenter_link, revoke_presenter_links
from registrations.draw_words import ABSENCES
from registrations.links import pass_token, presenter_token
from registrations.models import Draw, DrawExclusion, DrawSecret, PresenterLink, PrizeClaim, Registration
from registrations.models.presenter_link import GOOD_FOR
from registrations.queries import draw as queries
from tests.factories import make_registration, make_staff
from tests.factories.draw import DICE, make_draw, make_live_campaign, reveal_one
from tests.registrations.test_draw import a_phone_that_holds_scans

pytestmark = pytest.mark.django_db
SIGNED = "M10 20L30 40"


def overview(campaign):
    return reverse("registrations:draw_overview", args=[campaign.slug])


def staff_acts(draw, winner_pk):
    """Every address that changes something, with what its form sends."""
    slug, car = draw.campaign.slug, draw.entrants.first().registration_id
    return {
        "registrations:draw_exclusion": ([slug], {"car": car, "reason": "crew"}),
        "registrations:draw_freeze": ([slug], {"order": "best_last"}),
        "registrations:draw_seal": ([slug, draw.number], {}),
        "registrations:draw_end": ([slug, draw.number], {"end-reason": "late"}),
        "registrations:draw_voiding": ([slug, draw.number], {"void-reason": "a car is missing"}),
        "registrations:presenter_link": ([slug], {}),
        "registrations:link_revocation": ([slug], {}),
    }


@pytest.mark.parametrize("role", [Role.PLANNER, Role.MANAGER, Role.ADMINISTRATOR])
def test_whoever_plans_may_close_the_list(role, signed_in):
    campaign = make_live_campaign()
    client = signed_in(make_staff(campaign.club, role))

    answer = client.post(reverse("registrations:draw_freeze", args=[campaign.slug]), {"order": "best_last"})

    assert answer.status_code == 302
    assert Draw.objects.get().state == "frozen"


def test_host_reads_and_does_nothing_but_hand_over(signed_in):
    draw = make_draw(state="thrown")
    win = reveal_one(draw)
    client = signed_in(make_staff(draw.campaign.club, Role.HOST))

    assert client.get(overview(draw.campaign)).status_code == 200
    for name, (args, sent) in staff_acts(draw, win.pk).items():
        assert client.post(reverse(name, args=args), sent).status_code == 403, name
    claim = reverse("registrations:prize_claim", args=[draw.campaign.slug, win.pk])
    assert client.post(claim, {"collected_by": "童丽", "signature": SIGNED}).status_code == 302

    assert PrizeClaim.objects.get().reveal == win
    draw.refresh_from_db()
    assert (draw.state, PresenterLink.objects.count()) == ("thrown", 0)


def test_caller_and_stranger_see_nothing(signed_in):
    draw = make_draw(state="thrown")
    reveal_one(draw)
    assert signed_in(make_staff(draw.campaign.club, Role.CALLER)).get(overview(draw.campaign)).status_code == 403
    for client in (signed_in(make_staff()), signed_in(make_draw().campaign.planner)):
        assert client.get(overview(draw.campaign)).status_code == 404
        for name, (args, sent) in staff_acts(draw, 0).items():
            assert client.post(reverse(name, args=args), sent).status_code == 404, name
    assert Client().get(overview(draw.campaign)).status_code == 302


def test_car_is_left_out_with_a_reason_and_put_back(signed_in):
    campaign = make_live_campaign(cars=3)
    car = Registration.objects.for_campaign(campaign).get(car_number=2)
    client = signed_in(campaign.planner)
    out = reverse("registrations:draw_exclusion", args=[campaign.slug])

    assert client.post(out, {"car": car.pk, "reason": ""}).status_code == 422
    assert not DrawExclusion.objects.exists()
    client.post(out, {"car": car.pk, "reason": "工作人员的车"})
    assert "工作人员的车" in client.get(overview(campaign)).content.decode()
    assert [one.number for one in queries.listed_cars(campaign) if one.is_in] == [1, 3]

    exclusion = DrawExclusion.objects.get()
    client.post(reverse("registrations:exclusion_removal", args=[campaign.slug, exclusion.pk]))
    assert [one.number for one in queries.listed_cars(campaign) if one.is_in] == [1, 2, 3]


def test_foreign_car_cannot_be_left_out(signed_in):
    campaign, other = make_live_campaign(), make_live_campaign()
    foreign = Registration.objects.for_campaign(other).first()

    answer = signed_in(campaign.planner).post(
        reverse("registrations:draw_exclusion", args=[campaign.slug]), {"car": foreign.pk, "reason": "x"}
    )

    assert answer.status_code == 422
    assert not DrawExclusion.objects.exists()


def test_page_names_the_phones_it_waits_for_and_takes_a_public_override(signed_in):
    campaign = make_live_campaign()
    a_phone_that_holds_scans(campaign)
    client, freeze = signed_in(campaign.planner), reverse("registrations:draw_freeze", args=[campaign.slug])

    refused = client.post(freeze, {"order": "best_last", "override_reason": ""})
    assert refused.status_code == 409
    said = refused.content.decode()
    assert "3 号手机" in said and "这台手机收工" in said
    assert reverse("registrations:check_in_overview", args=[campaign.slug]) + "#phones" in said
    assert not Draw.objects.exists()

    client.post(freeze, {"order": "best_last", "override_reason": "3 号手机没电了"})
    draw = Draw.objects.get()
    page = Client().get(reverse("registrations:draw_record", args=[draw.public_id])).content.decode()
    assert "3 号手机没电了" in page


def test_secret_is_on_no_page_before_the_dice_lie(signed_in):
    draw = make_draw(state="committed")
    secret = DrawSecret.objects.get(draw=draw).value
    token = presenter_token(make_presenter_link(campaign=draw.campaign, by=draw.campaign.planner))
    client = signed_in(draw.campaign.planner)
    pages = [
        overview(draw.campaign),
        reverse("registrations:draw_record", args=[draw.public_id]),
        reverse("registrations:presenter_screen", args=[token]),
        reverse("registrations:presenter_draw", args=[token]),
    ]

    texts = [client.get(page).content.decode() for page in pages]

    assert all(draw.secret_hash in text for text in (texts[0], texts[1], texts[3]))
    assert not any(secret in text for text in texts)
    assert client.get(reverse("registrations:draw_transcript", args=[draw.public_id])).status_code == 404


def test_secret_stands_in_the_record_once_the_draw_is_over():
    draw = make_draw(state="finished")
    page = Client().get(reverse("registrations:draw_record", args=[draw.public_id])).content.decode()

    assert DrawSecret.objects.get(draw=draw).value in page
    assert "抽完后公开的密数" in page


@pytest.mark.parametrize(
    ("rules", "tax", "asked"),
    [("", "organiser", {"prize_rules"}), ("每车一签", "", {"winner_tax"}), ("", "", {"prize_rules", "winner_tax"})],
)
def test_closing_the_list_asks_for_what_is_missing_of_the_rules(signed_in, rules, tax, asked):
    campaign = make_live_campaign()
    type(campaign).objects.filter(pk=campaign.pk).update(prize_rules=rules, winner_tax=tax)
    client, freeze = signed_in(campaign.planner), reverse("registrations:draw_freeze", args=[campaign.slug])
    fields = {"prize_rules": "到场的车每车一签", "winner_tax": "winner"}

    page = client.get(overview(campaign)).text
    refused = client.post(freeze, {"order": "best_last"})
    assert {name for name in fields if f'name="{name}"' in page} == asked
    assert refused.status_code == 422
    assert not Draw.objects.exists()

    client.post(freeze, {"order": "best_last"} | {name: fields[name] for name in asked})
    campaign.refresh_from_db()
    assert Draw.objects.get().state == "frozen"
    assert (campaign.prize_rules, campaign.winner_tax) == (rules or "到场的车每车一签", tax or "winner")


def test_rules_and_prizes_are_public_before_the_draw():
    campaign = make_live_campaign()
    address = reverse("registrations:draw_rules", args=[campaign.slug])
    page = Client().get(address).text

    assert all(words in page for words in ("超豪华越野自行车", "高级保温杯 × 2", "一车一签", "税款由主办方承担"))
    type(campaign).objects.filter(pk=campaign.pk).update(state=State.APPROVED)
    assert Client().get(address).status_code == 404


def test_record_speaks_the_readers_language_and_keeps_what_was_typed():
    campaign = make_live_campaign()
    CrewMember.objects.create(campaign=campaign, name="摄影", head_count=3)
    car = Registration.objects.for_campaign(campaign).get(car_number=2)
    leave_out(registration=car, reason="工作人员", by=campaign.planner)
    draw = make_draw(campaign)
    address = reverse("registrations:draw_record", args=[draw.public_id])
    chinese, english = (Client(HTTP_ACCEPT_LANGUAGE=language).get(address).text for language in ("zh-hans", "en"))

    assert all(words in chinese for words in ("2 号车：工作人员", "工作人员与嘉宾 3 人：不参加抽奖"))
    assert "car 2: 工作人员" in english
    assert "crew and guests, 3 people: not part of the draw" in english
    assert "published these rules in Chinese" in english


def test_passed_cars_are_explained_in_the_readers_language_on_page_and_in_the_saved_file():
    draw = make_draw(state="thrown")
    reveal_one(draw)
    reveals.mark_absent(draw=draw, place=0, reason=ABSENCES[1])
    acts.finish(draw=draw, reason="late", by=draw.campaign.planner)

    for name in ("draw_record", "draw_verifier"):
        address = reverse(f"registrations:{name}", args=[draw.public_id])
        pages = {code: Client(HTTP_ACCEPT_LANGUAGE=code).get(address).content.decode() for code in ("zh-hans", "en")}
        assert f'<span data-sealed="{ABSENCES[1]}" hidden>提前回家了</span>' in pages["zh-hans"]
        assert f'<span data-sealed="{ABSENCES[1]}" hidden>went home early</span>' in pages["en"]
    assert (
        "：提前回家了"
        in Client(HTTP_ACCEPT_LANGUAGE="zh-hans").get(reverse("registrations:draw_record", args=[draw.public_id])).text
    )


def test_page_says_when_prizes_outnumber_the_cars_and_when_everybody_has_won(signed_in):
    campaign = make_live_campaign(cars=2, prizes=(("cup", 3, 30),))
    client = signed_in(campaign.planner)
    assert "奖品比车多" in client.get(overview(campaign)).text

    make_draw(campaign, state="finished")

    page = client.get(overview(campaign)).text
    assert "到场的车都中过奖了，或者不参加" in page
    assert "还没有车签到" not in page


def test_record_names_what_was_not_drawn():
    draw = make_draw(state="thrown")
    reveal_one(draw)
    address = reverse("registrations:draw_record", args=[draw.public_id])
    assert "没有抽出" not in Client().get(address).text

    acts.finish(draw=draw, reason="late", by=draw.campaign.planner)

    assert "超豪华越野自行车" in Client().get(address).text.split("没有抽出")[1]


def test_leaving_a_car_out_without_a_reason_opens_the_form_with_its_error(signed_in):
    campaign = make_live_campaign()
    car = Registration.objects.for_campaign(campaign).first()
    out = reverse("registrations:draw_exclusion", args=[campaign.slug])

    page = signed_in(campaign.planner).post(out, {"car": car.pk, "reason": ""}).text

    assert "写明原因" in page.split("<details open>")[1].split("</details>")[0]


def test_pass_of_a_car_left_out_says_why():
    campaign = make_live_campaign()
    party = Registration.objects.for_campaign(campaign).get(car_number=2)
    leave_out(registration=party, reason="工作人员的车", by=campaign.planner)
    make_draw(campaign, state="committed")

    page = Client().get(reverse("registrations:pass_page", args=[pass_token(party)])).text

    assert "您的车没有参加抽奖：工作人员的车" in page


def test_names_reach_the_big_screen_only_after_the_throw():
    draw = make_draw(state="committed")
    name = draw.entrants.first().registration.name
    link = make_presenter_link(campaign=draw.campaign, by=draw.campaign.planner)
    page = reverse("registrations:presenter_draw", args=[presenter_token(link)])

    assert name not in Client().get(page).content.decode()
    acts.record_throw(draw=draw, throw=DICE[: draw.dice], link=link)
    entrants = Client().get(page).json()["draw"]["entrants"]

    assert name in [entrant["name"] for entrant in entrants]
    assert all("**" in entrant["rest"] for entrant in entrants)


@pytest.mark.parametrize(
    ("hour", "ends_day", "ends_hour"), [(0, 21, 12), (7, 22, 6), (15, 22, 6), (18, 22, 6), (21, 22, 9)]
)
def test_link_is_good_until_the_morning_after_the_evening(hour, ends_day, ends_hour):
    campaign = make_live_campaign()
    at = dt.datetime(2026, 11, 21, hour, tzinfo=campaign.zone)

    link = make_presenter_link(campaign=campaign, by=campaign.planner, at=at)

    assert link.expires_at == dt.datetime(2026, 11, ends_day, ends_hour, tzinfo=campaign.zone)


@pytest.mark.parametrize("ended", ["revoked", "expired", "forged", "replaced"])
def test_link_that_is_not_good_opens_nothing(ended):
    campaign = make_live_campaign()
    link = make_presenter_link(campaign=campaign, by=campaign.planner)
    token = presenter_token(link)
    names = ["presenter_screen", "presenter_draw"]
    assert [Client().get(reverse(f"registrations:{name}", args=[token])).status_code for name in names] == [200, 200]

    if ended == "revoked":
        revoke_presenter_links(campaign=campaign, by=campaign.planner)
    elif ended == "replaced":
        make_presenter_link(campaign=campaign, by=campaign.planner)
    elif ended == "expired":
        PresenterLink.objects.update(made_at=timezone.now() - GOOD_FOR, expires_at=timezone.now())
    else:
        token = token[:-1] + ("A" if token[-1] != "A" else "B")

    for name in (*names, "presenter_seal", "presenter_dice", "presenter_reveals", "presenter_end"):
        method = Client().get if name in names else Client().post
        assert method(reverse(f"registrations:{name}", args=[token])).status_code == 404, name


class Screen:
    """The presenter's page without a browser."""

    def __init__(self, draw):
        self.link = make_presenter_link(campaign=draw.campaign, by=draw.campaign.planner)
        self.token = presenter_token(self.link)

    def post(self, name, body):
        address = reverse(f"registrations:presenter_{name}", args=[self.token])
        return Client().post(address, json.dumps(body), content_type="application/json")


def test_whole_evening_over_the_wire():
    draw = make_draw()
    screen = Screen(draw)

    assert screen.post("seal", {}).json()["draw"]["state"] == "committed"
    assert screen.post("dice", {"throw": "123"}).json()["problem"]
    sealed = screen.post("dice", {"throw": DICE[: draw.dice]}).json()["draw"]
    numbers = [entrant["number"] for entrant in sealed["entrants"]]
    order = verify_draw.drawing_order(numbers, sealed["secret"], sealed["commit"], sealed["throw"])
    events = [
        {"place": 0, "number": order[0], "result": "won", "at": "2026-10-24T11:30:00Z"},
        {"place": 0, "number": order[0], "result": "absent", "reason": "提前回家了"},
        *({"place": place, "number": order[place], "result": "won"} for place in (1, 2, 3)),
    ]
    answer = screen.post("reveals", {"draw": draw.public_id, "reveals": events}).json()

    assert answer["fates"] == ["stored"] * 5
    ended = screen.post("end", {}).json()["draw"]
    assert ended["state"] == "finished"
    text = Client().get(reverse("registrations:draw_transcript", args=[draw.public_id])).content.decode()
    assert verify_draw.problems(text) == []
    assert [one["result"] for one in json.loads(text)["outcomes"]] == ["absent", "won", "won", "won"]


def test_upload_sent_again_changes_nothing():
    draw = make_draw(state="thrown")
    screen, order = Screen(draw), queries.order_of(draw)
    body = {
        "draw": draw.public_id,
        "reveals": [{"place": place, "number": order[place], "result": "won"} for place in (0, 1)],
    }

    answers = [screen.post("reveals", body).json() for _again in range(3)]

    assert [answer["fates"] for answer in answers] == [["stored"] * 2] * 3
    assert [reveal.entrant.number for reveal in draw.reveals.all()] == order[:2]


def test_wrong_event_is_refused_and_blocks_no_other():
    draw = make_draw(state="thrown")
    screen, order = Screen(draw), queries.order_of(draw)
    events = [
        {"place": 0, "number": order[1], "result": "won"},
        "nonsense",
        {"place": "x"},
        {"place": 0, "number": order[0], "result": "won"},
        {"place": 0, "number": order[0], "result": "absent", "reason": ""},
    ]

    answer = screen.post("reveals", {"draw": draw.public_id, "reveals": events}).json()

    assert answer["fates"] == ["refused", "refused", "refused", "stored", "refused"]
    assert answer["problem"]
    assert answer["draw"]["reveals"] == [{"place": 0, "number": order[0], "result": "won", "reason": ""}]


def test_unreadable_upload_answers_no_fate():
    draw, other = make_draw(state="thrown"), make_draw(state="thrown")
    screen = Screen(draw)

    for body in ({}, [], {"draw": other.public_id, "reveals": []}, {"draw": draw.public_id, "reveals": "x"}):
        answer = screen.post("reveals", body)
        assert answer.status_code == 400
        assert "fates" not in answer.json()


def test_link_holder_acts_in_the_name_of_who_made_the_link():
    from campaigns.models import Record

    draw = make_draw()
    Screen(draw).post("seal", {})

    row = Record.objects.get(verb="commit_draw")
    assert row.by == draw.campaign.planner
    assert row.facts["presenter_link"] == PresenterLink.objects.get().pk


def test_prize_is_handed_over_once_and_signed(signed_in):
    draw = make_draw(state="finished")
    win = draw.reveals.first()
    client = signed_in(draw.campaign.planner)
    address = reverse("registrations:prize_claim", args=[draw.campaign.slug, win.pk])

    assert client.post(address, {"collected_by": "", "signature": SIGNED}).status_code == 422
    assert client.post(address, {"collected_by": "童丽", "signature": "M1 1<script>"}).status_code == 422
    assert client.post(address, {"collected_by": "童丽", "signature": SIGNED}).status_code == 302
    assert client.post(address, {"collected_by": "别人", "signature": SIGNED}).status_code == 422

    claim = PrizeClaim.objects.get()
    assert (claim.collected_by, claim.signature, claim.is_signed_on_paper) == ("童丽", SIGNED, False)


def test_signature_on_paper_is_said_so(signed_in):
    draw = make_draw(state="finished")
    address = reverse("registrations:prize_claim", args=[draw.campaign.slug, draw.reveals.first().pk])

    planner = signed_in(draw.campaign.planner)
    assert planner.post(address, {"collected_by": "童丽"}).status_code == 422
    assert not PrizeClaim.objects.exists()
    planner.post(address, {"collected_by": "童丽", "on_paper": "on"})

    assert PrizeClaim.objects.get().is_signed_on_paper


def test_passed_or_void_win_cannot_be_collected(signed_in):
    draw = make_draw(state="thrown")
    passed = reveal_one(draw)
    reveals.mark_absent(draw=draw, place=0, reason="gone")
    voided = make_draw(campaign=None, state="thrown")
    win = reveal_one(voided)
    acts.void(draw=voided, reason="a car is missing", by=voided.campaign.planner)

    for reveal, campaign in ((passed, draw.campaign), (win, voided.campaign)):
        address = reverse("registrations:prize_claim", args=[campaign.slug, reveal.pk])
        assert signed_in(campaign.planner).post(address, {"collected_by": "x"}).status_code == 404
    assert not PrizeClaim.objects.exists()


def test_draw_with_a_prize_handed_over_cannot_be_void(signed_in):
    draw = make_draw(state="thrown")
    win = reveal_one(draw)
    client = signed_in(draw.campaign.planner)
    client.post(
        reverse("registrations:prize_claim", args=[draw.campaign.slug, win.pk]),
        {"collected_by": "x", "signature": SIGNED},
    )

    answer = client.post(
        reverse("registrations:draw_voiding", args=[draw.campaign.slug, draw.number]), {"void-reason": "x"}
    )

    assert answer.status_code == 409
    draw.refresh_from_db()
    assert draw.state == "thrown"


def test_void_draw_stays_on_the_public_page_with_its_reason():
    draw = make_draw(state="void")
    page = Client().get(reverse("registrations:draw_record", args=[draw.public_id])).content.decode()

    assert "名单漏了一辆车" in page
    text = Client().get(reverse("registrations:draw_transcript", args=[draw.public_id])).content.decode()
    assert verify_draw.problems(text) == []


def test_public_page_shows_numbers_and_only_the_big_winner_by_the_first_sign():
    campaign = make_live_campaign(cars=3)
    names = ["陈红梅", "欧阳锋", "张冬梅"]
    for registration, name in zip(Registration.objects.for_campaign(campaign), names, strict=True):
        Registration.objects.filter(pk=registration.pk).update(name=name)
    draw = make_draw(campaign, state="finished")
    big = draw.reveals.get(prize__worth_amount=6800).entrant.registration.name

    page = Client().get(reverse("registrations:draw_record", args=[draw.public_id])).content.decode()

    assert f"{big[0]}**" in page
    assert not any(name in page for name in names)
    assert not any(f"{name[0]}**" in page for name in names if name != big)


def test_saved_verifier_carries_everything_and_loads_nothing():
    draw = make_draw(state="finished")
    answer = Client().get(reverse("registrations:draw_verifier", args=[draw.public_id]))
    page = answer.content.decode()

    assert answer["Content-Disposition"] == f'attachment; filename="draw-{draw.public_id}.html"'
    embedded = page.split('id="record">', 1)[1].split("</script>", 1)[0]
    assert json.loads(embedded) == draw.transcript
    assert "ConvoyVerify" in page
    assert not any(word in page for word in (' src="', "<link", "http://", "https://"))


def test_script_is_served_as_it_stands_in_the_repository():
    served = Client().get(reverse("registrations:draw_script")).content.decode()

    assert "def problems(" in served
    assert "import django" not in served


def proof(registration):
    page = Template("{% load draw_proof %}{% draw_proof registration %}")
    return page.render(Context({"registration": registration}))


def test_pass_says_how_the_draw_went():
    draw = make_draw(state="finished")
    won = draw.reveals.first()
    lost = draw.entrants.filter(reveal__isnull=True).first().registration
    riding = make_registration(draw.campaign, state="confirmed", cars=0)

    assert "您抽中了" in proof(won.entrant.registration)
    assert won.prize.name in proof(won.entrant.registration)
    assert "这次没抽中" in proof(lost)
    assert "您抽中了" not in proof(lost)
    assert "在场的车参加了抽奖" in proof(riding)
    assert reverse("registrations:draw_record", args=[draw.public_id]) in proof(lost)


def test_winner_learns_where_the_prize_is_once_the_desk_is_gone():
    draw = make_draw(state="finished")
    won = draw.reveals.filter(result="won").first()
    party, campaign = won.entrant.registration, won.entrant.registration.campaign
    assert "签到台" in proof(party)
    campaign.state, campaign.contact_phone = State.CLOSED, "0731-8888 0000"
    campaign.save()
    party.refresh_from_db()

    assert "0731-8888 0000" in proof(party)
    assert "签到台" not in proof(party)

    PrizeClaim.objects.create(
        reveal=won, collected_by="何静", collected_at=timezone.now(), is_signed_on_paper=True, by=campaign.planner
    )
    assert "已由何静领走" in proof(party)
    assert "0731-8888 0000" not in proof(party)


def test_pass_says_nothing_before_the_draw_is_sealed():
    draw = make_draw()

    assert proof(draw.entrants.first().registration).strip() == ""


def test_staff_page_asks_the_same_number_of_questions_for_3_and_30_cars(signed_in, django_assert_num_queries):
    for cars in (3, 30):
        campaign = make_live_campaign(cars=cars, prizes=(("cup", cars, 10),))
        draw = make_draw(campaign, state="finished")
        client = signed_in(campaign.planner)
        with django_assert_num_queries(23):
            page = client.get(overview(campaign)).content.decode()
        assert page.count("prize_claim") == 0
        assert page.count("/claim/") == draw.reveals.count() == cars


def test_winners_list_names_every_win_with_what_was_signed(signed_in):
    draw = make_draw(state="finished")
    win = draw.reveals.order_by("place").first()
    client = signed_in(draw.campaign.planner)
    claim = reverse("registrations:prize_claim", args=[draw.campaign.slug, win.pk])
    client.post(claim, {"collected_by": "Tong Li", "signature": SIGNED})

    answer = client.get(reverse("registrations:winners_list_pdf", args=[draw.campaign.slug]))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)

    names = [reveal.entrant.registration.name for reveal in draw.reveals.all()]
    assert len(names) == 3
    assert all(name in text for name in (*names, "Tong Li", draw.commit))


def test_winners_list_leaves_out_void_draws_and_passed_cars(signed_in):
    void = make_draw(state="thrown")
    lost = reveal_one(void).entrant.registration
    acts.void(draw=void, reason="a car is missing", by=void.campaign.planner)
    Registration.objects.filter(pk=lost.pk).update(name="Nobody Now")

    answer = signed_in(void.campaign.planner).get(reverse("registrations:winners_list_pdf", args=[void.campaign.slug]))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)

    assert "还没有开奖" in text
    assert "Nobody Now" not in text
