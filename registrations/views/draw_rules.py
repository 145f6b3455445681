"""What may be won and by which rules, for everybody to read before the draw (product.md, rules with numbers)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from campaigns.models import Campaign


@require_safe
def draw_rules(request: HttpRequest, slug: str) -> HttpResponse:
    campaign = get_object_or_404(Campaign.objects.select_related("club"), slug=slug)
    if not campaign.shows_plan or not campaign.prize_rules:
        raise Http404
    context = {"campaign": campaign, "club": campaign.club, "prizes": campaign.prizes.all()}
    return render(request, "registrations/draw_rules.html", context)
