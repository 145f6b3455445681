"""The public page's one picture: at most 40 kB whatever was uploaded, and only once the plan is public."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from campaigns.models import State
from tests.factories import make_campaign

pytestmark = pytest.mark.django_db


def with_picture(state):
    campaign = make_campaign(state=state)
    target = BytesIO()
    Image.effect_noise((1600, 1000), 90).convert("RGB").save(target, "JPEG", quality=92)
    campaign.picture.save("tour.jpg", ContentFile(target.getvalue()))
    assert len(target.getvalue()) > 40_000
    return campaign


def test_cover_is_small_and_loaded_lazily():
    campaign = with_picture(State.INVITING)

    for _time in range(2):
        answer = Client().get(f"/covers/{campaign.slug}.webp")
        assert answer["Content-Type"] == "image/webp"
        assert len(answer.content) <= 40_000
    text = Client().get(f"/c/{campaign.channels.first().code}/").content.decode()
    assert f'src="/covers/{campaign.slug}.webp"' in text
    assert 'loading="lazy"' in text
    assert f'property="og:image" content="http://testserver/covers/{campaign.slug}.webp"' in text


def test_cover_of_a_draft_is_nobodys_business():
    campaign = with_picture(State.DRAFT)

    assert Client().get(f"/covers/{campaign.slug}.webp").status_code == 404
    assert "/covers/" not in Client().get(f"/c/{campaign.channels.first().code}/").text


def test_no_picture_no_cover():
    assert Client().get(f"/covers/{make_campaign(state=State.INVITING).slug}.webp").status_code == 404
