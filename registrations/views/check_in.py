"""The host's page at one checkpoint: scan, type, find, count heads, walk-ins, who is missing.

Rule: everything works as plain forms; the script (static/js/check-in*.js) makes the same events on the phone.
"""

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from campaigns.access import campaign_page, may
from campaigns.flash import refuse
from campaigns.foundation.personal_pages import personal_page
from campaigns.looks.dates import clock
from campaigns.models import Campaign, Role, Stop
from registrations.actions.check_in import record_at_desk
from registrations.device_access import device_of
from registrations.forms.check_in import DeviceForm, PaperForm, ScanForm, WalkInForm
from registrations.links import registration_for_code
from registrations.looks import counts
from registrations.models import MOST_HEADS, Places, Registration, ScanEvent, ScanKind, Verdict
from registrations.presence import GREENS, Standing
from registrations.queries.find_party import find_parties
from registrations.queries.looks import taken_back_with
from registrations.queries.presence import Day, day_of
from registrations.queries.roster import THING_ICONS, given_to, handed_out, phone_name
from registrations.scanned import ScannedEvent
from registrations.verdicts import Answer, answer_for, over_limit, was_let_in
from registrations.views.scan_page import SCRIPTS, script_settings

HOSTS = (Role.HOST, Role.PLANNER)
RINGERS = (Role.HOST, Role.PLANNER, Role.CALLER)


def checkpoint_of(campaign: Campaign, pk: int) -> Stop:
    stop: Stop = get_object_or_404(Stop.objects.checkpoints(), campaign=campaign, pk=pk)
    stop.campaign = campaign
    return stop


def _page(campaign: Campaign, stop: Stop, day: Day, **more: Any) -> dict[str, Any]:
    count, window = day.count(stop), campaign.scan_window
    return {
        "campaign": campaign,
        "stop": stop,
        "count": count,
        "bars": (
            _share(count.cars_of_expected, count.expected_cars),
            _share(count.people_of_expected, count.expected_people),
        ),
        "event": uuid.uuid4(),
        "is_practice": not window.counts(timezone.now()),
        "is_over": window.is_over,
    } | more


CLOSED = gettext_lazy("The campaign is closed: what is scanned now counts nowhere.")


def refused_as_closed(request: HttpRequest, campaign: Campaign) -> bool:
    """Nothing made now counts any more, so nothing is taken. What a phone made before and sends now still is."""
    is_over = campaign.scan_window.is_over
    if is_over:
        refuse(request, str(CLOSED))
    return is_over


def _share(part: int, whole: int) -> str:
    """Per cent of a bar, at most all of it."""
    return f"{100 * min(part, whole) / max(whole, 1):.1f}"


@csp_update({"script-src": ["'wasm-unsafe-eval'"]})
@require_GET
@personal_page
@campaign_page(*HOSTS)
def check_in(request: HttpRequest, campaign: Campaign, stop: int) -> HttpResponse:
    """Scan here. `?panel=code|find` opens a form; `q` is what is looked for."""
    place, day = checkpoint_of(campaign, stop), day_of(campaign)
    device, standings = device_of(request, campaign.slug), day.presence.at(place.pk)
    wanted = request.GET.get("q", "").strip()
    context = _page(
        campaign,
        place,
        day,
        device=device,
        panel="" if campaign.scan_window.is_over else request.GET.get("panel", ""),
        wanted=wanted,
        found=[(party, standings.get(party.pk)) for party in find_parties(campaign, wanted)],
        walk_in=WalkInForm(auto_id="walk_in_%s", campaign=campaign),
        device_form=DeviceForm(initial={"label": request.user.get_short_name()[:40]}),
        scripts=SCRIPTS,
        hand_icons=[*THING_ICONS, "box", "info", "pin"],
    )
    if context["device"]:
        context["settings"] = script_settings(place, context["device"], handed_out(campaign))
    return render(request, "registrations/check_in.html", context)


@require_POST
@campaign_page(*HOSTS)
def scan_list(request: HttpRequest, campaign: Campaign, stop: int) -> HttpResponse:
    """One event from a plain form, then its verdict."""
    place, form = checkpoint_of(campaign, stop), ScanForm(request.POST, campaign=campaign)
    if refused_as_closed(request, campaign):
        return redirect("registrations:check_in", slug=campaign.slug, stop=place.pk)
    if not form.is_valid():
        messages.error(request, next(iter(form.errors.values()))[0])
        return redirect("registrations:check_in", slug=campaign.slug, stop=place.pk)
    if (form.cleaned_data["kind"] or ScanKind.CHECK_IN) != ScanKind.CHECK_IN:
        return _other_event(request, campaign, place, form)
    party = form.cleaned_data["registration"] or registration_for_code(campaign, form.cleaned_data["code"])
    answer = answer_for(day_of(campaign), place, party, is_let_in=form.cleaned_data["let_in"])
    if answer.look_first:
        return _verdict(request, campaign, place, answer, None)
    event = form.scanned(stop=place, registration=party, verdict=answer.verdict, at=timezone.now())
    record_at_desk(campaign=campaign, by=request.user, events=[event], at=timezone.now())
    return redirect("registrations:check_in_verdict", slug=campaign.slug, stop=place.pk, event=event.id)


