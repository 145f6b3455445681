"""`{% lessons_beside club campaign %}`: what the club learned last time, beside what is planned now."""

from typing import Any

from django import template

from campaigns.models import Campaign, Club
from campaigns.queries.lessons import last_lessons

register = template.Library()


@register.inclusion_tag("campaigns/plan/_lessons.html")
def lessons_beside(club: Club | None, campaign: Campaign | None = None) -> dict[str, Any]:
    """Empty where the club has no report yet. `campaign` is the one being planned."""
    return {"lessons": last_lessons(club, campaign) if club else None}
