"""The day on one staff page: each checkpoint's figures, what to look at, the phones, the list as it grows."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from campaigns.access import campaign_page, may
from campaigns.flash import refuse, say
from campaigns.foundation.personal_pages import personal_page
from campaigns.models import Campaign, Role
from registrations.actions.check_in import record_at_desk
from registrations.actions.devices import enrol, restore, revoke, sign_off
from registrations.actions.kept_apart import count_in, settle_quarantined, take_back
from registrations.device_access import device_of, give_secret
from registrations.errors import RegistrationError, VerbRefused
from registrations.forms.check_in import DeviceForm
from registrations.models import Device, QuarantinedScan, ScanEvent, ScanKind
from registrations.queries.devices import device_standings
from registrations.queries.kept_apart import read_kept
from registrations.queries.looks import repeats_of, taken_back_with, to_look_at
from registrations.queries.presence import day_of
from registrations.scanned import ScannedEvent

from .check_in import done, refused_as_closed

HOSTS = (Role.HOST, Role.PLANNER)
LATEST_SHOWN = 20
UNDOABLE = [ScanKind.CHECK_IN, ScanKind.WALK_IN, ScanKind.LEFT_TOUR, ScanKind.NOT_COMING, ScanKind.MORE_ARRIVED]
SETTLING = {ScanKind.UNDO, ScanKind.SAME_CAR, ScanKind.LOOK}


@personal_page
@campaign_page()
def check_in_overview(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Choose a checkpoint to scan at; see the day grow."""
    day, window = day_of(campaign), campaign.scan_window
    latest = ScanEvent.objects.for_campaign(campaign).select_related("registration", "device__staff", "checkpoint")
    context = {
        "campaign": campaign,
        "rail_current": "day",
        "counts": day.counts(),
        "arrived": day.arrived(),
        "looks": to_look_at(campaign, day),
        "phones": device_standings(campaign),
        "latest": latest.marked_undone().latest_first()[:LATEST_SHOWN],
        "this_phone": device_of(request, campaign.slug),
        "scans": may(request.user, campaign.club, *HOSTS),
        "settles": may(request.user, campaign.club, *HOSTS) and not window.is_over,
        "planner_may": may(request.user, campaign.club, Role.PLANNER),
        "undoable": UNDOABLE,
        "no_checkpoint_title": _("No checkpoint yet"),
        "no_checkpoint_text": _("Mark stops as checkpoints in the itinerary; cars are counted in there."),
        "practice_until": window.since if timezone.now() < window.since else None,
        "closed_at": window.until,
        "now": timezone.now(),
    }
    return render(request, "registrations/check_in_overview.html", context)