def _other_event(request: HttpRequest, campaign: Campaign, stop: Stop, form: ScanForm) -> HttpResponse:
    """Undo, counted again, left, not coming, settled: recorded, then back to where it matters."""
    data = form.cleaned_data
    event = form.scanned(stop=stop, registration=data["registration"], verdict="", at=timezone.now())
    here = day_of(campaign).presence.at(stop.pk).get(event.registration or 0)
    if event.kind == ScanKind.NOT_COMING and here:  # a page that was open for a while
        at = clock(campaign.local(here.green.at))
        messages.warning(request, _("Nothing was changed: they were counted in here at {time}.").format(time=at))
        return redirect("registrations:check_in", slug=campaign.slug, stop=stop.pk)
    if event.kind == ScanKind.NOT_COMING and event.registration in day_of(campaign).counted_before(stop):
        event = replace(event, kind=ScanKind.LEFT_TOUR)  # they did come, and are on the road no more
    said = [event]
    if event.kind == ScanKind.UNDO and event.about:
        more = taken_back_with(day_of(campaign), event.about)[1:]
        said += [replace(event, id=uuid.uuid4(), about=each) for each in more]
    record_at_desk(campaign=campaign, by=request.user, events=said, at=timezone.now())
    if data["kind"] == ScanKind.MORE_ARRIVED and data["about"]:
        return redirect("registrations:check_in_verdict", slug=campaign.slug, stop=stop.pk, event=data["about"])
    messages.success(request, done(campaign, event))
    return redirect("registrations:check_in", slug=campaign.slug, stop=stop.pk)


DONE: dict[str, Callable[[], str]] = {
    ScanKind.UNDO: lambda: _("Taken back: it counts no more, and stays on record."),
    ScanKind.MORE_ARRIVED: lambda: _("Counted again."),
    ScanKind.SAME_CAR: lambda: _("Noted: the same car."),
    ScanKind.LOOK: lambda: _("Noted: someone should look at this car."),
    ScanKind.LEFT_TOUR: lambda: _("Noted: left the tour. They are no longer missing."),
    ScanKind.NOT_COMING: lambda: _("Noted: not coming. They are no longer missing."),
}


def done(campaign: Campaign, event: ScannedEvent) -> str:
    """What to say once it is recorded. Who was scanned a second time, and nobody said the same car, is still in."""
    still = None
    if event.kind == ScanKind.UNDO and ScanEvent.objects.filter(pk=event.about, kind__in=GREENS).exists():
        still = day_of(campaign).presence.at(event.checkpoint or 0).get(event.registration or 0)
    if still is None:
        return DONE[event.kind]()
    at = clock(campaign.local(still.green.at))
    return _("Taken back. They are still in, by the scan of {time}.").format(time=at)


@require_GET
@personal_page
@campaign_page(*HOSTS)
def check_in_verdict(request: HttpRequest, campaign: Campaign, stop: int, event: uuid.UUID) -> HttpResponse:
    """What the screen says to an event that was just recorded."""
    place = checkpoint_of(campaign, stop)
    recorded = get_object_or_404(
        ScanEvent.objects.select_related("registration", "device__staff"), pk=event, campaign=campaign
    )
    earlier = None
    if recorded.registration_id:
        standing = day_of(campaign).presence.at(place.pk).get(recorded.registration_id)
        earlier = standing if standing and standing.green.id != recorded.pk else None
    # A walk-in is counted by being recorded, whatever its phone said.
    verdict = Verdict.ARRIVED if recorded.kind == ScanKind.WALK_IN else recorded.verdict
    answer = Answer(verdict, recorded.registration, earlier)
    return _verdict(request, campaign, place, answer, recorded)


def _verdict(
    request: HttpRequest, campaign: Campaign, stop: Stop, answer: Answer, recorded: ScanEvent | None
) -> HttpResponse:
    day = day_of(campaign)
    standing = day.presence.at(stop.pk).get(answer.registration.pk) if answer.registration else None
    is_first = answer.registration is None or answer.registration.pk not in day.counted_before(stop)
    heads = standing.heads if standing else (answer.registration.people if answer.registration else 1)
    context = _page(
        campaign,
        stop,
        day,
        answer=answer,
        party=answer.registration,
        recorded=recorded,
        standing=standing,
        heads=heads,
        fewer=max(1, heads - 1),
        more=min(MOST_HEADS, heads + 1),
        earlier_by=_counted_by(answer),
        things=given_to(campaign, answer.registration, heads) if is_first and answer.registration else [],
        is_first=is_first,
        joins=_joins_elsewhere(day, stop, answer.registration),
        **_walked(recorded, standing),
    )
    return render(request, "registrations/check_in_verdict.html", context)


