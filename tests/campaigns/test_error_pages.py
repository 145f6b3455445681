"""What people read when something is not there, not theirs, or broken."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.factories import make_club, make_staff


@pytest.mark.django_db
def test_unknown_address_is_answered_in_both_languages() -> None:
    client = Client()

    assert "这个地址没有内容" in client.get("/no-such-page/").content.decode()
    client.cookies["django_language"] = "en"
    assert "Nothing at this address" in client.get("/no-such-page/").content.decode()


@pytest.mark.django_db
def test_wrong_role_is_told_who_may(signed_in) -> None:
    club = make_club()
    answer = signed_in(make_staff(club, "host")).get(f"/clubs/{club.slug}/")

    assert answer.status_code == 403
    assert "管理员" in answer.content.decode()


def test_broken_page_needs_no_request_and_no_database() -> None:
    assert "是我们这边出了问题" in render_to_string("500.html")
