"""The bar and the rail show what one may open, and where one is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import Role
from tests.factories import make_campaign, make_channel, make_club, make_staff, make_stop


@pytest.fixture
def club(db: None):
    return make_club()


def page_of(signed_in, club, role: str, address: str) -> str:
    return signed_in(make_staff(club, role)).get(address).content.decode()


def test_host_is_not_sent_to_calls_and_owners(club, signed_in) -> None:
    caller = page_of(signed_in, club, Role.CALLER, "/profile/")
    host = page_of(signed_in, club, Role.HOST, "/profile/")

    assert 'href="/calls/"' in caller
    assert 'href="/owners/"' in caller
    assert 'href="/calls/"' not in host
    assert 'href="/owners/"' not in host


def test_rail_leaves_out_what_the_role_may_not_open(club, signed_in) -> None:
    campaign = make_campaign(club, slug="tour")
    planner = page_of(signed_in, club, Role.PLANNER, f"/campaigns/{campaign.slug}/")
    host = page_of(signed_in, club, Role.HOST, f"/campaigns/{campaign.slug}/")

    assert 'href="/campaigns/tour/outbox/"' in planner
    assert 'href="/campaigns/tour/outbox/"' not in host
    assert 'href="/campaigns/tour/check-in/"' in host


def test_page_says_where_one_is_in_bar_and_rail(club, signed_in) -> None:
    make_campaign(club, slug="tour")
    page = page_of(signed_in, club, Role.PLANNER, "/campaigns/tour/tasks/")

    assert '<a href="/campaigns/" aria-current="page">' in page
    assert '<a href="/campaigns/tour/tasks/" aria-current="page">' in page


def test_settings_of_the_club_are_offered_to_its_administrators_only(club, signed_in) -> None:
    assert f'href="/clubs/{club.slug}/"' in page_of(signed_in, club, Role.ADMINISTRATOR, "/profile/")
    assert f'href="/clubs/{club.slug}/"' not in page_of(signed_in, club, Role.PLANNER, "/profile/")


def test_rail_costs_the_same_however_much_the_campaign_holds(club, signed_in) -> None:
    campaign = make_campaign(club, slug="tour")
    client = signed_in(make_staff(club, Role.PLANNER))
    client.get("/campaigns/tour/channels/")
    with CaptureQueriesContext(connection) as few:
        client.get("/campaigns/tour/ceremonies/")
    for n in range(3):
        make_stop(campaign, position=n)
        make_channel(campaign)
    with CaptureQueriesContext(connection) as many:
        client.get("/campaigns/tour/ceremonies/")

    assert len(many) <= len(few)


def test_rail_tells_what_the_driving_rules_remark_until_the_day(club, signed_in) -> None:
    campaign = make_campaign(club, slug="tour", state="inviting")
    stop = {"lat": 28.2, "lon": 112.8, "is_checkpoint": True, "cars_may_join": True}
    make_stop(campaign, position=1, arrive="08:00", depart="08:30", **stop)
    make_stop(campaign, position=2, arrive="14:00", lat=30.5, lon=114.3, leg_drive_minutes=330, leg_distance_km=350)
    client = signed_in(make_staff(club, Role.PLANNER))

    assert "提醒</small>" in client.get("/campaigns/tour/tasks/").content.decode()

    campaign.state = "live"
    campaign.save(update_fields=["state"])
    assert "提醒</small>" not in client.get("/campaigns/tour/tasks/").content.decode()
