"""Find anyone by three keys: part of a name, pinyin initials, the last four of a phone or a plate.

Rule: what was typed decides which one or two indexed questions are asked; never one question with many ORs.
"""

import re
from collections.abc import Iterable

from django.db.models import Q

from campaigns.models import Club
from registrations import plate as plates
from registrations.models import Owner, Registration, Vehicle

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
        if len(digits) <= 3:
            questions.append(Q(car_number=int(digits)))
        questions.append(Q(phone_last4=digits) if len(digits) == 4 else Q(phone__endswith=digits[-11:]))
    elif _LETTERS.fullmatch(text):
        questions.append(Q(initials__startswith=text.lower()))
    if text and not _DIGITS.fullmatch(text):
        questions += [Q(name__icontains=text), Q(nickname__icontains=text)]
    plate = plates.normal(text)
    if _PLATE.fullmatch(text) and len(plate) >= 3:
        questions.append(Q(plate__endswith=plate) | Q(plate__startswith=plate))
    return questions


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
    for question in party_questions(text):
        for party in ours.filter(question).order_by("-campaign__starts_at", "name", "pk")[:MOST_FOUND]:
            found.setdefault(party.pk, party)
    return list(found.values())[:MOST_FOUND]


def find_owners(clubs: Iterable[Club], text: str) -> list[Owner]:
    """At most twenty owners of these clubs' archives, with their cars."""
    clubs, text = list(clubs), " ".join(text.split())
    ours = Owner.objects.filter(club__in=clubs, erased_at__isnull=True)
    found: dict[int, Owner] = {}
    for question in _owner_questions(text):
        for owner in ours.filter(question).prefetch_related("vehicles")[:MOST_FOUND]:
            found.setdefault(owner.pk, owner)
    plate = plates.normal(text)
    if _PLATE.fullmatch(text) and len(plate) >= 3:
        cars = Vehicle.objects.filter(Q(plate__endswith=plate) | Q(plate__startswith=plate))
        numbers = list(cars.values_list("owner_id", flat=True)[: MOST_FOUND * 2])
        for owner in ours.filter(pk__in=numbers).prefetch_related("vehicles")[:MOST_FOUND]:
            found.setdefault(owner.pk, owner)
    return sorted(found.values(), key=lambda owner: (owner.name, owner.pk))[:MOST_FOUND]


def _owner_questions(text: str) -> list[Q]:
    digits = "".join(sign for sign in text if sign.isdigit())
    if _DIGITS.fullmatch(text) and digits:
        return [Q(phone_last4=digits) if len(digits) == 4 else Q(phone__endswith=digits[-11:])]
    if not text:
        return []
    names = [Q(name__icontains=text)]
    return [Q(initials__startswith=text.lower()), *names] if _LETTERS.fullmatch(text) else names
