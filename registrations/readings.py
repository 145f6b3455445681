"""Names spelled out: a whole pinyin, or its beginning, finds a person (hejing, hej, jing → 何静).

Rule: nothing is stored; a reading is worked out from the name. ü is written u on both sides. The phone's own
search (static/js/check-in-roster.js) reads the same way.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from .initials import LONGEST, SURNAMES, surname_apart

MOST_LETTERS = 24
MOST_READ = 4000
_TYPED = re.compile(r"[a-zü' ]+", re.IGNORECASE)
_SYLLABLE = re.compile(r"(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?[aeiou]{1,3}(?:ng?|r)?")
_BEGUN = re.compile(r"(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?[aeiou]{0,3}(?:ng?|r)?")


@lru_cache(maxsize=20_000)
def reading_of(name: str) -> str:
    """Syllables and words in small letters: 陈红梅 → "chen hong mei", Anna Lee → "anna lee"."""
    head, rest = surname_apart(name)
    words = [SURNAMES[head]] if head else []
    for part in re.findall(r"[A-Za-z]+|[^\W\d_]", rest):
        words.append(part if part.isascii() else _spelled(part))
    return _plain(" ".join(word for word in words if word))


def _spelled(character: str) -> str:
    from pypinyin import Style, pinyin  # its dictionary takes a moment: only where names are read

    found = pinyin(character, style=Style.NORMAL, errors="ignore")
    return found[0][0] if found else ""


def _plain(text: str) -> str:
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if sign.isascii())
    return plain.replace("v", "u")


def typed_reading(text: str) -> str:
    """What was typed as one run of letters; "" when it is no pinyin or too short to mean anybody."""
    if not _TYPED.fullmatch(text):
        return ""
    letters = re.sub(r"[^a-z]", "", _plain(text))
    return letters[:MOST_LETTERS] if len(letters) >= 2 else ""


def reads_as(name: str, typed: str) -> bool:
    """Begins at any syllable of the name; two letters must be the whole family name (li finds 李, not 刘)."""
    syllables = reading_of(name).split() if typed else []
    if len(typed) == 2:
        return syllables[:1] == [typed]
    return any("".join(syllables[at:]).startswith(typed) for at in range(len(syllables)))


@lru_cache(maxsize=1_000)
def guessed_initials(typed: str) -> frozenset[str]:
    """With which initials a name may begin that is spelled so: hejing → hj. At most two letters, so guesses stay few;
    a shorter guess covers longer ones.
    """
    found = {typed[0]} if _BEGUN.fullmatch(typed) else set()
    for end in range(1, min(len(typed), 7)):
        if _SYLLABLE.fullmatch(typed[:end]):
            found |= {typed[0] + rest[0] for rest in guessed_initials(typed[end:])}
    return frozenset(one for one in found if not any(one != other and one.startswith(other) for other in found))


def spelled_question(rows: QuerySet[Any], text: str) -> list[Q]:
    """Who of `rows` (parties or owners, with `initials` and `name`) is spelled so from the family name on."""
    typed = typed_reading(text)
    starts = Q(pk__in=[])
    for guess in guessed_initials(typed) if typed else ():
        starts |= Q(initials__gte=guess, initials__lte=f"{guess}{'z' * LONGEST}")
    if not starts:
        return []
    likely = rows.filter(starts).order_by().values_list("pk", "name")[:MOST_READ]
    return [Q(pk__in=[pk for pk, name in likely if reads_as(name, typed)])]
