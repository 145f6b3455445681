"""A host's one tap on the day: from *today* to the camera, at the checkpoint whose time it is."""

import datetime as dt

from django.utils.translation import gettext as _

from campaigns.models import Campaign, Role

from .act import Act

SCANNED_BEFORE = dt.timedelta(hours=2)  # the first cars are there before the checkpoint's own time


def scan_acts(campaign: Campaign, at: dt.datetime) -> list[Act]:
    """The act, if there is a checkpoint: the last one whose time has come, else the first."""
    stops = [stop for stop in campaign.stops.in_road_order() if stop.is_checkpoint]
    if not stops:
        return []
    begun = [stop for stop in stops if campaign.moment(stop.day, stop.arrive) - SCANNED_BEFORE <= at]
    stop = (begun or stops[:1])[-1]
    return [
        Act(
            _("Scan the cars in: {stop}").format(stop=stop.name),
            "",
            "registrations:check_in",
            _("Scan"),
            due_at=at,
            icon="camera",
            campaign=campaign,
            job_of=(Role.HOST,),
            argument=str(stop.pk),
        )
    ]
