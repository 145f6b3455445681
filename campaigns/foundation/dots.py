"""What stands between parts of a line and between sentences, as the current language sets it."""

from django.utils.translation import get_language

NO_BREAK = "\u00a0"


def speaks_chinese() -> bool:
    return (get_language() or "").startswith("zh")


def dot() -> str:
    """Between two things on one line: Chinese sets it without spaces, in English it stays with the word before it."""
    return "·" if speaks_chinese() else f"{NO_BREAK}· "


def gap() -> str:
    """Between two sentences: Chinese sets none."""
    return "" if speaks_chinese() else " "


def unbroken(words: str) -> str:
    """What stays on one line: a date, a number and its unit."""
    return words.replace(" ", NO_BREAK)


def breakable(words: str) -> str:
    """The same with plain spaces: for a text that leaves the page, where an odd space may cost or confuse."""
    return words.replace(NO_BREAK, " ")
