"""All papers of a campaign on one page, each in both languages, as far as one's role may open them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.access import PLANNING, campaign_page, may, roles_in
from campaigns.channel_link import spoken_link
from campaigns.looks.places_to_go import may_open, roles_asked
from campaigns.models import Campaign, ChannelKind


@dataclass(frozen=True)
class PaperRow:
    """One paper: `address` takes ?lang=; `query` is what else it is asked with."""

    title: str
    text: str
    address: str
    query: str = ""


@campaign_page()
def paper_list(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    held = roles_in(request.user, campaign.club)
    context = {
        "campaign": campaign,
        "rail_current": "papers",
        "papers": [row for row in _papers(campaign) if may_open(roles_asked(row.address), held)],
        "channels": _channels(campaign),
        "may_take_whole": may(request.user, campaign.club, *PLANNING),
    }
    return render(request, "registrations/paper_list.html", context)


def _papers(campaign: Campaign) -> Iterator[PaperRow]:
    def address(name: str) -> str:
        return reverse(name, args=[campaign.slug])

    sheet = address("registrations:sign_in_sheet_pdf")
    yield PaperRow(
        _("Campaign plan"), _("for approval, and as filing to the manufacturer"), address("campaigns:plan_pdf")
    )
    yield PaperRow(_("Sign-in sheet"), _("blank, every checkpoint"), sheet)
    for stop in campaign.stops.checkpoints().in_road_order():
        yield PaperRow(_("Sign-in sheet"), _("blank, {stop}").format(stop=stop.name), sheet, f"checkpoint={stop.pk}")
    yield PaperRow(_("Sign-in sheet, as scanned"), _("times and heads at every checkpoint"), sheet, "scanned=1")
    yield PaperRow(_("Roster"), _("names, numbers and plates masked"), address("registrations:roster_pdf"))
    yield PaperRow(
        _("Winners' list"),
        _("to sign when prizes are handed over"),
        address("registrations:winners_list_pdf"),
    )
    yield PaperRow(
        _("Summary report"),
        _("page 1 to decide from, then the appendices"),
        address("registrations:summary_report_pdf"),
    )


def _channels(campaign: Campaign) -> list[dict[str, str]]:
    def address(name: str, code: str) -> str:
        return reverse(f"campaigns:{name}", args=[campaign.slug, code])

    return [
        {
            "name": channel.name,
            "link": spoken_link(channel),
            "poster": address("poster_pdf", channel.code),
            "svg": address("channel_qr_svg", channel.code),
            "png": address("channel_qr_png", channel.code),
        }
        for channel in campaign.channels.exclude(kind=ChannelKind.WALK_IN)
    ]
