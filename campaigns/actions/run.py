"""The run as it happened: when the convoy reached and left each stop, and what went wrong on the way.

Promises: a time is noted for the report and may be mended while the campaign is not reported; an incident names
no person. Errors: CampaignError when the report is in.
"""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.actions.record import record
from campaigns.errors import CampaignError
from campaigns.models import Campaign, Incident, Staff, State, Stop


def note_times(
    *,
    stop: Stop,
    arrived_at: dt.datetime | None,
    departed_at: dt.datetime | None,
    by: Staff,
    at: dt.datetime | None = None,
) -> Stop:
    """Write when the convoy came and left; None takes a time back."""
    _check_open(stop.campaign)
    if arrived_at and departed_at and departed_at < arrived_at:
        raise CampaignError(_("Departure comes before arrival."))
    stop.actual_arrive_at, stop.actual_depart_at = arrived_at, departed_at
    stop.save(update_fields=["actual_arrive_at", "actual_depart_at"])
    facts = {"arrived": arrived_at and arrived_at.isoformat(), "departed": departed_at and departed_at.isoformat()}
    record(verb="note_times", thing=stop, campaign=stop.campaign, by=by, at=at, facts=facts)
    return stop


def note_incident(
    *,
    campaign: Campaign,
    what: str,
    by: Staff,
    outcome: str = "",
    minutes_lost: int = 0,
    happened_at: dt.datetime | None = None,
    at: dt.datetime | None = None,
) -> Incident:
    """Put down what happened, without names."""
    _check_open(campaign)
    at = at or timezone.now()
    incident = Incident.objects.create(
        campaign=campaign, happened_at=happened_at or at, what=what, outcome=outcome, minutes_lost=minutes_lost
    )
    record(verb="note_incident", thing=incident, campaign=campaign, by=by, at=at, facts={"minutes": minutes_lost})
    return incident


def take_back_incident(*, incident: Incident, by: Staff, at: dt.datetime | None = None) -> None:
    """Remove an incident that was noted by mistake; the record keeps that it was."""
    _check_open(incident.campaign)
    record(verb="take_back_incident", thing=incident, campaign=incident.campaign, by=by, at=at)
    incident.delete()


def _check_open(campaign: Campaign) -> None:
    if campaign.state == State.REPORTED:
        raise CampaignError(_("The report is approved; the run can no longer be changed."))
