"""Pinyin initials: how a name is found with three keys (陈红梅 → chm).

Rule: what is stored and what is typed into a search go through `initials_of`, so they always meet.
"""

import unicodedata
from functools import lru_cache

LONGEST = 20
# Surnames whose reading differs from the character's usual one.
SURNAMES = {
    "单": "shan", "解": "xie", "仇": "qiu", "区": "ou", "查": "zha", "曾": "zeng", "翟": "zhai", "覃": "qin",
    "乐": "yue", "尉迟": "yu chi", "万俟": "mo qi",
}  # fmt: skip


def surname_apart(name: str) -> tuple[str, str]:
    """A surname that is read in its own way, and the rest; no such surname leaves the whole name."""
    text = unicodedata.normalize("NFKC", name).strip()
    head = next((found for found in (text[:2], text[:1]) if found in SURNAMES), "")
    return head, text[len(head) :]


@lru_cache(maxsize=20_000)
def initials_of(name: str) -> str:
    """First letters of each syllable or word, in small letters: 陈红梅 → chm, Anna Lee → al, 李 Anna → la."""
    head, rest = surname_apart(name)
    first = "".join(syllable[0] for syllable in SURNAMES.get(head, "").split())
    letters = first + "".join(_letters(rest))
    return letters[:LONGEST].lower()


def _letters(text: str) -> list[str]:
    found: list[str] = []
    inside_word = False
    for character in text:
        if character.isascii() and character.isalnum():
            if not inside_word:
                found.append(character)
            inside_word = True
            continue
        inside_word = False
        if character.isalpha():
            found.append(_first_letter(character))
    return found


def _first_letter(character: str) -> str:
    from pypinyin import Style, pinyin  # its dictionary takes a moment: only where names are written

    spelled = pinyin(character, style=Style.FIRST_LETTER, errors="ignore")
    plain = unicodedata.normalize("NFD", spelled[0][0] if spelled and spelled[0][0] else character)[:1]
    return plain if plain.isascii() else ""
