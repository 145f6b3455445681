"""What stands between parts of a line and between sentences, as the current language sets it."""

from django.utils.translation import get_language


def speaks_chinese() -> bool:
    return (get_language() or "").startswith("zh")


def dot() -> str:
    """Between two things on one line: Chinese sets it without spaces, in English it stays with the word before it."""
    return "·" if speaks_chinese() else "\u00a0· "


def gap() -> str:
    """Between two sentences: Chinese sets none."""
    return "" if speaks_chinese() else " "
