"""Taking a list of owners: preview first, then all of it or nothing."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from campaigns.models import Record, Role
from registrations.actions.owner_import import import_owners, preview_import
from registrations.errors import ImportRefused
from registrations.models import Owner, OwnerImport, Vehicle
from registrations.schedules import forget_old
from tests.factories import make_club, make_owner, make_staff

REAL = Path(__file__).parents[2] / "registrations" / "demo" / "data" / "dms-export.xlsx"
HEAD = "姓名,手机,车牌,车架号,累计消费,备注,生日"
pytestmark = pytest.mark.django_db


def preview(club, *lines: str) -> OwnerImport:
    content = "\n".join([HEAD, *lines]).encode()
    return preview_import(club=club, by=make_staff(club), file_name="list.csv", content=content)


def counts(upload: OwnerImport) -> tuple[int, ...]:
    return (
        upload.new_count,
        upload.updated_count,
        upload.unchanged_count,
        upload.merged_count,
        upload.rejected_count,
    )


def test_real_export_previewed_then_taken_then_known():
    club = make_club()
    planner = make_staff(club)
    upload = preview_import(club=club, by=planner, file_name="dms.xlsx", content=REAL.read_bytes())

    assert counts(upload) == (552, 0, 0, 36, 12)
    assert not Owner.objects.exists()

    import_owners(upload=upload, by=planner)

    assert Owner.objects.of_club(club).count() == 552
    assert Vehicle.objects.filter(owner__club=club).count() == 552
    assert Owner.objects.filter(do_not_call=True).count() == 59
    owner = Owner.objects.get(phone="+8613800001186")
    assert (owner.name, owner.initials, str(owner.spent_amount), owner.visit_count) == ("华桂珍", "hgz", "21144.10", 12)
    assert owner.vehicles.get().plate == "赣EDZ9548"
    assert not bytes(OwnerImport.objects.get(pk=upload.pk).content)
    assert Record.objects.get(verb="import_owners").facts == {"new": 552, "updated": 0, "rejected": 12}

    again = preview_import(club=club, by=planner, file_name="dms.xlsx", content=REAL.read_bytes())
    assert counts(again) == (0, 0, 552, 36, 12)


def test_known_owner_is_filled_in_and_never_emptied_or_called_again():
    club = make_club()
    owner = make_owner(
        club, name="王伟", phone="+8613900008617", city="长沙", spent_amount=900, do_not_call=True, note="老客户"
    )
    Vehicle.objects.create(owner=owner, plate="湘A12345")
    upload = preview(club, "王伟,13900008617,湘A12345,LD9PCF431SF4DHRD2,1200,有两个孩子,1980-02-03")
    import_owners(upload=upload, by=upload.by)

    owner.refresh_from_db()
    assert counts(upload) == (0, 1, 0, 0, 0)
    assert (owner.city, int(owner.spent_amount), owner.do_not_call) == ("长沙", 1200, True)
    assert owner.note == "老客户 · 有两个孩子"
    assert owner.vehicles.get().vin == "LD9PCF431SF4DHRD2"


def test_number_of_somebody_else_in_the_archive_is_rejected_by_name():
    club = make_club()
    make_owner(club, name="李娜", phone="+8613900008617")
    upload = preview(club, "王伟,13900008617,,,,,")

    assert counts(upload) == (0, 0, 0, 0, 1)
    assert "李娜" in upload.lines[0][3][0]


def test_same_number_in_another_club_is_another_owner():
    make_owner(make_club(), name="李娜", phone="+8613900008617")
    upload = preview(make_club(), "王伟,13900008617,,,,,")

    assert counts(upload) == (1, 0, 0, 0, 0)


def test_list_is_taken_once_and_not_after_the_archive_changed():
    club = make_club()
    upload = preview(club, "王伟,13900008617,,,,,")
    late = preview(club, "王伟,13900008617,,,,,", "李娜,13900008618,,,,,")
    import_owners(upload=upload, by=upload.by)

    with pytest.raises(ImportRefused):
        import_owners(upload=upload, by=upload.by)
    with pytest.raises(ImportRefused):
        import_owners(upload=late, by=upload.by)
    assert [owner.name for owner in Owner.objects.of_club(club)] == ["王伟"]


def test_failure_while_writing_takes_nothing(monkeypatch):
    club = make_club()
    upload = preview(club, "王伟,13900008617,湘A12345,,,,", "李娜,13900008618,,,,,")

    def fail(*_args, **_kwargs):
        raise RuntimeError("disk full")

    monkeypatch.setattr("registrations.actions.owner_import.Vehicle.objects.bulk_update", fail)
    with pytest.raises(RuntimeError):
        import_owners(upload=upload, by=upload.by)

    assert not Owner.objects.exists()
    assert OwnerImport.objects.get(pk=upload.pk).is_open


def test_car_known_under_another_number_is_told():
    club = make_club()
    owner = make_owner(club, name="李娜", phone="+8613900008618")
    Vehicle.objects.create(owner=owner, vin="LD9PCF431SF4DHRD2")
    upload = preview(club, "王伟,13900008617,,LD9PCF431SF4DHRD2,,,")

    assert upload.new_count == 1
    assert "李娜" in upload.lines[0][3][0]


def test_previews_are_forgotten_after_a_week(django_assert_num_queries):
    upload = preview(make_club(), "王伟,13900008617,,,,,")
    import datetime as dt

    forget_old(upload.made_at + dt.timedelta(days=6))
    assert OwnerImport.objects.exists()
    forget_old(upload.made_at + dt.timedelta(days=8))
    assert not OwnerImport.objects.exists()


def send(client, club, name: str, content: bytes):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("registrations:owner_import"), {"club": club.slug, "file": file})


def test_page_from_file_to_archive(signed_in):
    club = make_club()
    client = signed_in(make_staff(club, Role.PLANNER))
    answer = send(client, club, "list.csv", f"{HEAD}\n王伟,13900008617,,,,,\n=SUM(A1),13900008618,,,,,".encode())
    upload = OwnerImport.objects.get()

    assert answer.url == reverse("registrations:owner_import_preview", args=[upload.pk])
    assert "王伟" not in client.get(answer.url + "?fate=rejected").content.decode()
    assert "=SUM(A1)" in client.get(answer.url + "?fate=rejected").content.decode()
    client.post(reverse("registrations:owner_import_entry", args=[upload.pk]))
    assert Owner.objects.get().name == "王伟"
    assert "139****8617" in client.get(reverse("registrations:owner_list")).content.decode()


def test_report_names_each_line_and_starts_no_formula(signed_in):
    club = make_club()
    upload = preview(club, "王伟,13900008617,,,,,", "=1+1,13900008618,,,,,")
    client = signed_in(make_staff(club, Role.MANAGER))
    answer = client.get(reverse("registrations:owner_import_report", args=[upload.pk]))

    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows())
    assert [row[0].value for row in rows[1:]] == [2, 3]
    assert all(cell.data_type != "f" for row in rows for cell in row)


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.csv", b""), ("picture.png", b"\x89PNG\r\n\x1a\n\x00"), ("old.xls", b"\xd0\xcf\x11\xe0")],
)
def test_page_says_what_is_wrong_with_a_file(signed_in, name, content):
    club = make_club()
    client = signed_in(make_staff(club, Role.PLANNER))
    answer = send(client, club, name, content)

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not OwnerImport.objects.exists()


def test_file_of_25_megabytes_is_refused_unread(signed_in, monkeypatch):
    club = make_club()
    client = signed_in(make_staff(club, Role.PLANNER))
    monkeypatch.setattr("registrations.views.owner_import.preview_import", lambda **_: pytest.fail("was read"))
    with translation.override("en"):
        answer = send(client, club, "big.csv", b"x" * 25 * 1024 * 1024)

    assert answer.status_code == 422
    assert "10 MB" in str(answer.context["form"].errors["file"])


def test_callers_read_the_archive_but_send_in_nothing(signed_in):
    club = make_club()
    make_owner(club, name="王伟")
    caller = signed_in(make_staff(club, Role.CALLER))

    assert "王伟" in caller.get(reverse("registrations:owner_list")).content.decode()
    assert caller.get(reverse("registrations:owner_import")).status_code == 403
    assert signed_in(make_staff(club, Role.HOST)).get(reverse("registrations:owner_list")).status_code == 403


def test_strangers_find_no_owner_and_no_import(signed_in):
    club = make_club()
    owner, upload = make_owner(club), preview(club, "王伟,13900008617,,,,,")
    stranger = signed_in(make_staff(make_club(), Role.ADMINISTRATOR))

    for url in (
        reverse("registrations:owner_page", args=[owner.pk]),
        reverse("registrations:owner_import_preview", args=[upload.pk]),
        reverse("registrations:owner_import_report", args=[upload.pk]),
        reverse("registrations:owner_list") + f"?club={club.slug}",
    ):
        assert stranger.get(url).status_code == 404


@pytest.mark.parametrize("typed", ["陈红", "chm", "8617", "13900008617", "622h3", "远山"])
def test_owner_is_found_by_part_of_anything(signed_in, typed):
    club = make_club()
    owner = make_owner(club, name="陈红梅", initials="chm", phone="+8613900008617", nickname="远山不远")
    Vehicle.objects.create(owner=owner, plate="赣A622H3")
    make_owner(club, name="王伟", initials="ww", phone="+8613900001111")
    page = signed_in(make_staff(club, Role.CALLER)).get(reverse("registrations:owner_list"), {"q": typed})

    assert [one.name for one in page.context["page"]] == ["陈红梅"]


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_as_much_for_one_owner_as_for_three(signed_in, django_assert_max_num_queries, count):
    club = make_club()
    for _owner in range(count):
        Vehicle.objects.create(owner=make_owner(club), plate="湘A12345")
    client = signed_in(make_staff(club, Role.PLANNER))
    with django_assert_max_num_queries(12):
        client.get(reverse("registrations:owner_list"))


def test_list_shows_no_whole_number_even_in_a_remark(signed_in):
    club = make_club()
    make_owner(club, phone="+8613900008617", note="喜欢露营 · +8613911112222")
    page = signed_in(make_staff(club, Role.CALLER)).get(reverse("registrations:owner_list")).content.decode()

    assert "139 **** 2222" in page
    assert "13911112222" not in page
    assert "13900008617" not in page


def test_updated_lines_say_what_changes_and_the_count_says_updated(signed_in):
    club = make_club()
    make_owner(club, name="李娜", phone="+8613900008617")
    client = signed_in(make_staff(club, Role.PLANNER))
    answer = send(client, club, "list.csv", f"{HEAD}\n李娜,13900008617,湘A12345,,900,,1990-02-03".encode())
    updated = client.get(answer.url + "?fate=updated").text
    taken = client.post(
        reverse("registrations:owner_import_entry", args=[OwnerImport.objects.get().pk]), follow=True
    ).context["messages"]

    assert "更新：生日、累计消费（元）、新车" in updated
    assert "李娜" not in client.get(answer.url).text  # nothing to look at
    assert [str(one) for one in taken] == ["更新了 1 位车主的档案。"]
