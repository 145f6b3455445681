"""Papers of the plan to look at and to print: the plan, posters, QR codes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.translation import gettext as _

from campaigns.access import PLANNING, campaign_page
from campaigns.channel_link import channel_link
from campaigns.documents.plan import plan
from campaigns.documents.poster import poster
from campaigns.foundation import qr
from campaigns.foundation.downloads import PDF, PNG, SVG, file_response, paper_language
from campaigns.models import Campaign


@campaign_page(*PLANNING)
def plan_pdf(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """The plan 活动方案."""
    language = paper_language(request)
    with translation.override(language):
        name = _("{title} plan.pdf").format(title=campaign.title)
    return file_response(plan(campaign, language=language), name=name, kind=PDF)


@campaign_page()
def poster_pdf(request: HttpRequest, campaign: Campaign, code: str) -> HttpResponse:
    channel = get_object_or_404(campaign.channels, code=code)
    language = paper_language(request)
    with translation.override(language):
        name = _("{title} poster {channel}.pdf").format(title=campaign.title, channel=channel.name)
    content = poster(campaign, channel, link=channel_link(channel), language=language)
    return file_response(content, name=name, kind=PDF)


@campaign_page()
def channel_qr_svg(request: HttpRequest, campaign: Campaign, code: str) -> HttpResponse:
    channel = get_object_or_404(campaign.channels, code=code)
    link = channel_link(channel)
    drawing = qr.svg(link, _("QR code to register: {link}").format(link=link))
    return file_response(drawing, name=f"{campaign.slug}-{code}.svg", kind=SVG, is_kept="save" in request.GET)


@campaign_page()
def channel_qr_png(request: HttpRequest, campaign: Campaign, code: str) -> HttpResponse:
    channel = get_object_or_404(campaign.channels, code=code)
    picture = qr.png(channel_link(channel))
    return file_response(picture, name=f"{campaign.slug}-{code}.png", kind=PNG, is_kept="save" in request.GET)
