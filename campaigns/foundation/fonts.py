"""Faces for documents, cut from variable fonts to just the characters that one document uses.

A Chinese font holds 30,000 glyphs; printing with all of them costs seconds. HarfBuzz cuts the used ones at
weights 400 and 700 out of the variable font in about ten milliseconds, so nothing is built beforehand.
Rule: a character that the first font lacks comes from the next one; what none of them has is logged.
"""

import html
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

logger = logging.getLogger(__name__)

FAMILY = "Convoy Sans"
WEIGHTS = (400, 700)
_ALWAYS = frozenset(range(0x20, 0x7F)) | {ord(character) for character in "\u00a0·–—…“”‘’，。、：；（）％×✓"}
_KEPT_FEATURES = ("kern", "ccmp", "mark", "mkmk")
_NEEDLESS_TABLES = ("vhea", "vmtx", "VORG", "BASE", "STAT")


@dataclass(frozen=True)
class Face:
    """One font file: `name` is its address for the PDF engine, `family` what style sheets call it."""

    name: str
    family: str
    weight: int
    content: bytes


def font_paths() -> list[Path]:
    """Fonts by preference: the setting DOCUMENT_FONTS, else the bundled Noto Sans (SC, then JP, TC, KR)."""
    chosen: Iterable[str] = getattr(settings, "DOCUMENT_FONTS", None) or ()
    if paths := [Path(path) for path in chosen]:
        return paths
    import justmytype_intl_cjk  # 35 MB of fonts: only documents need to know where they are

    folder = Path(justmytype_intl_cjk.__file__).parent / "fonts" / "ofl"
    return [folder / f"notosans{part.lower()}" / f"NotoSans{part}[wght].ttf" for part in ("SC", "JP", "TC", "KR")]


def family_stack() -> str:
    """The value of `font-family` in documents: the main face, then those that fill its gaps."""
    return ", ".join(f'"{_family(number)}"' for number in range(len(font_paths())))


def cut_faces(text: str) -> list[Face]:
    """Faces at both weights that together hold every character of `text` (HTML entities understood)."""
    wanted = {ord(character) for character in html.unescape(text)} | _ALWAYS
    wanted = {code for code in wanted if code >= 0x20}
    faces: list[Face] = []
    for number, path in enumerate(font_paths()):
        font, known = _open(path)
        if here := wanted & known:
            faces += [
                Face(f"{number}-{weight}.ttf", _family(number), weight, _cut(font, here, weight)) for weight in WEIGHTS
            ]
        wanted -= known
        if not wanted:
            break
    if wanted:
        logger.warning("no font has %s", " ".join(f"U+{code:04X}" for code in sorted(wanted)))
    return faces


def _family(number: int) -> str:
    return FAMILY if number == 0 else f"{FAMILY} {number + 1}"


@cache
def _open(path: Path) -> tuple[Any, frozenset[int]]:
    import uharfbuzz as hb  # only documents need it

    font = hb.Face(hb.Blob.from_file_path(str(path)))
    return font, frozenset(font.unicodes)


def _cut(font: Any, characters: set[int], weight: int) -> bytes:
    import uharfbuzz as hb

    order = hb.SubsetInput()
    order.sets(hb.SubsetInputSets.UNICODE).update(characters)
    features = order.sets(hb.SubsetInputSets.LAYOUT_FEATURE_TAG)
    features.clear()
    features.update({_tag(feature) for feature in _KEPT_FEATURES})
    order.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update({_tag(table) for table in _NEEDLESS_TABLES})
    order.pin_axis_location(font, "wght", weight)
    return bytes(hb.subset(font, order).blob.data)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")
