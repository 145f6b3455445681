"""What the record is about, by name: the rows keep ids only, names are looked up when they are shown.

Rule: one query for each kind of thing on the page. What was erased or taken out of the plan says so, and a link
stands only where its page may be opened by the reader.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaigns.foundation.dots import dot
from campaigns.looks.places_to_go import may_open, roles_asked
from campaigns.models import ApprovalRequest, Campaign, Capacity, Coverage, Incident, Record, Report, ReportPhoto
from campaigns.subjects import PAGE_OF, SUBJECTS
from registrations.models import (
    CallAttempt,
    Device,
    Draw,
    DrawExclusion,
    Invitation,
    Owner,
    OwnerImport,
    PresenterLink,
    Registration,
)


@dataclass(frozen=True)
class Named:
    """One thing of the record. `is_gone`: it was erased or removed since, so the name is no more than that word."""

    name: str
    url: str = ""
    is_gone: bool = False


@dataclass(frozen=True)
class Kind:
    """How a kind of thing is called and where it stands; an empty name says that it was erased.

    `told` adds what the row's figures mean, with rows of `many` at hand.
    """

    model: type[Any]
    page: Callable[[Any, Campaign], str]
    joins: tuple[str, ...] = ()
    name: Callable[[Any], str] = str
    many: tuple[str, ...] = ()
    told: Callable[[Any, Record], str] = lambda _thing, _row: ""


def _registration_page(party: Registration, campaign: Campaign) -> str:
    return reverse("registrations:registration", args=[campaign.slug, party.pk])


def _owner_page(owner: Owner, _campaign: Campaign) -> str:
    return reverse("registrations:owner_page", args=[owner.pk]) if owner.erased_at is None else ""


def _page_of_call(call: CallAttempt, campaign: Campaign) -> str:
    if call.registration is not None:
        return _registration_page(call.registration, campaign)
    return _owner_page(call.invitation.owner, campaign) if call.invitation else ""


def _name_of_owner(owner: Owner) -> str:
    return owner.name if owner.erased_at is None else ""


def _name_of_call(call: CallAttempt) -> str:
    asked = call.registration.name if call.registration is not None else ""
    if call.invitation is not None:
        asked = _name_of_owner(call.invitation.owner)
    return f"{asked}{dot()}{call.get_outcome_display()}" if asked else ""


def _car_and_prize(draw: Draw, row: Record) -> str:
    """Which car was called, and for which prize."""
    if "number" not in row.facts:
        return ""
    prize = next((one.name for one in draw.prizes.all() if one.position == row.facts.get("prize")), "")
    car = _("car {number}").format(number=row.facts["number"])
    return f"{car}{dot()}{prize}" if prize else car


def _campaign_page(name: str) -> Callable[[Any, Campaign], str]:
    return lambda _thing, campaign: reverse(name, args=[campaign.slug])


def _row_page(key: str) -> Callable[[Any, Campaign], str]:
    return lambda row, campaign: f"{reverse(PAGE_OF[key].address, args=[campaign.slug])}#{key}-{row.pk}"


_REPORT, _DRAW = _campaign_page("campaigns:report"), _campaign_page("registrations:draw_overview")
KINDS: dict[str, Kind] = {
    kind.model._meta.label_lower: kind
    for kind in (
        Kind(Registration, _registration_page, name=lambda party: party.name),
        Kind(CallAttempt, _page_of_call, ("registration", "invitation__owner"), _name_of_call),
        Kind(
            Invitation,
            lambda one, campaign: _owner_page(one.owner, campaign),
            ("owner",),
            lambda one: _name_of_owner(one.owner),
        ),
        Kind(Owner, _owner_page, name=_name_of_owner),
        Kind(
            OwnerImport,
            lambda one, _campaign: reverse("registrations:owner_import_preview", args=[one.pk]),
            name=lambda one: one.file_name,
        ),
        Kind(Device, _campaign_page("registrations:device_list"), name=lambda one: f"{one.number} {one.label}"),
        Kind(
            Draw,
            _DRAW,
            name=lambda one: str(one.number),
            many=("prizes",),
            told=_car_and_prize,
        ),
        Kind(
            DrawExclusion,
            lambda one, campaign: _registration_page(one.registration, campaign),
            ("registration",),
            lambda one: one.registration.name,
        ),
        Kind(PresenterLink, _DRAW, ("made_by",), lambda one: str(one.made_by)),
        Kind(Report, _REPORT, name=lambda _report: _("Summary report")),
        Kind(ReportPhoto, _REPORT, name=lambda photo: photo.caption or pgettext("report", "without a caption")),
        Kind(Coverage, _REPORT),
        Kind(
            ApprovalRequest, _campaign_page("campaigns:approval_request"), ("asked_by",), lambda one: str(one.asked_by)
        ),
        Kind(Capacity, _campaign_page("campaigns:plan_deadlines")),
        Kind(Incident, _campaign_page("campaigns:run")),
        *(Kind(subject.model, _row_page(key), subject.joins) for key, subject in SUBJECTS.items()),
    )
}


def named(rows: Iterable[Record], campaign: Campaign, held: set[str]) -> list[tuple[Record, Named]]:
    """Each row of the record with what it is about. `held` are the reader's roles in the club."""
    rows = list(rows)
    found = {label: _found(kind, rows) for label, kind in KINDS.items() if any(row.thing == label for row in rows)}
    return [(row, _named(row, found.get(row.thing, {}), campaign, held)) for row in rows]


def _found(kind: Kind, rows: list[Record]) -> dict[str, Any]:
    label = kind.model._meta.label_lower
    keys = {row.thing_id for row in rows if row.thing == label}
    things = kind.model._default_manager.filter(pk__in=keys).select_related(*kind.joins).prefetch_related(*kind.many)
    return {str(thing.pk): thing for thing in things}


def _named(row: Record, found: dict[str, Any], campaign: Campaign, held: set[str]) -> Named:
    if row.thing == Campaign._meta.label_lower:
        return Named(campaign.title)
    kind = KINDS.get(row.thing)
    if kind is None:
        return Named("")
    thing = found.get(row.thing_id)
    if thing is None:
        return Named(_("removed since"), is_gone=True)
    name = kind.told(thing, row) or kind.name(thing)
    if not name:
        return Named(_("erased"), is_gone=True)
    url = kind.page(thing, campaign)
    return Named(name, url if url and may_open(roles_asked(url.split("#", 1)[0]), held) else "")
