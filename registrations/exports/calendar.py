"""The tour as a calendar entry (RFC 5545) for the owner's own phone.

Rule: times are in UTC, lines are folded at 75 octets, and nothing of what the owner typed is in it.
"""

import datetime as dt

from django.utils.translation import gettext as _

from campaigns.models import Campaign, Stop

MOST_OCTETS = 75


def calendar_entry(campaign: Campaign, *, joins_at: Stop | None, link: str, uid: str, at: dt.datetime) -> bytes:
    """One event from where this party joins to the end, with a reminder the evening before."""
    start = campaign.moment(joins_at.day, joins_at.arrive) if joins_at else campaign.starts_at
    place = ", ".join(part for part in (joins_at.name, joins_at.place) if part) if joins_at else ""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Convoy//Pass//ZH",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{_utc(at)}",
        f"DTSTART:{_utc(start)}",
        f"DTEND:{_utc(campaign.ends_at)}",
        f"SUMMARY:{_text(campaign.theme)}",
        f"LOCATION:{_text(place)}",
        f"DESCRIPTION:{_text(_('Your pass with the check-in code: {link}').format(link=link))}",
        f"URL:{link}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_text(campaign.title)}",
        "TRIGGER:-PT14H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "")


def _folded(line: str) -> str:
    """A long line goes on after a line break and a space, never inside a character."""
    folded: list[str] = [""]
    for character in line:
        if len((folded[-1] + character).encode()) > MOST_OCTETS - (len(folded) > 1):
            folded.append("")
        folded[-1] += character
    return "\r\n ".join(folded)
