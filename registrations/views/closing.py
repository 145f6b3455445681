"""Hand the report in with the figures of the moment, and open any figure into its rows."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from campaigns.access import campaign_page
from campaigns.actions.report import missing_to_submit, report_of
from campaigns.errors import CampaignError
from campaigns.flash import say
from campaigns.foundation.dots import dot
from campaigns.models import Campaign, Report, Role, Stop
from registrations.actions.closing import submit_report
from registrations.models import Invitation, Registration, SurveyAnswer
from registrations.queries.looks import still_open
from registrations.queries.presence import Day, call_order, day_of
from registrations.queries.turnout import Rows, rows_of
from registrations.queries.whereabouts import whereabouts_on

FIGURES = {
    "invited": pgettext_lazy("funnel", "Invited"),
    "reached": pgettext_lazy("funnel", "Reached"),
    "registered": pgettext_lazy("funnel", "Registered"),
    "confirmed": pgettext_lazy("funnel", "Confirmed"),
    "arrived": pgettext_lazy("funnel", "Arrived"),
    "came": gettext_lazy("Whole tour"),
    "walk-ins": pgettext_lazy("funnel", "Walk-ins"),
    "no-shows": pgettext_lazy("funnel", "No-shows"),
    "waiting": gettext_lazy("Waiting list"),
    "survey": gettext_lazy("Survey answers"),
}
NO_CHANNEL = "none"
MOST_ROWS = 1000


@require_http_methods(["GET", "HEAD", "POST"])
@campaign_page(Role.PLANNER, Role.MANAGER)
def report_submission(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """GET says what is frozen by it and what is still open; POST hands the report in."""
    if request.method != "POST":
        report = report_of(campaign)
        context = {"campaign": campaign, "rail_current": "report", "report": report} | still_open(campaign)
        context["missing"] = missing_to_submit(report)
        return render(request, "registrations/report_submission.html", context)
    try:
        report = submit_report(campaign=campaign, by=request.user)
    except CampaignError as refused:
        say(request, refused.message)
        return redirect("campaigns:report", campaign.slug)
    say(request, _("Handed in on time.") if report.is_on_time else _("Handed in late."))
    return redirect("campaigns:report", campaign.slug)


@campaign_page()
def figure_rows(request: HttpRequest, campaign: Campaign, figure: str) -> HttpResponse:
    """The rows behind one figure of the funnel, of one `?channel=` or `?checkpoint=` where asked."""
    if figure not in FIGURES:
        raise Http404
    context = {"campaign": campaign, "rail_current": "overview", "figure": figure, "title": FIGURES[figure]}
    if figure in ("invited", "reached"):
        return _invitation_rows(request, context, campaign, figure)
    if figure == "survey":
        answers = SurveyAnswer.objects.filter(registration__campaign=campaign).order_by("-satisfaction", "at")
        context |= {"answers": answers[:MOST_ROWS], "count": answers.count()}
        return render(request, "registrations/figure_rows.html", context)
    report = Report.objects.filter(campaign=campaign, frozen_at__isnull=False).first()
    as_handed_in = report.frozen_at if report and "now" not in request.GET else None
    context["as_handed_in"] = as_handed_in
    rows = rows_of(campaign, day_of(campaign, until=as_handed_in))
    if figure == "arrived" and "checkpoint" in request.GET:
        stop = next((one for one in rows.day.stops if str(one.pk) == request.GET["checkpoint"]), None)
        if stop is None:
            raise Http404
        context["title"] = f"{FIGURES[figure]}{dot()}{stop.name}"
        found = _rows_at(rows.day, stop)
    else:
        found = [_row(one, figure, rows) for one in _set(rows, figure) if _wanted(one, request)]
    shown, where = found[:MOST_ROWS], whereabouts_on(rows.day)
    context |= {
        "rows": [row | {"standing": where.standing_of(row["registration"])} for row in shown],
        "count": len(found),
        "cars": sum(row["cars"] for row in found),
        "people": sum(row["people"] for row in found),
    }
    return render(request, "registrations/figure_rows.html", context)


def _rows_at(day: Day, stop: Stop) -> list[dict[str, Any]]:
    """Who was counted there, walk-ins too, as large as they stood there."""
    standings = day.presence.at(stop.pk)
    parties = sorted((day.registrations[pk] for pk in standings), key=call_order)
    return [{"registration": one, "cars": standings[one.pk].cars, "people": standings[one.pk].heads} for one in parties]


def _set(rows: Rows, figure: str) -> tuple[Registration, ...]:
    return {
        "registered": rows.registered,
        "confirmed": rows.confirmed,
        "arrived": rows.arrived,
        "came": (*rows.arrived, *rows.walk_ins),
        "walk-ins": rows.walk_ins,
        "no-shows": rows.no_shows,
        "waiting": rows.waiting,
    }[figure]


def _wanted(registration: Registration, request: HttpRequest) -> bool:
    channel = request.GET.get("channel", "")
    return not channel or str(registration.channel_id or NO_CHANNEL) == channel


def _row(registration: Registration, figure: str, rows: Rows) -> dict[str, Any]:
    cars, people = registration.cars, registration.people
    if figure == "registered":
        cars, people = registration.held_cars or 0, registration.held_people or 0
    elif figure == "confirmed":
        cars, people = registration.confirmed_cars or 0, registration.confirmed_people or 0
    elif figure in ("arrived", "came", "walk-ins"):
        cars, people = rows.day.presence.most_standing(registration.pk)
    return {"registration": registration, "cars": cars, "people": people}


def _invitation_rows(request: HttpRequest, context: dict, campaign: Campaign, figure: str) -> HttpResponse:
    invitations = Invitation.objects.for_campaign(campaign)
    found = invitations.reached() if figure == "reached" else invitations
    channel = request.GET.get("channel", "")
    if channel == NO_CHANNEL:
        found = found.filter(channel=None)
    elif channel.isdigit():
        found = found.filter(channel_id=int(channel))
    context |= {
        "invitations": found.select_related("owner", "caller", "channel").order_by("owner__name", "pk")[:MOST_ROWS],
        "count": found.count(),
    }
    return render(request, "registrations/figure_rows.html", context)
