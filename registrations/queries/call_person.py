"""The person on the line: what a caller sees of an owner, and the road behind them.

Rule: read only, and only what helps this call.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from campaigns.foundation.dots import dot
from campaigns.looks import dates
from campaigns.models import Campaign, Staff, State
from registrations.looks.call_words import next_call
from registrations.looks.counts import ages
from registrations.looks.registration_moves import move_words
from registrations.messages import facts as said
from registrations.messages import script
from registrations.models import CallAttempt, Invitation, Owner, Places, Registration, ScanEvent, Vehicle
from registrations.phone import spaced


@dataclass(frozen=True)
class OnTheLine:
    """One person at the calling desk, of either stage."""

    key: int
    name: str
    phone: str
    plate: str
    vehicle: str
    adviser: str
    glance: list[tuple[str, str]]
    script: list[SafeString]
    road: list[dict[str, Any]]
    adults: int = 2
    children: int = 0
    size: str = ""
    note: str = ""
    owner: Owner | None = None
    attempts: list[CallAttempt] = field(default_factory=list)

    @property
    def phone_spaced(self) -> str:
        return spaced(self.phone)


def invited_person(invitation: Invitation, caller: Staff, places: Places | None, at: dt.datetime) -> OnTheLine:
    """Stage one."""
    owner, campaign = invitation.owner, invitation.campaign
    car = next(iter(owner.vehicles.all()), None)
    attempts = list(invitation.attempts.select_related("by"))
    glance = [
        (_("City"), owner.city or "–"),
        (_("Came before"), came_before(owner, campaign)),
        (_("Last in the store"), dates.short_day(owner.last_visit_on) if owner.last_visit_on else "–"),
        (_("Visits and money spent"), _visits(owner)),
    ]
    road = [_point(campaign, invitation.created_at, _("Invited"), "", "done")]
    return OnTheLine(
        key=invitation.pk,
        name=owner.name,
        phone=owner.phone,
        plate=car.plate if car else "",
        vehicle=_vehicle(car),
        adviser=owner.adviser,
        glance=glance,
        script=script.first_invitation(campaign, owner, caller, places),
        road=_road(campaign, road, attempts, at),
        note=owner.note,
        owner=owner,
        attempts=attempts,
    )


def held_person(party: Registration, caller: Staff, at: dt.datetime) -> OnTheLine:
    """Stage two."""
    owner, campaign = party.owner, party.campaign
    attempts = list(party.call_attempts.select_related("by"))
    children = _(" (aged {ages})").format(ages=ages(party.child_ages)) if party.child_ages and party.children else ""
    glance = [
        (pgettext("glance", "Registered"), said.people(party.adults, party.children) + children),
        (_("Forum name, city"), _(", ").join(filter(None, [party.nickname, party.city])) or "–"),
        (_("Came before"), came_before(owner, campaign) if owner else "–"),
        (_("Last in the store"), dates.short_day(owner.last_visit_on) if owner and owner.last_visit_on else "–"),
    ]
    road = [
        _point(campaign, move.at, move_words(move), move.by.name if move.by else "", "done")
        for move in party.moves.select_related("by", "registration__channel")
    ]
    road += _reminded(party)
    return OnTheLine(
        key=party.pk,
        name=party.name,
        phone=party.phone,
        plate=party.plate,
        vehicle=party.model or (_("rides along") if not party.cars else ""),
        adviser=owner.adviser if owner else "",
        glance=glance,
        script=script.second_confirmation(party, caller),
        road=_road(campaign, road, attempts, at),
        adults=party.adults,
        children=party.children,
        size=said.people(party.adults, party.children),
        note=party.note,
        owner=owner,
        attempts=attempts,
    )


def _reminded(party: Registration) -> list[dict[str, Any]]:
    """Each reminder to confirm as the review counts it: one that waits in the outbox has told nobody."""
    points = []
    for number, message in enumerate(party.messages.reminders().filter(withdrawn_at=None).order_by("made_at", "pk"), 1):
        title = _("Reminder {n} to confirm").format(n=number)
        text, kind = (_("told, no answer yet"), "done") if message.sent_at else (_("not told yet"), "over")
        points.append(_point(party.campaign, message.sent_at or message.made_at, title, text, kind))
    return points


def came_before(owner: Owner, campaign: Campaign) -> str:
    """2 times, never missed: what happened at earlier campaigns."""
    earlier = Registration.objects.filter(
        Q(owner=owner) | Q(phone=owner.phone, campaign__club=owner.club_id),
        confirmed_people__isnull=False,
        campaign__state__in=[State.CLOSED, State.REPORTED],
    ).exclude(campaign=campaign)
    asked = set(earlier.values_list("pk", flat=True))
    came = set(ScanEvent.objects.counted().filter(registration__in=asked).values_list("registration", flat=True))
    if not asked:
        return _("not yet")
    times = ngettext("%(n)d time", "%(n)d times", len(came)) % {"n": len(came)}
    missed = len(asked - came)
    if not missed:
        return _("{times}, never missed").format(times=times)
    return _("{times}, missed {missed}").format(times=times, missed=missed)


def _visits(owner: Owner) -> str:
    visits = ngettext("%(n)d visit", "%(n)d visits", owner.visit_count) % {"n": owner.visit_count}
    return f"{visits}{dot()}{dates.money(owner.spent_amount)}"


def _vehicle(car: Vehicle | None) -> str:
    if car is None:
        return ""
    bought = _("bought {year}").format(year=car.bought_on.year) if car.bought_on else ""
    return _(", ").join(filter(None, [car.model, bought]))


def _point(campaign: Campaign, at: dt.datetime, title: str, text: str, kind: str, icon: str = "") -> dict[str, Any]:
    local = campaign.local(at)
    return {"at": at, "time": dates.narrow_day(local), "title": title, "text": text, "kind": kind, "icon": icon}


def _road(
    campaign: Campaign, points: list[dict[str, Any]], attempts: list[CallAttempt], at: dt.datetime
) -> list[dict[str, Any]]:
    """The history in time, each call with who and when; at its end this call."""
    for attempt in attempts:
        if attempt.undone_at is None:
            who = f"{attempt.by} {dates.clock(campaign.local(attempt.at))}"
            text = dot().join(filter(None, [who, next_call(attempt, campaign), attempt.note]))
            points.append(_point(campaign, attempt.at, str(attempt.get_outcome_display()), text, "done", "phone"))
    points.sort(key=lambda point: point["at"])
    rung = sum(1 for attempt in attempts if attempt.undone_at is None)
    now = _("First call") if not rung else _("Call number {n}").format(n=rung + 1)
    return [*points, _point(campaign, at, now, "", "here", "phone") | {"time": _("now")}]
