"""Dates, times, money and phones as people here write them.

Rule: an aware time in UTC is shown in the current zone; one that already stands in another zone
(`campaign.local(…)`) is shown as it stands. A day, and a number with its unit, are never torn at a line's end.
"""

import datetime as dt
from decimal import Decimal
from typing import TypeVar

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.foundation.dots import NO_BREAK, speaks_chinese, unbroken

CHINESE_WEEKDAYS = "一二三四五六日"
Day = dt.date | dt.datetime
Value = TypeVar("Value", dt.date, dt.datetime)


def local(value: Value) -> Value:
    if isinstance(value, dt.datetime) and timezone.is_aware(value) and not value.utcoffset():
        return timezone.localtime(value)
    return value


def day(value: Day, *, with_year: bool = False) -> str:
    """10月24日 周六 · Sat 24 October."""
    value = local(value)
    if speaks_chinese():
        year = f"{value.year}年" if with_year else ""
        return unbroken(f"{year}{value.month}月{value.day}日 周{CHINESE_WEEKDAYS[value.weekday()]}")
    return unbroken(date_format(value, "D j F Y" if with_year else "D j F"))


def short_day(value: Day) -> str:
    """10月24日 · 24 Oct."""
    value = local(value)
    return f"{value.month}月{value.day}日" if speaks_chinese() else unbroken(date_format(value, "j b").title())


def short_day_with_year(value: Day) -> str:
    """2026年10月4日 · 4 Oct 2026: what may be years ago."""
    return f"{value.year}年{short_day(value)}" if speaks_chinese() else unbroken(f"{short_day(value)} {value.year}")


def narrow_day(value: Day) -> str:
    """10/24 · 24 Oct: beside a road."""
    return f"{local(value).month}/{local(value).day}" if speaks_chinese() else short_day(value)


def long_day(value: Day) -> str:
    """10月20日 星期二 · Tuesday 20 October: the head of a page."""
    value = local(value)
    if speaks_chinese():
        return f"{value.month}月{value.day}日 星期{CHINESE_WEEKDAYS[value.weekday()]}"
    return f"{date_format(value, 'l')} {unbroken(date_format(value, 'j F'))}"


def clock(value: dt.datetime | dt.time) -> str:
    value = local(value) if isinstance(value, dt.datetime) else value
    return f"{value:%H:%M}"


def moment(value: dt.datetime) -> str:
    """10月20日 周二 18:00; midnight to the second is 24:00 of the day before, as deadlines are said."""
    value = local(value)
    if value.time() == dt.time.min:
        return f"{day(value - dt.timedelta(days=1))} 24:00"
    return f"{day(value)} {clock(value)}"


def day_range(start: Day, end: Day) -> str:
    """10月24日 周六 – 25日 周日 · Sat 24 – Sun 25 October."""
    first, last = local(start), local(end)
    if (first.year, first.month, first.day) == (last.year, last.month, last.day):
        return day(first)
    if (first.year, first.month) != (last.year, last.month):
        return _to(day(first), day(last))
    if speaks_chinese():
        return _to(day(first), unbroken(f"{last.day}日 周{CHINESE_WEEKDAYS[last.weekday()]}"))
    return _to(unbroken(date_format(first, "D j")), day(last))


def moment_range(start: dt.datetime, end: dt.datetime) -> str:
    """10月24日 周六 09:00 – 25日 周日 17:00 · Sat 24, 09:00 – Sun 25 October, 17:00."""
    first, last = local(start), local(end)
    same_month = (first.year, first.month) == (last.year, last.month)
    if (first.month, first.day) == (last.month, last.day):
        return f"{day(first)} {clock(start)}–{clock(end)}"
    if speaks_chinese():
        closing = unbroken(f"{last.day}日 周{CHINESE_WEEKDAYS[last.weekday()]}") if same_month else day(last)
        return _to(f"{day(first)} {clock(start)}", f"{closing} {clock(end)}")
    opening = unbroken(date_format(first, "D j")) if same_month else day(first)
    return _to(f"{opening}, {clock(start)}", f"{day(last)}, {clock(end)}")


def _to(start: str, end: str) -> str:
    """No line begins with the dash."""
    return f"{start}{NO_BREAK}– {end}"


def minutes(value: int) -> str:
    """2 小时 10 分 · 2 h 10 min."""
    hours, rest = divmod(int(value), 60)
    if not hours:
        return unbroken(_("%(n)s min") % {"n": rest})
    return unbroken((_("%(h)s h %(n)s min") if rest else _("%(h)s h")) % {"h": hours, "n": rest})


def time_left(until: dt.datetime, now: dt.datetime | None = None) -> str:
    """还有 1 天 7 小时 · 1 day 7 hours left; empty when it is over."""
    seconds = int((until - (now or timezone.now())).total_seconds())
    if seconds <= 0:
        return ""
    days, hours = seconds // 86400, seconds % 86400 // 3600
    words = []
    if days:
        words.append(ngettext("%(n)s day", "%(n)s days", days) % {"n": days})
    if hours and days < 3:
        words.append(ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours})
    if not words:
        left = max(1, seconds // 60)
        words.append(ngettext("%(n)s minute", "%(n)s minutes", left) % {"n": left})
    return _("%(time)s left") % {"time": " ".join(map(unbroken, words))}


def amount_in_figures(amount: Decimal | int | float | str) -> str:
    """1,280; 60.50: cents only where there are any, so that what is added up adds up."""
    value = Decimal(str(amount))
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"


def money(amount: Decimal | int | float, currency: str = "CNY") -> str:
    """1,280 元 · CNY 1,280; cents only where there are any."""
    figure = amount_in_figures(amount)
    if currency != "CNY":
        return unbroken(f"{currency} {figure}")
    return unbroken(f"{figure} 元" if speaks_chinese() else f"CNY {figure}")


def phone(number: str) -> str:
    """139 0000 8617, as one reads it aloud."""
    if number.startswith("+86"):
        number = number[3:]
    return f"{number[:3]} {number[3:7]} {number[7:]}" if len(number) == 11 and number.isdigit() else number


def masked_phone(number: str) -> str:
    """138****1234: lists show no whole numbers."""
    plain = number.removeprefix("+86")
    return f"{plain[:3]}****{plain[-4:]}" if len(plain) >= 8 else "****"
