"""The pass: the owner's one page, right in each phase; its code, its calendar entry.

Rule: the page reads `pass_now` and shows; every change is a POST to a noun under the same token.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from campaigns.foundation import qr
from campaigns.looks.dates import clock, moment
from campaigns.models import Campaign, State, Stop
from registrations import phone as phones
from registrations import plate as plates
from registrations.actions.waitlist import queue_position, why_passed_over
from registrations.exports.calendar import calendar_entry
from registrations.forms.survey import SurveyForm
from registrations.links import check_in_code, pass_url
from registrations.models import Places, RegistrationState, SurveyAnswer
from registrations.presence import Standing
from registrations.queries.pass_now import Act, PassNow, Phase, arrivals, presence_of
from registrations.queries.passed_over import last_passed_over
from registrations.queries.plan_page import map_link, plan_page
from registrations.queries.presence import arrived_figures
from registrations.queries.road_now import ON_THE_ROAD, days_run, driven_days, road_now
from registrations.queries.standing import full_lane, next_campaign_link

from .personal import pass_view


@pass_view
@require_safe
def pass_page(request: HttpRequest, now: PassNow, token: str) -> HttpResponse:
    """What leads is decided by the phase; the party, the meeting place and the plan follow."""
    context = base_context(now, token) | _plan(now) | _offered_changes(request, now)
    if now.state == RegistrationState.WAITING:
        places = Places.objects.for_campaign(now.campaign).first()
        context["position"] = queue_position(now.registration)
        context["passed_over"] = why_passed_over(now.registration, places) or last_passed_over(now.registration)
        context |= {"places": places, "full_lane": full_lane(places)}
    if now.may(Act.ANSWER):
        answer = SurveyAnswer.objects.filter(registration=now.registration).first()
        context |= {"answer": answer, "survey": SurveyForm(answer=answer)}
        context |= {"came": arrived_figures(now.campaign), "days_run": days_run(now.campaign)}
        context["next_campaign"] = next_campaign_link(now.campaign.club)
    if now.campaign.state == State.READY:
        context["request_made"] = now.registration.change_requests.last()
    return render(request, "registrations/pass_page.html", context)


@pass_view
@require_safe
def pass_code(request: HttpRequest, now: PassNow, token: str) -> HttpResponse:
    """The check-in code on a page of its own, for whoever wants it before it is time."""
    _need_place(now)
    return render(request, "registrations/pass_code.html", base_context(now, token))


@pass_view
@require_safe
def pass_code_picture(request: HttpRequest, now: PassNow, token: str) -> HttpResponse:
    """The code as a PNG to keep in the phone's album, good without a network."""
    _need_place(now)
    code = now.registration.typed_code
    words = [f"{code[:4]} {code[4:]}", f"{now.campaign.title} · {now.registration.name}", now.registration.plate]
    picture = qr.png(check_in_code(now.registration), words=[line for line in words if line])
    response = HttpResponse(picture, content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="convoy-{code}.png"'
    return response


@pass_view
@require_safe
def pass_code_image(request: HttpRequest, now: PassNow, token: str) -> HttpResponse:
    """The bare code as the page shows it: a picture, because a finger held on a drawing saves nothing in WeChat."""
    _need_place(now)
    return HttpResponse(qr.png(check_in_code(now.registration), module_px=12), content_type="image/png")


@pass_view
@require_safe
def pass_calendar(request: HttpRequest, now: PassNow, token: str) -> HttpResponse:
    """The tour as a calendar file."""
    entry = calendar_entry(
        now.campaign,
        joins_at=now.registration.joins_at or plan_page(now.campaign).assembly,
        link=pass_url(now.registration),
        uid=f"{now.registration.typed_code}@convoy",
        at=timezone.now(),
    )
    response = HttpResponse(entry, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="convoy.ics"'
    return response


def base_context(now: PassNow, token: str) -> dict[str, Any]:
    """What the head of every page of the pass needs."""
    registration = now.registration
    is_ahead = now.campaign.state in (State.INVITING, State.CONFIRMING, State.READY)
    return {
        "now": now,
        "party": registration,
        "campaign": now.campaign,
        "club": now.campaign.club,
        "token": token,
        "phases_done": _phases_done(now),
        "is_between": now.phase == Phase.ROAD and is_ahead,
        **_head_words(now),
        "pass_url": pass_url(registration),
        "code": f"{registration.typed_code[:4]} {registration.typed_code[4:]}",
        "plate_doubt": plates.doubt(registration.plate),
        "emergency_doubt": phones.doubt(registration.emergency_phone),
        "back": reverse("registrations:pass_page", args=[token]),
        "is_ahead": is_ahead,
        "is_over": now.campaign.state in (State.CLOSED, State.REPORTED),
        "changes": now.may(Act.CHANGE),
        "asks": now.may(Act.ASK),
        "confirms": now.may(Act.CONFIRM),
        "details": now.may(Act.LAST_DETAILS),
        "cancels": now.may(Act.CANCEL),
        "homes": now.may(Act.SAFE_HOME),
    }


def _phases_done(now: PassNow) -> int | None:
    """How many of the four phases lie behind; None where the strip has no place."""
    if now.phase is None or now.campaign.is_off:
        return None
    return len(Phase) if now.phase == Phase.HOME else now.phase


def confirmed_words(now: PassNow, people: int = 0) -> str:
    """What is said right after the confirmation."""
    count = people or now.registration.people
    words = ngettext(
        "Confirmed: {people} person. See you on {moment}.", "Confirmed: {people} people. See you on {moment}.", count
    )
    meets_at = _plan(now).get("meets_at", now.campaign.starts_at)
    return words.format(people=count, moment=moment(now.campaign.local(meets_at)))


def _head_words(now: PassNow) -> dict[str, str]:
    """Who waits is not registered, and is not told so."""
    words = {
        RegistrationState.WAITING: (_("Waiting list: {name}"), pgettext("phase", "Wait")),
        RegistrationState.OFFERED: (_("A place for {name}"), pgettext("phase", "Offer")),
    }
    whose, first = words.get(RegistrationState(now.state), (_("Registration of {name}"), ""))
    return {"pass_of": whose.format(name=now.registration.name), "first_phase": first}


def _plan(now: PassNow) -> dict[str, Any]:
    plan = plan_page(now.campaign)
    joins_at = now.registration.joins_at_id
    meets = next((stop for stop in plan.stops if stop.pk == joins_at), plan.assembly)
    found: dict[str, Any] = {"plan": plan, "meets": meets}
    if meets:
        found |= {"meets_at": now.campaign.moment(meets.day, meets.arrive), "map_link": map_link(meets)}
    if now.campaign.state in ON_THE_ROAD and now.has_place:
        found |= _road(now, plan.stops)
    return found


def _road(now: PassNow, stops: list[Stop]) -> dict[str, Any]:
    """The road with where we are and where this party was counted in."""
    presence = presence_of(now.registration)
    counted = arrivals(now.registration, presence)
    place = road_now(now.campaign, stops, timezone.now())
    said = {stop: _checked_in(now.campaign, standing) for stop, standing in counted.items()}
    pk = now.registration.pk
    return {
        "days": driven_days(now.campaign, stops, place, counted, said),
        "road": place,
        "clock_now": f"{now.campaign.local(timezone.now()):%H:%M}",
        "next_at": now.campaign.moment(place.next.day, place.next.arrive) if place.next else None,
        "is_not_coming": pk in presence.not_coming,
        "safe_home": presence.safe_home.get(pk),
        "was_there": bool(counted),
        "is_scanned_again": any(
            stop.is_checkpoint and stop.pk not in counted and stop.pk not in place.behind for stop in stops
        ),
        "is_homeward": place.next is None,
        "helpers": _helpers(now.campaign) if now.campaign.state == State.LIVE else [],
    }


def _checked_in(campaign: Campaign, standing: Standing) -> str:
    words = ngettext("Checked in {time}, {heads} person", "Checked in {time}, {heads} people", standing.heads)
    return words.format(time=clock(campaign.local(standing.green.at)), heads=standing.heads)


def _helpers(campaign: Campaign) -> list[dict[str, str]]:
    """Whom to ring, each person once, with everything they are there for."""
    when: dict[tuple[str, str], list[str]] = {}
    for one in campaign.contingencies.exclude(phone=""):
        when.setdefault((one.who, one.phone), []).append(one.trigger)
    between = pgettext("between parts of a line", "; ")
    return [{"who": who, "phone": phone, "when": between.join(parts)} for (who, phone), parts in when.items()]


def _offered_changes(request: HttpRequest, now: PassNow) -> dict[str, Any]:
    """The same form came twice with something else in it: a change is offered, not made."""
    adults, children = request.GET.get("adults", ""), request.GET.get("children", "")
    if not (now.may(Act.CHANGE) and adults.isdecimal() and children.isdecimal()):
        return {}
    same = (int(adults), int(children)) == (now.registration.adults, now.registration.children)
    return {"sent_again": True} if same else {"offered": {"adults": int(adults), "children": int(children)}}


def _need_place(now: PassNow) -> None:
    if not now.has_place:
        raise Http404
