"""In and out, one's own profile, day and night."""

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.forms.sign_in import TRIES_A_NAME
from campaigns.models import Staff
from tests.factories import make_campaign, make_club, make_staff

SIGN_IN = "/sign-in/"


@pytest.fixture
def planner(db: None) -> Staff:
    return make_staff(make_club(), username="wang", name="王晓")


def test_right_password_leads_where_one_wanted_to_go(planner: Staff) -> None:
    answer = Client().post(SIGN_IN, {"username": "wang", "password": "pw", "next": "/profile/"})

    assert (answer.status_code, answer["Location"]) == (302, "/profile/")


def test_foreign_address_is_not_followed(planner: Staff) -> None:
    answer = Client().post(SIGN_IN, {"username": "wang", "password": "pw", "next": "https://elsewhere.example/"})

    assert answer.status_code == 302
    assert "elsewhere" not in answer["Location"]


def test_what_was_sent_while_signed_out_is_said_to_be_lost(planner: Staff) -> None:
    """The page the form stood on comes back after signing in, not the address that only takes forms."""
    client, page = Client(), "http://testserver/campaigns/tour/tasks/"
    answer = client.post("/campaigns/tour/moves/close/", headers={"Referer": page})

    assert answer["Location"].startswith(f"{SIGN_IN}?next=")
    asked = client.get(answer["Location"]).text
    assert f'name="next" value="{page}"' in asked
    assert "没有保存" in asked
    assert "没有保存" not in client.get(SIGN_IN).text


def test_foreign_page_is_not_gone_back_to(planner: Staff) -> None:
    answer = Client().post("/campaigns/tour/moves/close/", headers={"Referer": "https://elsewhere.example/form/"})

    assert answer["Location"] == f"{SIGN_IN}?next=/&unsaved=1"


def test_part_of_a_page_sends_the_whole_page_to_sign_in(planner: Staff) -> None:
    path = reverse("registrations:check_in_overview", args=["tour"])
    page = f"http://testserver{path}"
    answer = Client().get(path, headers={"HX-Request": "true", "HX-Current-URL": page})

    assert answer.status_code == 200
    assert answer["HX-Redirect"] == f"{SIGN_IN}?next=http%3A//testserver{path}"


@pytest.mark.parametrize(
    ("opened", "seen"),
    [
        ("/campaigns/tour/draws/", "/campaigns/tour/"),
        ("/campaigns/tour/report/photos/", "/campaigns/tour/report/"),
        ("/sign-out/", "/"),
    ],
)
def test_browser_that_opens_an_address_for_forms_is_led_on(opened: str, seen: str, planner: Staff, signed_in) -> None:
    make_campaign(planner.roles.get().club, slug="tour", state="live")
    client = signed_in(planner)

    assert client.get(opened, headers={"Accept": "text/html,*/*"})["Location"] == seen
    assert client.get(opened, headers={"Accept": "application/json"}).status_code == 405
    assert client.put(opened, headers={"Accept": "text/html"}).status_code in {403, 405}


def test_wrong_password_and_unknown_name_get_the_same_words(planner: Staff) -> None:
    wrong, unknown = (
        Client().post(SIGN_IN, {"username": name, "password": "no"}).content.decode() for name in ("wang", "nobody")
    )

    assert "登录名和密码对不上" in wrong
    assert "登录名和密码对不上" in unknown


def test_try_after_try_is_asked_to_wait(planner: Staff) -> None:
    client = Client()
    for _ in range(TRIES_A_NAME.times):
        client.post(SIGN_IN, {"username": "wang", "password": "no"})

    answer = client.post(SIGN_IN, {"username": "wang", "password": "pw"})

    assert "一刻钟后再试" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_sign_out_needs_a_post(planner: Staff, signed_in) -> None:
    client = signed_in(planner)

    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert "_auth_user_id" not in client.session


def test_theme_is_kept_in_the_profile_and_the_browser(planner: Staff, signed_in) -> None:
    client = signed_in(planner)

    client.post("/theme/", {"theme": "dark", "next": "/profile/"})

    planner.refresh_from_db()
    assert planner.theme == "dark"
    assert 'data-theme="dark"' in client.get("/profile/").content.decode()


def test_profile_changes_name_and_language(planner: Staff, signed_in) -> None:
    client = signed_in(planner)

    client.post("/profile/", {"name": "Wang Xiao", "language": "en", "theme": ""})

    planner.refresh_from_db()
    assert (planner.name, planner.language) == ("Wang Xiao", "en")
    assert '<html lang="en"' in client.get("/profile/").content.decode()


def test_password_changes_only_with_the_old_one(planner: Staff, signed_in) -> None:
    client = signed_in(planner)
    new = {"new_password1": "ein langes Wort", "new_password2": "ein langes Wort"}

    refused = client.post(reverse("campaigns:own_password"), {"old_password": "no"} | new)
    planner.refresh_from_db()
    assert refused.status_code == 422
    assert planner.check_password("pw")

    client.post(reverse("campaigns:own_password"), {"old_password": "pw"} | new)
    planner.refresh_from_db()
    assert planner.check_password("ein langes Wort")
