"""After the close a host's pages take nothing that would count nowhere; what was made before still comes in."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from registrations.actions.life import close
from registrations.models import Registration, ScanEvent
from registrations.queries.presence import day_of
from tests.factories import make_registration
from tests.factories.day import START, at, check_in, make_device, scanned, upload

pytestmark = pytest.mark.django_db
SAID = "活动已结束：现在扫的不计入"


@pytest.fixture
def closed(day):
    """Closed an hour after the start; one car was counted in before, one is missing."""
    campaign, gate, _resort = day
    came, missing = (make_registration(campaign, "confirmed") for _ in range(2))
    green = check_in(make_device(campaign), gate, came)
    close(campaign=campaign, by=green.device.staff, reason="storm", at=START + dt.timedelta(hours=1))
    return campaign, gate, missing, green


@pytest.mark.parametrize("kind", ["check_in", "not_coming", "left_tour", "undo"])
def test_what_is_said_after_the_close_is_refused_plainly(closed, host, kind):
    campaign, gate, missing, green = closed
    sent = {"kind": kind, "registration": missing.pk, "about": green.pk}
    assert SAID in host.post(at("scan_list", campaign, gate), sent, follow=True).text
    assert list(ScanEvent.objects.all()) == [green]


def test_a_walk_in_is_refused_before_anything_is_typed(closed, host):
    campaign, gate, _missing, _green = closed
    url, count = at("check_in_walk_in", campaign, gate), Registration.objects.count()
    assert host.get(url).status_code == 302
    typed = {"name": "赵云", "phone": "139 0000 7777", "adults": 2}
    assert SAID in host.post(url, typed, follow=True).text
    assert Registration.objects.count() == count


def test_the_day_page_settles_nothing_after_the_close(closed, host):
    campaign, _gate, _missing, green = closed
    undo = reverse("registrations:scan_settlement", args=[campaign.slug, green.pk])
    assert undo not in host.get(reverse("registrations:check_in_overview", args=[campaign.slug])).text
    assert SAID in host.post(undo, {"kind": "undo"}, follow=True).text
    assert ScanEvent.objects.count() == 1


def test_the_pages_offer_nothing_that_would_be_refused(closed, host):
    campaign, gate, _missing, _green = closed
    missing = host.get(at("check_in_missing", campaign, gate)).text
    assert "not_coming" not in missing and "left_tour" not in missing
    assert at("check_in_paper", campaign, gate) in missing
    assert (
        'id="panel-code" data-panel-of="code" hidden' in host.get(at("check_in", campaign, gate) + "?panel=code").text
    )


def test_paper_after_the_close_takes_only_what_was_signed_before(closed, host):
    campaign, gate, missing, _green = closed
    url, heads = at("check_in_paper", campaign, gate), {f"heads_{missing.pk}": "2"}
    assert "10:00 结束" in host.post(url, heads | {"signed_at": "10:01"}).text
    assert missing.pk not in day_of(campaign).presence.at(gate.pk)
    host.post(url, heads | {"signed_at": "09:59"})
    assert missing.pk in day_of(campaign).presence.at(gate.pk)


def test_a_phone_finds_the_page_that_sends_what_it_keeps(closed, host):
    campaign, gate, _missing, _green = closed
    overview = reverse("registrations:check_in_overview", args=[campaign.slug])
    link = f'href="{at("check_in", campaign, gate)}"'
    assert link not in host.get(overview).text
    host.post(reverse("registrations:device_list", args=[campaign.slug]), {"label": "一号"})
    assert link in host.get(overview).text


def test_an_upload_after_the_close_is_told_from_practice(closed, host):
    campaign, gate, missing, green = closed
    upload(green.device, scanned(checkpoint=gate, registration=missing, minute=61), minute=62)
    page = host.get(reverse("registrations:check_in_overview", args=[campaign.slug])).text
    assert "结束后，不计入" in page
    assert "演练" not in page


def test_a_time_that_has_not_come_is_asked_again_and_keeps_what_was_typed(day, host):
    campaign, gate, _resort = day
    now = campaign.local(timezone.now())
    campaign.starts_at = timezone.now() - dt.timedelta(minutes=1)
    campaign.ends_at = campaign.starts_at + dt.timedelta(days=2)
    campaign.save()
    gate.day = 2  # tomorrow: no time of it has come
    gate.save()
    party = make_registration(campaign, "confirmed")
    typed = {"signed_at": now.strftime("%H:%M"), f"heads_{party.pk}": "3"}
    page = host.post(at("check_in_paper", campaign, gate), typed).text
    assert "还没到这个时间" in page
    assert f'name="heads_{party.pk}" value="3"' in page
    assert not ScanEvent.objects.exists()


def test_paper_signed_before_scans_count_is_asked_again(day, host):
    campaign, gate, _resort = day
    party = make_registration(campaign, "confirmed")
    page = host.post(at("check_in_paper", campaign, gate), {"signed_at": "05:59", f"heads_{party.pk}": "3"}).text
    assert "06:00 起才计入" in page
    assert not ScanEvent.objects.exists()
