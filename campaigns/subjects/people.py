"""With whom: partners, what we ask of them, crew and guests; and through which channels owners come."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.forms.channel import ChannelForm
from campaigns.forms.crew import CrewForm
from campaigns.forms.partner import ClaimForm, PartnerForm, SupportRequestForm
from campaigns.models import Channel, CrewMember, Partner, SupportRequest

from .subject import Column, Subject

PARTNERS = Subject(
    key="partners",
    model=Partner,
    form=PartnerForm,
    title=_("Partners and vendors"),
    add=_("Add a partner"),
    empty_title=_("No partners yet"),
    empty_text=_("The manufacturer, the forum, the hotel: who, what they provide, whom to ring."),
    columns=(
        Column("name", pgettext_lazy("partner", "Name")),
        Column("role"),
        Column("provides", css="wrap"),
        Column("contact_name"),
        Column(
            "contact_phone",
            pgettext_lazy("partner", "Phone and mail"),
            "wrap",
            cell="campaigns/plan/_contact_cell.html",
        ),
    ),
)

SUPPORT = Subject(
    key="support",
    model=SupportRequest,
    form=SupportRequestForm,
    title=_("Support requests"),
    add=_("Add a request"),
    empty_title=_("Nothing asked yet"),
    empty_text=_("Filing, funding, gifts, a guest of honour: each goes from asked to claimed, with its due date."),
    columns=(
        Column("what", css="wrap"),
        Column("partner"),
        Column("state", cell="campaigns/plan/_support_state_cell.html"),
        Column("due_on", cell="campaigns/plan/_support_due_cell.html"),
        Column(
            "asked_amount", _("Asked / granted / claimed, CNY"), "r", cell="campaigns/plan/_support_money_cell.html"
        ),
        Column("note", css="wrap"),
    ),
    joins=("partner",),
    late_key="claims",
    late_form=ClaimForm,
)

CREW = Subject(
    key="crew",
    model=CrewMember,
    form=CrewForm,
    title=pgettext_lazy("navigation", "Crew and guests"),
    add=_("Add somebody"),
    empty_title=_("Nobody yet"),
    empty_text=_(
        "Staff, photographer, media, guests of honour: outside the limit, but they eat, sleep and ride along."
    ),
    columns=(
        Column("name", show=lambda row: row.name or "–"),
        Column("kind"),
        Column("head_count", css="r"),
        Column("duty", css="wrap"),
        Column("phone"),
    ),
    total="campaigns/plan/_crew_total.html",
)

CHANNELS = Subject(
    key="channels",
    model=Channel,
    form=ChannelForm,
    title=pgettext_lazy("navigation", "Channels"),
    add=_("Add a channel"),
    empty_title=_("No channels yet"),
    empty_text=_(
        "Each way to reach owners has its own short link and QR code, so that we know where people came from."
    ),
    columns=(
        Column("name", css="wrap"),
        Column("kind"),
        Column("code", _("Link"), cell="campaigns/plan/_link_cell.html"),
        Column("qr", _("QR code"), cell="campaigns/plan/_qr_cell.html"),
        Column("is_open", pgettext_lazy("channel", "State"), cell="campaigns/plan/_open_cell.html"),
    ),
)
