"""Links to papers and pages that a page names."""

from django import template

from campaigns.looks.places_to_go import first_address
from campaigns.models import Campaign

register = template.Library()


@register.simple_tag
def first_paper(campaign: Campaign) -> str:
    """The address of the plan PDF."""
    return first_address(["campaigns:plan_pdf", "campaigns:plan_document"], slug=campaign.slug)


@register.simple_tag
def address(name: str, campaign: Campaign) -> str:
    """`{% address "campaigns:task_list" campaign as url %}`: empty where there is no such page."""
    return first_address([name], slug=campaign.slug)
