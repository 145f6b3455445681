"""Make and revoke the presenter's link.

Promises: one good link per campaign: a new one ends those before it. Good until the next
morning (`good_until`), or until revoked.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from campaigns.actions.record import record
from campaigns.models import Campaign, Staff
from registrations.models import PresenterLink
from registrations.models.presenter_link import good_until


@transaction.atomic
def make_presenter_link(*, campaign: Campaign, by: Staff, at: dt.datetime | None = None) -> PresenterLink:
    at = at or timezone.now()
    revoke_presenter_links(campaign=campaign, by=by, at=at)
    link = PresenterLink.objects.create(campaign=campaign, made_at=at, made_by=by, expires_at=good_until(campaign, at))
    record(verb="make_presenter_link", thing=link, campaign=campaign, by=by, at=at)
    return link


@transaction.atomic
def revoke_presenter_links(*, campaign: Campaign, by: Staff, at: dt.datetime | None = None) -> int:
    """How many were still good and are not any more."""
    at = at or timezone.now()
    good = PresenterLink.objects.for_campaign(campaign).good(at)
    for link in good:
        record(verb="revoke_presenter_link", thing=link, campaign=campaign, by=by, at=at)
    return good.update(revoked_at=at, revoked_by=by)
