"""How many, as one says it. English has to count its nouns; Chinese does not."""

import re

from django.utils.translation import ngettext, pgettext

SHIRT = re.compile(r"(\d{2,3}|\d?X{0,4}[SML])([×*]\d+)?", re.IGNORECASE)


def cars(count: int) -> str:
    return ngettext("%(n)s car", "%(n)s cars", count) % {"n": count}


def parties(count: int) -> str:
    return ngettext("%(n)s party", "%(n)s parties", count) % {"n": count}


def people(count: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", count) % {"n": count}


def ages(typed: str) -> str:
    """12、2 · 12, 2: however they were set apart when typed."""
    return pgettext("list", ", ").join(typed.replace("、", " ").replace("，", " ").replace(",", " ").split())


def sizes(typed: str) -> str:
    """Shirt sizes with signs between them, 150×1、M×1; what reads otherwise stays as it was typed."""
    parts = typed.split()
    return pgettext("list", ", ").join(parts) if all(SHIRT.fullmatch(part) for part in parts) else typed
