"""Whether somebody may do a thing: pages show only what their gate would let through."""

from django import template

from campaigns.access import may
from campaigns.models import Campaign, Staff

register = template.Library()


@register.simple_tag
def may_do(campaign: Campaign, staff: Staff, *roles: str) -> bool:
    """`{% may_do campaign request.user "planner" "manager" as may_write %}`."""
    return may(staff, campaign.club, *roles)
