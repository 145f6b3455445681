"""Links to papers and pages that a page names."""

from typing import Any

from django import template

from campaigns.access import roles_in
from campaigns.looks.places_to_go import first_address, may_open, roles_asked
from campaigns.models import Campaign

register = template.Library()


@register.simple_tag
def first_paper(campaign: Campaign) -> str:
    """The address of the plan PDF."""
    return first_address(["campaigns:plan_pdf", "campaigns:plan_document"], slug=campaign.slug)


@register.simple_tag(takes_context=True)
def address(context: Any, name: str, campaign: Campaign) -> str:
    """`{% address "campaigns:task_list" campaign as url %}`: empty where the reader may not go, or nothing is."""
    url = first_address([name], slug=campaign.slug)
    may_go = url and may_open(roles_asked(url), roles_in(context["request"].user, campaign.club))
    return url if may_go else ""
