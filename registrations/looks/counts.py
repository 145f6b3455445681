"""How many, as one says it. English has to count its nouns; Chinese does not."""

import re

from django.utils.translation import ngettext, pgettext

SHIRT = re.compile(r"(\d{2,3}|\d?X{0,4}[SML])([×*]\d+)?", re.IGNORECASE)


def cars(count: int) -> str:
    return ngettext("%(n)s car", "%(n)s cars", count) % {"n": count}


def people(count: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", count) % {"n": count}


def sizes(typed: str) -> str:
    """Shirt sizes with signs between them, 150×1、M×1; what reads otherwise stays as it was typed."""
    parts = typed.split()
    return pgettext("list", ", ").join(parts) if all(SHIRT.fullmatch(part) for part in parts) else typed
