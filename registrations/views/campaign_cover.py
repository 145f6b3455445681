"""The one picture of the public page, at most 40 kB, made once from whatever the planner uploaded."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from campaigns.foundation.images import PictureRefused, for_cover
from campaigns.models import Campaign, State


@require_safe
@cache_control(public=True, max_age=3600)
def campaign_cover(request: HttpRequest, slug: str) -> HttpResponse:
    campaign = get_object_or_404(Campaign.objects.exclude(state__in=[State.DRAFT, State.APPROVED]), slug=slug)
    if not campaign.picture:
        raise Http404
    try:
        return HttpResponse(_cover(campaign), content_type="image/webp")
    except (PictureRefused, FileNotFoundError) as error:
        raise Http404 from error


def _cover(campaign: Campaign) -> bytes:
    """Kept beside the uploads under a name that changes with the picture."""
    name = f"covers/{hashlib.sha256(campaign.picture.name.encode()).hexdigest()[:24]}.webp"
    if default_storage.exists(name):
        with default_storage.open(name) as kept:
            return bytes(kept.read())
    with campaign.picture.open() as original:
        made = for_cover(original.read())
    default_storage.save(name, ContentFile(made))
    return made
