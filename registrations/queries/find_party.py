"""Find a party by hand: name, pinyin initials, car number, last four of plate or phone.

Rule: the same answers as the phone's own search (static/js/check-in-roster.js), so the page without script and
the page with it find the same people. Of a whole number the phone knows the last four only.
"""

import re
import unicodedata

from campaigns.models import Campaign
from registrations import plate as plates
from registrations.models import Registration
from registrations.readings import reads_as, typed_reading

from .presence import call_order

MOST_FOUND = 12
_NUMBER = re.compile(r"[\d\s+()-]+")


def find_parties(campaign: Campaign, typed: str) -> list[Registration]:
    """At most a dozen, by car number."""
    wanted = unicodedata.normalize("NFKC", typed).strip().lower()
    if not wanted:
        return []
    plate, spelled = plates.normal(wanted).lower(), typed_reading(wanted)
    found = [
        party
        for party in Registration.objects.for_campaign(campaign)
        if _matches(party, wanted, plate) or reads_as(party.name, spelled)
    ]
    return sorted(found, key=call_order)[:MOST_FOUND]


def _matches(party: Registration, wanted: str, plate: str) -> bool:
    digits = "".join(sign for sign in wanted if sign.isdigit())
    if len(digits) >= 7 and _NUMBER.fullmatch(wanted):
        return party.phone.endswith(digits[-11:])
    if wanted.isdigit() and len(wanted) <= 3 and party.car_number == int(wanted):
        return True
    return (
        wanted in party.name.lower()
        or wanted in party.nickname.lower()
        or party.initials.startswith(wanted)
        or (len(wanted) >= 3 and party.phone_last4.endswith(wanted))
        or (len(plate) >= 3 and plate in party.plate.lower())
    )
