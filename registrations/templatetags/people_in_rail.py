"""`{% people_in_rail campaign as people %}`: the rail's figures about people, for templates/base_campaign.html.

Rule: the plan never looks up; the page that shows both asks here and hands the figures down.
"""

from django import template
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from campaigns.models import Campaign
from registrations.models import Invitation, Registration

register = template.Library()


def _number(rows: QuerySet) -> Coalesce:
    counted = rows.filter(campaign=OuterRef("pk")).order_by().values("campaign").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


@register.simple_tag
def people_in_rail(campaign: Campaign) -> dict[str, int]:
    placed, invited = (
        Campaign.objects.filter(pk=campaign.pk)
        .values_list(_number(Registration.objects.with_place()), _number(Invitation.objects.all()))
        .get()
    )
    return {"registrations": placed, "invitations": invited}
