"""A campaign's moves as pages: what a form lacks is said at its field and led to from the summary."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Role, State
from tests.factories import make_campaign, make_staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("verb", "state"),
    [("postpone", State.INVITING), ("cancel_campaign", State.INVITING), ("close", State.LIVE)],
)
def test_reason_that_is_missing_is_led_to(signed_in, verb, state):
    campaign = make_campaign(state=state)
    manager = signed_in(make_staff(campaign.club, Role.MANAGER))
    page = manager.post(reverse("registrations:move", args=[campaign.slug, verb]), {"reason": " "})

    assert page.status_code == 422
    assert page.context["form"].errors["reason"]
    assert 'href="#id_reason"' in page.text
    campaign.refresh_from_db()
    assert campaign.state == state


@pytest.mark.parametrize(
    ("start", "end", "confirm_by", "faulty"),
    [(-1, 9, -2, "starts_at"), (8, 7, 5, "ends_at"), (8, 9, 10, "confirm_by"), (8, 9, -1, "confirm_by")],
)
def test_new_dates_that_do_not_fit_are_led_to(signed_in, start, end, confirm_by, faulty):
    campaign = make_campaign(state=State.POSTPONED)
    typed = {
        name: (campaign.local(timezone.now()) + dt.timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")
        for name, days in (("starts_at", start), ("ends_at", end), ("confirm_by", confirm_by))
    }
    planner = signed_in(make_staff(campaign.club, Role.PLANNER))
    page = planner.post(reverse("registrations:resumption", args=[campaign.slug]), typed | {"to": State.INVITING})

    assert list(page.context["form"].errors) == [faulty]
    assert f'href="#id_{faulty}"' in page.text
    campaign.refresh_from_db()
    assert campaign.state == State.POSTPONED
