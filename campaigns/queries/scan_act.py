"""A host's one tap on the day: from *today* to the camera, at the checkpoint whose time it is."""

import datetime as dt

from django.utils.translation import gettext as _

from campaigns.models import Campaign, Role

from .act import Act

SCANNED_BEFORE = dt.timedelta(hours=2)  # the first cars are there before the checkpoint's own time


def scan_acts(campaign: Campaign, at: dt.datetime) -> list[Act]:
    """The act, if there is a checkpoint: today's last one whose time has come, else the next, else the last."""
    opened = [
        (campaign.moment(stop.day, stop.arrive) - SCANNED_BEFORE, stop)
        for stop in campaign.stops.in_road_order()
        if stop.is_checkpoint
    ]
    if not opened:
        return []
    today = campaign.local(at).date()
    begun = [pair for pair in opened if pair[0] <= at and campaign.date_of_day(pair[1].day) == today]
    ahead = [pair for pair in opened if pair[0] > at]
    opens, stop = begun[-1] if begun else (ahead or opened[-1:])[0]
    return [
        Act(
            _("Scan the cars in: {stop}").format(stop=stop.name),
            "",
            "registrations:check_in",
            _("Scan"),
            due_at=max(at, opens),
            icon="camera",
            campaign=campaign,
            job_of=(Role.HOST,),
            argument=str(stop.pk),
        )
    ]
