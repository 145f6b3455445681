"""The short name of a campaign in addresses: its title in pinyin and the year, unique in the installation."""

import re
import secrets

from django.utils.text import slugify

from campaigns.models import Campaign

MOST_LETTERS = 28
TAKEN_WORDS = {"new"}


def make_slug(title: str, year: int) -> str:
    """xiang-shan-er-xing-2026; four more letters where that is taken."""
    from pypinyin import lazy_pinyin  # its dictionary is large, and only a new campaign needs it

    words = slugify(" ".join(lazy_pinyin(title)))[:MOST_LETTERS]
    stem = re.sub(r"-[a-z]*$", "", words) if len(words) == MOST_LETTERS else words
    slug = f"{stem or 'tour'}-{year}"
    while slug in TAKEN_WORDS or Campaign.objects.filter(slug=slug).exists():
        slug = f"{stem or 'tour'}-{year}-{secrets.token_hex(2)}"
    return slug
