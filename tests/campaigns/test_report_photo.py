"""Photos of a report: shown through the gate, moved and removed until it is handed in, again after a return."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from campaigns.actions.report import approve_report, report_of, return_report
from campaigns.actions.report_photo import add_photo, move_photo, remove_photo
from campaigns.errors import MoveRefused
from campaigns.models import Campaign, ReportPhoto, Role, Staff, State
from registrations.actions.closing import submit_report
from tests.factories import make_campaign, make_staff

pytestmark = pytest.mark.django_db
FIXED = "总结已提交；退回后才能再改。"


def a_photo(campaign: Campaign, by: Staff, caption: str = "合影") -> ReportPhoto:
    picture = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(picture, "PNG")
    return add_photo(report=report_of(campaign), content=picture.getvalue(), caption=caption, by=by)


def written(campaign: Campaign) -> None:
    fields = dict.fromkeys(("strengths", "weaknesses", "lessons", "recommendation"), "a")
    type(report_of(campaign)).objects.filter(campaign=campaign).update(**fields)


def signed_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def test_photo_is_shown_from_the_page_and_kept_by_nobody():
    campaign = make_campaign(state=State.CLOSED)
    planner = make_staff(campaign.club)
    photo = a_photo(campaign, planner)
    address = reverse("campaigns:report_photo", args=[campaign.slug, photo.pk])
    client = signed_in(planner)

    assert f'src="{address}"' in client.get(reverse("campaigns:report", args=[campaign.slug])).content.decode()
    shown = client.get(address)
    assert Image.open(io.BytesIO(b"".join(shown.streaming_content))).format == "JPEG"
    assert "no-store" in shown["Cache-Control"]
    photo.image.storage.delete(photo.image.name)
    assert client.get(address).status_code == 404


def test_photos_are_fixed_once_handed_in_and_open_after_a_return():
    campaign = make_campaign(state=State.CLOSED)
    planner, manager = make_staff(campaign.club), make_staff(campaign.club, Role.MANAGER)
    first, second = a_photo(campaign, planner, "一"), a_photo(campaign, planner, "二")
    written(campaign)
    submit_report(campaign=campaign, by=planner)

    for refused in (
        lambda: a_photo(campaign, planner),
        lambda: remove_photo(photo=first, by=planner),
        lambda: move_photo(photo=second, up=True),
    ):
        with pytest.raises(MoveRefused):
            refused()
    assert list(ReportPhoto.objects.values_list("caption", flat=True)) == ["一", "二"]

    return_report(campaign=campaign, by=manager, reason="one photo more")
    move_photo(photo=second, up=True)
    assert list(ReportPhoto.objects.values_list("caption", flat=True)) == ["二", "一"]


def test_page_of_an_approved_report_offers_no_change_of_photos():
    campaign = make_campaign(state=State.CLOSED)
    planner, manager = make_staff(campaign.club), make_staff(campaign.club, Role.MANAGER)
    photo = a_photo(campaign, planner)
    client, page = signed_in(planner), reverse("campaigns:report", args=[campaign.slug])
    removal = reverse("campaigns:photo_remove", args=[campaign.slug, photo.pk])
    move = reverse("campaigns:photo_move", args=[campaign.slug, photo.pk])
    assert removal in client.get(page).content.decode()
    written(campaign)
    submit_report(campaign=campaign, by=planner)
    approve_report(campaign=campaign, by=manager)

    text = client.get(page).content.decode()
    answers = [client.post(removal, follow=True), client.post(move, {"to": "up"}, follow=True)]

    assert removal not in text
    assert f'action="{reverse("campaigns:photo_add", args=[campaign.slug])}"' not in text
    assert all(FIXED in answer.content.decode() for answer in answers)
    assert ReportPhoto.objects.count() == 1
