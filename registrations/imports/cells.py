"""One cell of a dealer system's list: names with titles, two numbers in one cell, "21,144.10元", "-".

Rule: a reader returns what it understood or None, and never guesses; what was not understood becomes a warning.
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from registrations.models import LONGEST_NAME, Drive
from registrations.phone import OddPhone, to_e164

NOTHING = frozenset(
    {"", "-", "--", "—", "——", "/", "无", "没有", "暂无", "空", "不详", "未知", "n/a", "na", "none", "null", "0"}
)
CUT_VIN = 16  # characters of a VIN that lost its last one
NO_PLATE = re.compile(r"临时|未上牌|无牌|没上牌|待上牌|新车|not\s*(yet\s*)?plated|provisional|temporary", re.IGNORECASE)
DO_NOT_CALL = re.compile(
    r"(不要|别|勿|请勿|不让|拒绝|谢绝|不愿)[再给]?(打|致|来|接听?)?(电话|电|来电|联系|打扰|回访|推销)|免打扰|勿扰|别再打|黑名单"
    r"|do\s*not\s*(call|contact|phone)|don['’]?t\s*call|\bdnc\b",
    re.IGNORECASE,
)
YES = frozenset({"是", "1", "y", "yes", "true", "√", "✓", "对", "有"})
_FORMULA = re.compile(r"[=+\-@＝＋－＠]")
_TITLE = re.compile(r"(女士|先生|小姐|太太|阿姨|师傅)+$|\b(mr|mrs|ms|miss)\b\.?", re.IGNORECASE)
_BETWEEN_NUMBERS = re.compile(r"[/、,，;；|或]+|\s{2,}")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d{1,2}")
_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_DRIVES = (
    (Drive.PLUG_IN, ("plug-in", "插电", "混动", "hybrid", "phev", "增程")),
    (Drive.ELECTRIC, ("electric", "纯电", "电动", "bev", "ev")),
    (Drive.PETROL, ("petrol", "gasoline", "汽油", "燃油")),
)


def is_nothing(text: str) -> bool:
    return text.strip().lower() in NOTHING


def is_formula(text: str) -> bool:
    """Begins as a spreadsheet formula does; no name does."""
    return bool(_FORMULA.match(text.strip()))


def clean_name(text: str) -> str:
    """The name without titles and stray spaces; a lone surname keeps its title: 王先生 stays 王先生."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if not plain.isascii():
        plain = re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", plain)
    bare = _TITLE.sub("", plain).strip()
    return (bare if len(bare) > 1 else plain)[:LONGEST_NAME]


def numbers_in(text: str) -> tuple[list[str], str]:
    """The mobile numbers of a cell as E.164, the first one first; and what is wrong when there is none."""
    if is_nothing(text):
        return [], _summary("")
    if _SCIENTIFIC.fullmatch(text.strip()):
        return [], _("Excel has rounded the number to {text}. Set the column to text and export again.").format(
            text=text
        )
    try:
        return [to_e164(text)], ""
    except OddPhone as odd:
        fault = odd.summary
    found: list[str] = []
    for part in _BETWEEN_NUMBERS.split(text):
        try:
            found.append(to_e164(part))
        except OddPhone:
            continue
    return list(dict.fromkeys(found)), "" if found else fault


def _summary(text: str) -> str:
    try:
        return to_e164(text)
    except OddPhone as odd:
        return odd.summary


def amount_in(text: str) -> Decimal | None:
    """Yuan: `21,144.10元`, `¥3000`, `1.2万`."""
    plain = re.sub(r"[,\s¥￥元]|rmb|cny", "", unicodedata.normalize("NFKC", text), flags=re.IGNORECASE)
    factor = 10_000 if plain.endswith("万") else 1
    try:
        amount = (Decimal(plain.removesuffix("万")) * factor).quantize(Decimal("0.01"))
    except InvalidOperation:
        return None
    return amount if 0 <= amount < Decimal(10) ** 10 else None


def count_in(text: str) -> int | None:
    digits = re.fullmatch(r"(\d{1,6})(?:\.0+)?\s*(?:次|回|times?)?", unicodedata.normalize("NFKC", text).strip())
    return int(digits[1]) if digits else None


def vin_in(text: str) -> str:
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)).upper()[:17]


def is_odd_vin(vin: str) -> bool:
    """A VIN has 17 characters and no I, O or Q (GB 16735)."""
    return not _VIN.fullmatch(vin)


def is_same_vin(one: str, other: str) -> bool:
    """Both whole and equal, or one is the other without its last character."""
    short, long = sorted((one, other), key=len)
    return short == long if len(short) != CUT_VIN else short == long[:CUT_VIN]


def drive_in(text: str, model: str) -> str:
    """The drive as said, else as the model's own name says it (远山 EV, 星辰 S5 混动)."""
    for words in (text.lower(), model.lower()):
        for drive, signs in _DRIVES:
            if any(sign in words for sign in signs):
                return drive
    return ""
