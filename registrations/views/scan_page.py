"""What the scan page's script needs to know, and the two addresses it talks to: roster and scan events.

Rule: both answer to the device's own secret, not to a session; an answer names every id it has taken.
"""

from collections.abc import Callable
from dataclasses import astuple
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext
from django.views.decorators.http import require_GET, require_POST

from campaigns.access import may
from campaigns.foundation.dots import dot
from campaigns.foundation.personal_pages import personal_page
from campaigns.models import Role, Stop
from registrations.actions.check_in import record_scan_events
from registrations.actions.devices import finish
from registrations.device_access import device_page
from registrations.forms.check_in import MANY_IN_A_CAR
from registrations.imports.scan_events import NotAnUpload, read_upload
from registrations.models import Device, ScanEvent, ScanKind
from registrations.queries.presence import day_of
from registrations.queries.roster import Thing, digest, roster_of, standing_of
from registrations.scanned import Fate, ScannedEvent
from registrations.verdicts import was_let_in

# In this order: each gives the next what it needs.
SCRIPTS = [
    "js/toast.js",
    "js/draw-sha256.js",
    "js/check-in-store.js",
    "js/check-in-roster.js",
    "js/check-in-upload.js",
    "js/check-in-decoder.js",
    "js/check-in-camera.js",
    "js/check-in-verdict.js",
    "js/check-in-answers.js",
    "js/check-in-lists.js",
    "js/check-in-forms.js",
    "js/check-in.js",
]


def script_settings(stop: Stop, device: Device, things: list[Thing]) -> dict[str, Any]:
    """For `json_script`: addresses, the phone's name, the words that change."""
    slug, window = stop.campaign.slug, stop.campaign.scan_window
    return {
        "campaign": stop.campaign_id,
        "device": device.pk,
        "label": device.label,
        "lastSequence": device.last_reported_sequence,
        "stop": stop.pk,
        "serverTime": timezone.now().isoformat(),
        "timeZone": stop.campaign.time_zone,
        "countsFrom": window.since.isoformat(),
        "countsUntil": window.until.isoformat() if window.until else None,
        "mostPeople": stop.campaign.most_people_per_party,
        "isRevoked": device.is_revoked,
        "handOut": [astuple(thing) for thing in things],
        "urls": {
            "events": reverse("registrations:scan_event_list", args=[slug]),
            "roster": reverse("registrations:check_in_roster", args=[slug, stop.pk]),
            "decoder": static("vendor/zxing/zxing-reader.js"),
            "wasm": static("vendor/zxing/zxing_reader.wasm"),
        },
        "words": _words(),
    }


def _words() -> dict[str, Any]:
    """What changes on the page, in the host's language."""
    return {
        **_words_of_scans(),
        "online": _("Online, everything is sent"),
        "sending": _("Online, being sent: {n}"),
        "offline": _("No network, keep scanning"),
        "kept": _("Kept on this phone: {n}. They are sent by themselves."),
        "insecure": _("The camera needs a secure address (https). Type the code instead."),
        "noCamera": _("No camera here. Type the code instead."),
        "denied": _("The camera is not allowed. Allow it in the browser, or type the code."),
        "noDecoder": _("This browser cannot read codes. Type the code instead."),
        "noStore": _("This phone cannot keep scans. Use the buttons below; each is sent at once."),
        "missing": _both(lambda n: ngettext("{n} car missing", "{n} cars missing", n)),
        "people": _both(lambda n: ngettext("{n} person", "{n} people", n)),
        "cars": _both(lambda n: ngettext("{n} car", "{n} cars", n)),
        "unit": _both(lambda n: npgettext("unit", "person", "people", n)),
        "joins": _("joins at {stop}"),
        "undone": _("taken back"),
        "twice": _("also counted by {by}"),
        "revoked": _("This phone may no longer scan. What it keeps is still sent."),
        "finished": _("Finished: everything from this phone is here."),
        "unfinished": _("Not finished yet: some scans wait for the network."),
        "thisPhone": _("This phone"),
        "walked": _("Walk-in, counted: {cars}, {people}"),
        "carsOver": _both(lambda n: ngettext("{n} car over the limit", "{n} cars over the limit", n)),
        "peopleOver": _both(lambda n: ngettext("{n} person over the limit", "{n} people over the limit", n)),
        "adults": _both(lambda n: ngettext("{n} adult", "{n} adults", n)),
        "party": _("{adults}, {children}"),
        "adultsWith": _both(lambda n: npgettext("with children", "{n} adult", "{n} adults", n)),
        "childrenWith": _both(lambda n: npgettext("with adults", "{n} child", "{n} children", n)),
        "dot": dot(),
    }


