"""Sentences one after the other: with a space in English, without one in Chinese."""

from collections.abc import Iterable
from functools import reduce

from django.utils.translation import gettext as _


def in_a_row(parts: Iterable[str]) -> str:
    """The parts that say something, as one text."""
    said = [part for part in parts if part]
    return reduce(lambda one, then: _("{one} {then}").format(one=one, then=then), said) if said else ""