@require_POST
@campaign_page(*HOSTS)
def device_list(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Enrol the phone that this page is open on."""
    form = DeviceForm(request.POST)
    back = redirect("registrations:check_in_overview", slug=campaign.slug)
    if not form.is_valid():
        messages.error(request, _("Give the phone a name, so that colleagues know which one it is."))
        return back
    stop = request.POST.get("stop", "")
    if stop.isascii() and stop.isdigit():
        back = redirect("registrations:check_in", slug=campaign.slug, stop=int(stop))
    known = device_of(request, campaign.slug)
    if known is not None:  # a revoked one too: a lost phone must not name itself anew
        return back
    enrolled = enrol(campaign=campaign, staff=request.user, label=form.cleaned_data["label"])
    messages.success(request, _("Phone %(number)d is ready.") % {"number": enrolled.device.number})
    return give_secret(back, campaign, enrolled)


def _device(campaign: Campaign, pk: int) -> Device:
    found: Device = get_object_or_404(Device.objects.for_campaign(campaign).phones(), pk=pk)
    found.campaign = campaign
    return found


@require_POST
@campaign_page(*HOSTS)
def device_sign_off(request: HttpRequest, campaign: Campaign, device: int) -> HttpResponse:
    signed = sign_off(device=_device(campaign, device), by=request.user)
    messages.success(request, _("Phone %(number)d is signed off.") % {"number": signed.number})
    return redirect("registrations:check_in_overview", slug=campaign.slug)


@require_POST
@campaign_page(Role.PLANNER)
def device_revocation(request: HttpRequest, campaign: Campaign, device: int) -> HttpResponse:
    revoked = revoke(device=_device(campaign, device), by=request.user)
    say(
        request,
        _("Phone %(number)d may no longer scan. What it still sends is kept apart.") % {"number": revoked.number},
        undo=reverse("registrations:revocation_removal", args=[campaign.slug, revoked.pk]),
    )
    return redirect("registrations:check_in_overview", slug=campaign.slug)


@require_POST
@campaign_page(Role.PLANNER)
def revocation_removal(request: HttpRequest, campaign: Campaign, device: int) -> HttpResponse:
    restored = restore(device=_device(campaign, device), by=request.user)
    messages.success(request, _("Phone %(number)d may scan again.") % {"number": restored.number})
    return redirect("registrations:check_in_overview", slug=campaign.slug)


@require_POST
@campaign_page(*HOSTS)
def scan_settlement(request: HttpRequest, campaign: Campaign, event: uuid.UUID) -> HttpResponse:
    """Same car, look again, or undo: said about an event, by another event. `repeats`: about its whole line."""
    about = get_object_or_404(ScanEvent.objects.for_campaign(campaign), pk=event)
    kind = request.POST.get("kind", "")
    if kind not in SETTLING:
        raise Http404
    if refused_as_closed(request, campaign):
        return redirect("registrations:check_in_overview", slug=campaign.slug)
    now, day = timezone.now(), day_of(campaign)
    if request.POST.get("repeats"):
        spoken_of = repeats_of(day, event)
    else:
        spoken_of = taken_back_with(day, event) if kind == ScanKind.UNDO else [event]
    said = [
        ScannedEvent(
            id=uuid.uuid4(),
            kind=kind,
            device_at=now,
            estimated_at=now,
            checkpoint=about.checkpoint_id,
            registration=about.registration_id,
            about=each,
        )
        for each in spoken_of
    ]
    record_at_desk(campaign=campaign, by=request.user, events=said, at=now)
    messages.success(request, done(campaign, said[0]))
    return redirect("registrations:check_in_overview", slug=campaign.slug)


def _kept(campaign: Campaign, pk: uuid.UUID) -> QuarantinedScan:
    found: QuarantinedScan = get_object_or_404(QuarantinedScan.objects.for_campaign(campaign), pk=pk)
    return found


@require_POST
@campaign_page(Role.PLANNER)
def quarantine_settlement(request: HttpRequest, campaign: Campaign, scan: uuid.UUID) -> HttpResponse:
    """Somebody looked at an upload that was kept apart."""
    settle_quarantined(scan=_kept(campaign, scan), by=request.user)
    messages.success(request, _("Noted: looked at."))
    return redirect("registrations:check_in_overview", slug=campaign.slug)


@require_POST
@campaign_page(Role.PLANNER)
def quarantine_counting(request: HttpRequest, campaign: Campaign, scan: uuid.UUID) -> HttpResponse:
    """Count an upload in that was kept apart, at the time its phone gave it."""
    look = read_kept(campaign, day_of(campaign), [_kept(campaign, scan)])[0]
    try:
        if not look.may_count:
            raise VerbRefused(_("This cannot be counted in. Check them in by name or as a walk-in."))
        count_in(scan=look.scan, event=look.event, by=request.user)
    except RegistrationError as refused:
        refuse(request, refused.message)
    else:
        undo = reverse("registrations:counting_removal", args=[campaign.slug, scan])
        say(request, _("Counted in: %(name)s") % {"name": look.name or look.what}, undo=undo)
    return redirect("registrations:check_in_overview", slug=campaign.slug)


@require_POST
@campaign_page(Role.PLANNER)
def counting_removal(request: HttpRequest, campaign: Campaign, scan: uuid.UUID) -> HttpResponse:
    """It was not to be counted in: it waits to be looked at again."""
    try:
        take_back(scan=_kept(campaign, scan), by=request.user)
    except RegistrationError as refused:
        refuse(request, refused.message)
    else:
        say(request, _("Taken back. It waits to be looked at again."))
    return redirect("registrations:check_in_overview", slug=campaign.slug)
