"""Mobile numbers: however they are typed, stored as E.164.

Rule: spaces, dashes, brackets, dots, +86, 0086 and full-width digits are all fine; a number from elsewhere
begins with + and its country. What is wrong is said with the count of digits, never "invalid".
"""

import re
import unicodedata

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

CHINA = "+86"
MOBILE_DIGITS = 11
_FILLERS = re.compile(r"[\s\-‐-―−.·•()（）/_\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{9,11}")


class OddPhone(ValueError):
    """The number cannot be rung as it stands. `message` says what to do, `summary` is its short form."""

    def __init__(self, message: str, summary: str) -> None:
        super().__init__(message)
        self.message = message
        self.summary = summary


def to_e164(text: str) -> str:
    """The number as E.164 (+8613900008617). Raises OddPhone with a sentence for the person who typed it."""
    plain = _FILLERS.sub("", unicodedata.normalize("NFKC", text))
    if plain.startswith("00"):
        plain = f"+{plain[2:]}"
    if plain.startswith("+") and not plain.startswith(CHINA):
        return _from_elsewhere(plain)
    national = plain.removeprefix(CHINA)
    if len(national) == MOBILE_DIGITS + 2 and national.startswith("86"):
        national = national[2:]
    if _MOBILE.fullmatch(national):
        return CHINA + national
    raise _what_is_odd(national)


def _from_elsewhere(plain: str) -> str:
    import phonenumbers  # only numbers from elsewhere need its tables

    try:
        number = phonenumbers.parse(plain)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise OddPhone(
            _("This does not look like a whole number of that country. Please check it, country code included."),
            _("The mobile number is not complete"),
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _what_is_odd(national: str) -> OddPhone:
    if not national:
        return OddPhone(
            _("We need a mobile number to reach you on the day."), pgettext("form", "The mobile number is missing")
        )
    if not national.isdigit() or not national.isascii():
        return OddPhone(
            _("There is something other than digits in it. Please type the digits only."),
            _("The mobile number has other characters in it"),
        )
    if _LANDLINE.fullmatch(national):
        return OddPhone(
            _("This is a landline. Please give a mobile number: we send the pass to it."),
            _("A mobile number is needed, not a landline"),
        )
    if len(national) == MOBILE_DIGITS:
        return OddPhone(
            _("A mobile number begins with 13 to 19. Please check the first digits."),
            _("The mobile number begins unusually"),
        )
    return _wrong_length(len(national))


def _wrong_length(count: int) -> OddPhone:
    missing = MOBILE_DIGITS - count
    if missing == 1:
        message = _("That is 10 digits; a mobile number has 11. Is one missing?")
        return OddPhone(message, _("The mobile number is one digit short"))
    if missing == 3:
        message = _("That is 8 digits; a mobile number has 11. From Hong Kong or Macau? Begin with +852 or +853.")
    else:
        message = ngettext(
            "That is %(count)d digit; a mobile number has 11. Please check it.",
            "That is %(count)d digits; a mobile number has 11. Please check it.",
            count,
        ) % {"count": count}
    if missing > 0:
        return OddPhone(message, _("The mobile number is too short"))
    return OddPhone(message, _("The mobile number is too long"))


def doubt(text: str) -> str:
    """What looks odd about a number kept as it was typed, mobile or landline, in one sentence; empty when nothing."""
    plain = _FILLERS.sub("", unicodedata.normalize("NFKC", text))
    if not plain or _LANDLINE.fullmatch(plain):
        return ""
    try:
        to_e164(plain)
    except OddPhone as odd:
        return odd.message
    return ""


def last4(e164: str) -> str:
    return e164[-4:]


def spaced(e164: str) -> str:
    """For reading aloud: 139 0000 8617; numbers from elsewhere keep their country: +852 91234567."""
    if e164.startswith(CHINA) and len(e164) == 14:
        return f"{e164[3:6]} {e164[6:10]} {e164[10:]}"
    return e164


def masked(e164: str) -> str:
    """For lists: 139 **** 8617."""
    if e164.startswith(CHINA) and len(e164) == 14:
        return f"{e164[3:6]} **** {e164[10:]}"
    return f"{e164[:4]} **** {e164[-4:]}" if len(e164) > 8 else "****"