def _words_of_scans() -> dict[str, str]:
    """What it says of parties, walk-ins and codes."""
    return {
        "noted": _("Noted: someone should look at this car."),
        "apart": _("not counted, left to the planner"),
        "isIn": _("in since {time}"),
        "unexpected": _("+{n} not expected"),
        "registered": _("registered: {size}"),
        "spare": _("No number yet: give a spare sticker"),
        "letIn": _("Had no place, let in: {cars}, {people}"),
        "attached": _("Was registered already: {name}. Counted there, as no walk-in."),
        "isKnown": _("This is car {number}, {name}. Check them in?"),
        "isKnownByName": _("This is {name}. Check them in?"),
        "noName": _("Write the name."),
        "noPhone": _("Write the mobile number."),
        "oddPhone": _("A mobile number has 11 digits. Please check it."),
        "many": str(MANY_IN_A_CAR),
        "otherCode": _("This is not a check-in code"),
        "otherWhy": _("Ask the owner to scroll down on the pass, to the check-in code."),
    }


def _both(words: Callable[[int], str]) -> tuple[str, str]:
    """For the script: how one is said, how several are."""
    return words(1), words(2)


@require_GET
@personal_page
@device_page
def check_in_roster(request: HttpRequest, device: Device, stop: int) -> HttpResponse:
    """Who may come and who is in. `?digest=` of the roster held leaves the roster out when it is unchanged."""
    campaign = device.campaign
    if device.is_revoked or not may(device.staff, campaign.club, Role.HOST, Role.PLANNER):
        return JsonResponse({"error": "revoked"}, status=403)
    day = day_of(campaign)
    place = next((one for one in day.stops if one.pk == stop), None)
    if place is None:
        return JsonResponse({"error": "no such checkpoint"}, status=404)
    roster = roster_of(campaign, day)
    mark = digest(roster)
    phones = {one.pk: one for one in Device.objects.for_campaign(campaign).select_related("staff")}
    answer = {
        "server_time": timezone.now().isoformat(),
        "digest": mark,
        "rank": day.ranks[place.pk],
        "standing": standing_of(day, place, phones),
    }
    if request.GET.get("digest") != mark:
        answer["roster"] = roster
    return JsonResponse(answer)


@require_POST
@personal_page
@device_page
def scan_event_list(request: HttpRequest, device: Device) -> HttpResponse:
    """An upload; the answer names every id with its fate. A body that is no upload is answered 400 and names none."""
    at = timezone.now()
    try:
        upload = read_upload(request.body, device=device.pk, at=at)
    except NotAnUpload:
        return JsonResponse({"error": "not an upload"}, status=400)
    fates = record_scan_events(device=device, events=upload.events, at=at, last_sequence=upload.last_sequence)
    if upload.is_finished:
        finish(device=device, last_sequence=upload.last_sequence, at=at)
    walked = _walked_in(upload.events)
    answer = {"server_time": at.isoformat(), "revoked": device.is_revoked}
    return JsonResponse(answer | {"fates": [_told(fate) | walked.get(fate.id, {}) for fate in fates]})


def _walked_in(events: list[ScannedEvent]) -> dict[str, dict[str, Any]]:
    """By the phone's id of a walk-in: its number and name, and whether it was registered before."""
    names = {event.id: event.name for event in events if event.kind == ScanKind.WALK_IN}
    if not names:
        return {}
    rows = ScanEvent.objects.filter(pk__in=names, registration__isnull=False).select_related("registration")
    return {
        names[row.pk]: {
            "number": row.registration.car_number,
            "name": row.registration.name,
            "attached": row.attached,
            "let_in": row.attached and was_let_in(row),
            "registration": row.registration_id,
        }
        for row in rows
    }


def _told(fate: Fate) -> dict[str, Any]:
    return {
        "id": fate.id,
        "fate": fate.fate,
        "reason": fate.reason,
        "registration": fate.registration,
        "practice": fate.is_practice,
    }
