"""Find anyone by three keys: part of a name, pinyin initials, the last four of a phone or a plate.

Rule: what was typed decides which indexed questions are asked, one after the other, never one with many ORs; the
next is asked only while fewer than wanted are found, and reading through all names comes last.
"""

import re
from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet

from campaigns.models import Club
from registrations import plate as plates
from registrations.initials import LONGEST
from registrations.models import Owner, Registration, Vehicle
from registrations.phone import CHINA
from registrations.readings import spelled_question

MOST_FOUND = 20
_DIGITS = re.compile(r"[\d\s\-+]+")
_LETTERS = re.compile(r"[A-Za-z]{1,8}")
_PLATE = re.compile(r"[A-Za-z0-9·.\s]{3,9}|.[A-Za-z][·.\s]?[A-Za-z0-9]{0,6}.?")


def party_questions(text: str) -> list[Q]:
    """What may be meant, most exact first; every Q is a question to `Registration`."""
    text = " ".join(text.split())
    digits = "".join(sign for sign in text if sign.isdigit())
    questions: list[Q] = []
    if _DIGITS.fullmatch(text) and digits:
        questions.append(Q(car_number=int(digits)) if len(digits) <= 3 else _phone_question(digits))
    elif _LETTERS.fullmatch(text):
        questions.append(_initials_question(text))
    if text and not _DIGITS.fullmatch(text):
        questions += [Q(name__icontains=text), Q(nickname__icontains=text)]
    return questions + _plate_questions(text)


def _phone_question(digits: str) -> Q:
    if len(digits) == 11:
        return Q(phone=f"{CHINA}{digits}")
    return Q(phone_last4=digits) if len(digits) == 4 else Q(phone__endswith=digits[-11:])


def _plate_questions(text: str) -> list[Q]:
    """From the province on, or the last three and more."""
    plate = plates.normal(text)
    if not _PLATE.fullmatch(text) or len(plate) < 2:
        return []
    if plate[0] in plates.PROVINCES:
        return [Q(plate__startswith=plate)]
    return [Q(plate__endswith=plate)] if len(plate) >= 3 else []


def any_of(questions: Iterable[Q]) -> Q:
    """One condition for a list that is small already: the parties of one campaign."""
    found = Q(pk__in=[])
    for question in questions:
        found |= question
    return found


def find_registrations(clubs: Iterable[Club], text: str) -> list[Registration]:
    """At most twenty parties of these clubs' campaigns, the latest campaign first."""
    ours = Registration.objects.filter(campaign__club__in=list(clubs)).select_related("campaign", "channel")
    found: dict[int, Registration] = {}
    for question in _spelled_last(ours, text):
        for party in ours.filter(question).order_by("-campaign__starts_at", "name", "pk")[:MOST_FOUND]:
            found.setdefault(party.pk, party)
        if len(found) >= MOST_FOUND:
            break
    return list(found.values())[:MOST_FOUND]


def _spelled_last(ours: QuerySet[Registration], text: str) -> Iterator[Q]:
    yield from party_questions(text)
    yield from spelled_question(ours, text)


def find_owners(clubs: Iterable[Club], text: str) -> list[Owner]:
    """At most twenty owners of these clubs' archives, with their cars."""
    clubs, text = list(clubs), " ".join(text.split())
    ours = Owner.objects.filter(club__in=clubs, erased_at__isnull=True)
    found: dict[int, Owner] = {}
    for question in _owner_questions(ours, text):
        for owner in ours.filter(question).prefetch_related("vehicles")[:MOST_FOUND]:
            found.setdefault(owner.pk, owner)
        if len(found) >= MOST_FOUND:
            break
    for question in _vehicle_questions(text):
        numbers = list(Vehicle.objects.filter(question).values_list("owner_id", flat=True)[: MOST_FOUND * 2])
        for owner in ours.filter(pk__in=numbers).prefetch_related("vehicles")[:MOST_FOUND]:
            found.setdefault(owner.pk, owner)
    return sorted(found.values(), key=lambda owner: (owner.name, owner.pk))[:MOST_FOUND]


def owner_ids(club: Club, text: str, most: int) -> list[int]:
    """For a list with pages: at most `most` owners of one club who may be meant, the likeliest first."""
    text = " ".join(text.split())
    ours = Owner.objects.filter(club=club, erased_at__isnull=True)
    found: dict[int, None] = {}
    for question in _owner_questions(ours, text):
        found |= dict.fromkeys(ours.filter(question).values_list("pk", flat=True)[:most])
        if len(found) >= most:
            break
    for question in _vehicle_questions(text):
        cars = Vehicle.objects.filter(question, owner__club=club, owner__erased_at__isnull=True)
        found |= dict.fromkeys(cars.values_list("owner_id", flat=True)[:most])
    return list(found)[:most]


def _vehicle_questions(text: str) -> list[Q]:
    """As for parties; four signs and whole plates by their index."""
    plate = plates.normal(text)
    if _PLATE.fullmatch(text) and len(plate) == 4 and plate[0] not in plates.PROVINCES:
        return [Q(plate_last4=plate)]
    return [Q(plate=plate)] if len(plate) >= 7 else _plate_questions(text)


def _owner_questions(ours: QuerySet[Owner], text: str) -> Iterator[Q]:
    digits = "".join(sign for sign in text if sign.isdigit())
    if _DIGITS.fullmatch(text) and digits:
        if len(digits) >= 4:
            yield _phone_question(digits)
        return
    if _LETTERS.fullmatch(text):
        yield _initials_question(text)
    yield from spelled_question(ours, text)
    if text:
        yield Q(name__icontains=text) | Q(nickname__icontains=text)


def _initials_question(text: str) -> Q:
    """Begins with these letters, said as a range so that the index answers."""
    return Q(initials__gte=text.lower(), initials__lte=f"{text.lower()}{'z' * LONGEST}")
