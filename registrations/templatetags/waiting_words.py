"""`{% offer_rule campaign %}`: how long an offer from the waiting list would be kept now."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Campaign
from registrations.actions.waitlist import is_late

register = template.Library()


@register.simple_tag
def offer_rule(campaign: Campaign) -> str:
    long, short = _hours(campaign.offer_hours), _hours(campaign.late_offer_hours)
    if is_late(campaign, timezone.now()) or long == short:
        return _("An offer is kept for {hours} now, and ends at once when the list is closed.").format(hours=short)
    return _(
        "An offer is kept for {hours}, in the last three days for {short}, and ends at once when the list is closed."
    ).format(hours=long, short=short)


def _hours(count: int) -> str:
    return ngettext("%(n)d hour", "%(n)d hours", count) % {"n": count}
