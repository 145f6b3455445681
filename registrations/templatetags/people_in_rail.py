"""`{% people_in_rail campaign as people %}`: the rail's figures about people, for templates/base_campaign.html.

Rule: the plan never looks up; the page that shows both asks here and hands the figures down.
"""

from django import template
from django.db.models import Count

from campaigns.models import Campaign
from registrations.models import Invitation, Registration

register = template.Library()


@register.simple_tag
def people_in_rail(campaign: Campaign) -> dict[str, int]:
    placed = Registration.objects.for_campaign(campaign).with_place().aggregate(n=Count("pk"))["n"]
    return {"registrations": placed, "invitations": Invitation.objects.filter(campaign=campaign).count()}
