"""Number plates: seven characters, or eight for new energy; provisional and "not yet plated" exist.

Rule: what looks odd is said in a sentence; nobody is ever kept from registering by a plate.
Source: GA 36-2018, plates of motor vehicles of the People's Republic of China.
"""

import re
import unicodedata

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LONGEST = 10
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
PROVISIONAL_MARK = "临"
_LETTER = "A-HJ-NP-Z"
_HEAD = rf"[{PROVINCES}][A-Z]"
_ORDINARY = re.compile(rf"{_HEAD}[{_LETTER}0-9]{{5}}")
_SPECIAL = re.compile(rf"{_HEAD}[{_LETTER}0-9]{{4}}[学警挂港澳领使试超]")
_CONSULAR = re.compile(r"使?[0-9]{6}使?|[A-Z]{2}[0-9]{5}")
# Small cars carry the class letter first, large ones last.
_NEW_ENERGY = re.compile(rf"{_HEAD}(?:[A-HJK][{_LETTER}0-9][0-9]{{4}}|[0-9]{{5}}[A-HJK])")
_EIGHT = re.compile(rf"{_HEAD}[{_LETTER}0-9]{{6}}")
_FILLERS = re.compile(r"[\s.·•・。,，\-‐-―_/\u200b-\u200f\ufeff]+")


def normal(text: str) -> str:
    """As it is stored: capitals, half width, without spaces and dots. `湘 b·cx9075` → `湘BCX9075`."""
    return _FILLERS.sub("", unicodedata.normalize("NFKC", text)).upper()[:LONGEST]


def is_new_energy(plate: str) -> bool:
    """Eight characters with a class letter where it belongs: the green plate."""
    return bool(_NEW_ENERGY.fullmatch(plate))


def is_provisional(plate: str) -> bool:
    return PROVISIONAL_MARK in plate


def last4(plate: str) -> str:
    return plate[-4:]


def doubt(plate: str) -> str:
    """What looks odd about it, in one sentence; empty when it looks right, is empty or provisional."""
    if not plate or is_provisional(plate):
        return ""
    if any(pattern.fullmatch(plate) for pattern in (_ORDINARY, _SPECIAL, _CONSULAR, _NEW_ENERGY)):
        return ""
    if plate[0] not in PROVINCES:
        return _("A plate begins with the province, such as 湘 or 粤. Is the first character missing?")
    if _EIGHT.fullmatch(plate):
        return _("Eight characters are a new-energy plate, but its class letter (A to H, J, K) is not in its place.")
    if len(plate) in (7, 8):
        return _("Plates have no letters I or O after the city; is one of them a 1 or a 0?")
    return ngettext(
        "The plate has %(count)d character; usually it is 7, or 8 for new energy.",
        "The plate has %(count)d characters; usually it is 7, or 8 for new energy.",
        len(plate),
    ) % {"count": len(plate)}


def masked(plate: str) -> str:
    """`湘BCX**75`: enough for its driver to know it, not enough for a stranger.

    Of four and more characters two are hidden, of three the last; what is shorter is hidden whole.
    """
    plate = normal(plate)
    if len(plate) < 3:
        return "*" * len(plate)
    head, rest = plate[:2], plate[2:]
    shown = max(len(rest) - 2, 0)
    return f"{head}{rest[: shown // 2]}**{rest[2 + shown // 2 :]}"