def _walked(recorded: ScanEvent | None, standing: Standing | None) -> dict[str, str]:
    """A walk-in is said to be counted, and by how much the limit is exceeded now."""
    if recorded is None or recorded.kind != ScanKind.WALK_IN or (recorded.attached and not was_let_in(recorded)):
        return {}
    if recorded.is_practice or standing is None:
        return {"walked": _("Practice: not counted and not kept.")} if recorded.is_practice else {}
    places = Places.objects.get(campaign=recorded.campaign)
    counted = {"cars": counts.cars(standing.cars), "people": counts.people(standing.heads)}
    said = _("Had no place, let in: {cars}, {people}") if recorded.attached else _("Walk-in, counted: {cars}, {people}")
    return {"walked": said.format(**counted), "over": over_limit(places.cars_over, places.people_over)}


def _counted_by(answer: Answer) -> str:
    if answer.earlier is None:
        return ""
    event = ScanEvent.objects.select_related("device__staff").get(pk=answer.earlier.green.id)
    return phone_name(event.device)


def _joins_elsewhere(day: Day, stop: Stop, party: Registration | None) -> Stop | None:
    """The checkpoint a party was expected at first, when it is a later one than this."""
    if party is None or party.joins_at_id is None:
        return None
    ranks = day.ranks
    joins = next((s for s in day.stops if s.pk == party.joins_at_id), None)
    return joins if joins and ranks[joins.pk] > ranks[stop.pk] else None


@personal_page
@campaign_page(*HOSTS)
def check_in_walk_in(request: HttpRequest, campaign: Campaign, stop: int) -> HttpResponse:
    """A party that appears: registered, confirmed and counted in at once."""
    place, form = checkpoint_of(campaign, stop), WalkInForm(request.POST or None, campaign=campaign)
    if refused_as_closed(request, campaign):
        return redirect("registrations:check_in", slug=campaign.slug, stop=place.pk)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        fate = record_at_desk(campaign=campaign, by=request.user, events=[form.scanned(stop=place, at=now)], at=now)[0]
        if fate.reason:
            messages.warning(request, _("Kept apart: this campaign takes no walk-ins now. The planner sees it."))
            return redirect("registrations:check_in", slug=campaign.slug, stop=place.pk)
        return redirect("registrations:check_in_verdict", slug=campaign.slug, stop=place.pk, event=fate.id)
    return render(request, "registrations/check_in_walk_in.html", _page(campaign, place, day_of(campaign), form=form))


@require_GET
@personal_page
@campaign_page(*RINGERS, Role.MANAGER)
def check_in_missing(request: HttpRequest, campaign: Campaign, stop: int) -> HttpResponse:
    """Who is expected here and not counted, with the number to ring; who said no; who is in."""
    place, day = checkpoint_of(campaign, stop), day_of(campaign)
    standings = day.presence.at(place.pk)
    context = _page(
        campaign,
        place,
        day,
        before=day.counted_before(place),
        later=[party for party in day.registrations.values() if _joins_elsewhere(day, place, party)],
        counted=[(day.registrations[pk], standings[pk]) for pk in standings if pk in day.registrations],
        rings=may(request.user, campaign.club, *RINGERS),
        scans=may(request.user, campaign.club, *HOSTS),
        settles=may(request.user, campaign.club, *HOSTS) and not campaign.scan_window.is_over,
        back=reverse("registrations:check_in_overview", args=[campaign.slug]),
    )
    return render(request, "registrations/check_in_missing.html", context)


@personal_page
@campaign_page(*HOSTS)
def check_in_paper(request: HttpRequest, campaign: Campaign, stop: int) -> HttpResponse:
    """The sign-in sheet typed back, through the same door."""
    place, day = checkpoint_of(campaign, stop), day_of(campaign)
    parties = [missing.registration for missing in day.count(place).missing]
    form = PaperForm(request.POST or None, stop=place, parties=parties)
    if request.method == "POST" and form.is_valid():
        fates = record_at_desk(campaign=campaign, by=request.user, events=form.scanned(), at=timezone.now())
        messages.success(request, _("Counted in from paper: %(count)d.") % {"count": len(fates)})
        return redirect("registrations:check_in_missing", slug=campaign.slug, stop=place.pk)
    context = _page(campaign, place, day, form=form, parties=parties)
    return render(request, "registrations/check_in_paper.html", context)
