"""A club's page: its administrators decide what owners read and who works there."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from campaigns.actions.staff import (
    AnotherClubToo,
    LastAdministrator,
    NotFormer,
    add_staff,
    change_roles,
    end_access,
    restore_access,
    set_password,
)
from campaigns.models import Club, Record, Role, Staff
from tests.factories import make_club, make_staff


@pytest.fixture
def club(db: None) -> Club:
    return make_club(slug="xingchen", name="星辰车友会")


@pytest.fixture
def administrator(club: Club) -> Staff:
    return make_staff(club, Role.ADMINISTRATOR)


def roles(staff: Staff, club: Club) -> set[str]:
    return set(staff.roles.filter(club=club).values_list("role", flat=True))


def test_new_colleague_signs_in_with_the_roles_given(club: Club, administrator: Staff) -> None:
    staff = add_staff(
        club=club, name="陈静", username="chen", password="a long word", roles=["caller", "host"], by=administrator
    )

    assert roles(staff, club) == {"caller", "host"}
    assert Client().login(username="chen", password="a long word")
    assert Record.objects.get(verb="add_staff").facts == {"roles": ["caller", "host"]}


def test_user_name_says_which_signs_it_has(club: Club, administrator: Staff, signed_in) -> None:
    fields = {"name": "陈静", "username": "陈 静", "password": "a long word", "roles": ["caller"]}
    page = signed_in(administrator).post("/clubs/xingchen/staff/new/", fields)

    assert page.status_code == 422
    assert "登录名只能用字母、数字、下划线和连字符。" in page.text
    assert "有效" not in page.text


def test_last_administrator_stays(club: Club, administrator: Staff) -> None:
    with pytest.raises(LastAdministrator):
        change_roles(club=club, staff=administrator, roles=["planner"], by=administrator)
    with pytest.raises(LastAdministrator):
        end_access(club=club, staff=administrator, by=administrator)

    assert roles(administrator, club) == {"administrator"}


def test_access_ends_in_one_club_only(club: Club, administrator: Staff) -> None:
    other = make_club()
    caller = make_staff(club, Role.CALLER)
    caller.roles.create(club=other, role=Role.CALLER)

    end_access(club=club, staff=caller, by=administrator)

    caller.refresh_from_db()
    assert roles(caller, club) == set()
    assert roles(caller, other) == {"caller"}
    assert caller.is_active


def test_account_closes_with_its_last_access(club: Club, administrator: Staff) -> None:
    caller = make_staff(club, Role.CALLER)

    end_access(club=club, staff=caller, by=administrator)

    caller.refresh_from_db()
    assert not caller.is_active


def test_access_is_asked_about_and_ends_every_session(club: Club, administrator: Staff, signed_in) -> None:
    caller = make_staff(club, Role.CALLER)
    phone, admin = signed_in(caller), signed_in(administrator)
    page = f"/clubs/xingchen/staff/{caller.pk}/end/"

    asked = admin.get(page)
    assert caller.name in asked.text
    assert phone.get("/profile/").status_code == 200

    admin.post(page)
    Staff.objects.filter(pk=caller.pk).update(is_active=True)
    assert phone.get("/profile/").status_code == 302
    assert admin.get("/profile/").status_code == 200


def test_former_colleague_is_listed_and_comes_back(club: Club, administrator: Staff, signed_in) -> None:
    caller = make_staff(club, Role.CALLER, Role.HOST, username="chen")
    end_access(club=club, staff=caller, by=administrator)
    admin, page = signed_in(administrator), f"/clubs/xingchen/staff/former/{caller.pk}/restoration/"

    assert page in admin.get("/clubs/xingchen/").text
    taken = admin.post("/clubs/xingchen/staff/new/", {"username": "Chen"})
    assert caller.name in str(taken.context["form"].errors["username"])
    assert admin.get(page).context["form"].initial["roles"] == ["caller", "host"]

    admin.post(page, {"roles": ["caller"]})
    assert roles(caller, club) == {"caller"}
    assert Client().login(username="chen", password="pw")
    assert Record.objects.get(verb="restore_access").facts == {"roles": ["caller"]}
    assert page not in admin.get("/clubs/xingchen/").text
    assert admin.get(page).status_code == 404


def test_only_who_worked_here_can_come_back(club: Club, administrator: Staff) -> None:
    stranger = make_staff(make_club(), Role.CALLER)
    with pytest.raises(NotFormer):
        restore_access(club=club, staff=stranger, roles=["caller"], by=administrator)

    assert roles(stranger, club) == set()


def test_page_is_for_administrators_of_this_club(club: Club, administrator: Staff, signed_in) -> None:
    assert signed_in(administrator).get("/clubs/xingchen/").status_code == 200
    assert signed_in(make_staff(club, Role.MANAGER)).get("/clubs/xingchen/").status_code == 403
    assert signed_in(make_staff(make_club(), Role.ADMINISTRATOR)).get("/clubs/xingchen/").status_code == 404


def test_colleague_of_another_club_is_not_found(club: Club, administrator: Staff, signed_in) -> None:
    stranger = make_staff(make_club(), Role.CALLER)

    assert signed_in(administrator).get(f"/clubs/xingchen/staff/{stranger.pk}/").status_code == 404
    assert signed_in(administrator).post(f"/clubs/xingchen/staff/{stranger.pk}/end/").status_code == 404


def test_lost_password_is_set_anew_and_the_old_one_no_longer_opens(club: Club, administrator: Staff, signed_in) -> None:
    caller = make_staff(club, Role.CALLER)
    old = signed_in(caller)

    page = f"/clubs/xingchen/staff/{caller.pk}/password/"
    refused = signed_in(administrator).post(page, {"password": "short"})
    assert refused.status_code == 422
    assert "密码太短，至少要 10 个字符。" in refused.content.decode()
    assert signed_in(administrator).post(page, {"password": "湖边的三棵老樟树 7"}).status_code == 302

    assert old.get("/profile/").status_code == 302
    assert Client().login(username=caller.username, password="湖边的三棵老樟树 7")
    assert Record.objects.get(verb="set_password").facts == {}
    caller.refresh_from_db()
    assert signed_in(caller).post(page, {"password": "another one, long enough"}).status_code == 403


def test_password_of_an_account_that_opens_a_foreign_club_is_not_ours_to_set(club: Club, administrator: Staff) -> None:
    other = make_club()
    caller = make_staff(club, Role.CALLER)
    caller.roles.create(club=other, role=Role.PLANNER)
    with pytest.raises(AnotherClubToo):
        set_password(club=club, staff=caller, password="long enough, is it", by=administrator)

    administrator.roles.create(club=other, role=Role.ADMINISTRATOR)
    set_password(club=club, staff=caller, password="long enough, is it", by=administrator)

    caller.refresh_from_db()
    assert caller.check_password("long enough, is it")


def test_refused_change_is_said_on_the_page(club: Club, administrator: Staff, signed_in) -> None:
    answer = signed_in(administrator).post(f"/clubs/xingchen/staff/{administrator.pk}/", {"roles": ["planner"]})

    assert answer.status_code == 422
    assert "唯一的管理员" in answer.content.decode()


def test_logo_is_drawn_anew_and_shown_to_owners(club: Club, administrator: Staff, signed_in) -> None:
    raw = io.BytesIO()
    Image.new("RGB", (900, 900), "navy").save(raw, "JPEG", comment=b"secret")
    upload = SimpleUploadedFile("logo.jpg", raw.getvalue(), content_type="image/jpeg")

    signed_in(administrator).post("/clubs/xingchen/", {"name": club.name, "logo": upload})

    answer = Client().get("/clubs/xingchen/logo.png")
    content = b"".join(answer.streaming_content)
    assert Image.open(io.BytesIO(content)).size == (256, 256)
    assert b"secret" not in content


def test_logo_is_shown_on_the_form_and_can_be_taken_away(club: Club, administrator: Staff, signed_in) -> None:
    admin = signed_in(administrator)
    assert "removes_logo" not in admin.get("/clubs/xingchen/").text
    raw = io.BytesIO()
    Image.new("RGB", (300, 300), "navy").save(raw, "PNG")
    admin.post(
        "/clubs/xingchen/", {"name": club.name, "logo": SimpleUploadedFile("l.png", raw.getvalue(), "image/png")}
    )

    page = admin.get("/clubs/xingchen/").text.split("<main")[1]
    assert '<img src="/clubs/xingchen/logo.png?' in page
    assert ">clubs/" not in page
    admin.post("/clubs/xingchen/", {"name": club.name})
    club.refresh_from_db()
    assert club.logo

    admin.post("/clubs/xingchen/", {"name": club.name, "removes_logo": "on"})
    club.refresh_from_db()
    assert not club.logo


def test_colour_is_chosen_and_the_green_of_the_signs_means_none(club: Club, administrator: Staff, signed_in) -> None:
    admin = signed_in(administrator)
    field = re.search(r'<input type="color"[^>]*>', admin.get("/clubs/xingchen/").text)
    assert field
    green = re.search(r'value="(#\w{6})"', field[0])
    assert green

    for typed, kept in ((green[1], ""), ("#AA0000", "#aa0000"), (green[1], "")):
        admin.post("/clubs/xingchen/", {"name": club.name, "colour": typed})
        club.refresh_from_db()
        assert club.colour == kept


def test_no_logo_is_nothing_at_that_address(club: Club) -> None:
    assert Client().get("/clubs/xingchen/logo.png").status_code == 404
