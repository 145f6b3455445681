"""The script 话术: what a caller says, composed from the campaign's facts, in the campaign's language.

Rule: paragraphs as safe HTML in which only the facts are marked; everything people typed is escaped.
"""

from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from campaigns.models import Campaign, Staff
from registrations.models import Owner, Places, Registration

from . import facts as said


def first_invitation(campaign: Campaign, owner: Owner, caller: Staff, places: Places | None) -> list[SafeString]:
    """Stage one: who we are, what, when, where, what it costs, and the question."""
    with translation.override(campaign.language):
        return [
            format_html(
                _("Hello {name}, this is {caller} of {club}. May I tell you about our next tour?"),
                name=owner.name, caller=caller, club=campaign.club.name,
            ),
            _what(campaign),
            *_money(campaign),
            _question(places),
            format_html("{}", _("I only need your name, number, plate and how many you are. Is that all right?")),
        ]  # fmt: skip


def _what(campaign: Campaign) -> SafeString:
    stop = said.assembly(campaign)
    theme = campaign.subtitle or campaign.title
    if stop is None:
        return format_html(_("<em>{when}</em> we drive together: {theme}."), when=said.when(campaign), theme=theme)
    return format_html(
        _("<em>{when}</em> we drive together: {theme}. We meet at <em>{place}</em>, {start}."),
        when=said.when(campaign), theme=theme, place=stop.name, start=said.start(campaign),
    )  # fmt: skip


def _money(campaign: Campaign) -> list[SafeString]:
    lines = []
    included = _(", ").join(line.strip() for line in campaign.included.splitlines() if line.strip())
    if included:
        lines.append(format_html(_("Included: {included}."), included=included.rstrip("。.")))
    if campaign.own_cost:
        lines.append(format_html(_("You pay yourself: {cost}."), cost=campaign.own_cost.rstrip("。.")))
    return lines


def _question(places: Places | None) -> SafeString:
    asks = _("How many adults and children, and with which car?")
    if places is not None and places.is_full:
        return format_html(_("All places are taken; shall I put you on the waiting list? <em>{asks}</em>"), asks=asks)
    return format_html(_("Would you like to come? <em>{asks}</em> I hold a place for you right now."), asks=asks)


def second_confirmation(party: Registration, caller: Staff) -> list[SafeString]:
    """Stage two: what they are down for, and whether it stands."""
    campaign = party.campaign
    with translation.override(campaign.language):
        lines = [
            format_html(
                _("Hello {name}, this is {caller} of {club}."), name=party.name, caller=caller, club=campaign.club.name
            )
            + format_html(
                _(" Our tour starts on <em>{start}</em>; you are down for <em>{size}</em>. Does that stand?"),
                start=said.start(campaign),
                size=said.size(party),
            )
        ]
        if stop := said.meeting_place(party):
            arrive = said.moment(campaign, campaign.moment(stop.day, stop.arrive))
            lines.append(format_html(_("We meet you at <em>{place}</em>, {at}."), place=stop.name, at=arrive))
        if party.children:
            lines.append(format_html("{}", _("Please bring a seat for the child.")))
        return lines
