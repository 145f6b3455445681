"""The components as tags: `{% load convoy %}`.

Rule: a tag picks words and geometry; the markup stands in templates/components/. Nothing here asks the
database except `staff_bar` and `rail`, once each.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.conf import settings
from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaigns.foundation import stylesheets
from campaigns.looks import dates
from campaigns.looks import lanes as gauge
from campaigns.looks.icons import ICONS, STOP_ICONS
from campaigns.looks.plates import plate_parts
from campaigns.looks.posts import post_of
from campaigns.looks.statuses import STATUSES
from campaigns.models.campaign import ROAD, CampaignMove, State
from campaigns.route_sketch import RouteStop, sketch

register = template.Library()


@register.simple_tag
def stylesheet(face: str) -> SafeString:
    """`{% stylesheet "owner" %}`: the link to one face's bundle, made anew in development when stale."""
    if settings.DEBUG and stylesheets.is_stale(face):
        stylesheets.write_bundle(face)
    return format_html('<link rel="stylesheet" href="{}">', static(f"css/{face}.css"))


@register.simple_tag
def icon(name: str, **attributes: str) -> SafeString:
    """`{% icon "phone" %}`. Written out where it stands, so that fragments carry their own; gzip folds repeats."""
    path = ICONS[STOP_ICONS.get(name, name)]
    extra = flatatt({key.replace("_", "-"): value for key, value in attributes.items()})
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"{}><path d="{}"/></svg>', extra, path)


@register.filter
def stop_icon(kind: str) -> str:
    """The icon's name for a kind of stop."""
    return STOP_ICONS.get(kind, "pin")


@register.inclusion_tag("components/_lanes.html")
def lanes(cars: Any, people: Any, small: bool = False, words: str = "") -> dict[str, Any]:
    """`{% lanes cars people %}`, each a `Lane` (or any object or dict with limit, taken, held, offered, target)."""
    both = [_lane(cars), _lane(people)]
    rows = [
        {
            "lane": lane,
            "y": y,
            "middle": y + 11,
            "above": above,
            "tick": gauge.tick(lane),
            "segments": gauge.segments(lane),
        }
        for lane, (y, above) in zip(both, ((4, 0), (30, 29)), strict=True)
    ]
    title = pgettext("sentences", "; ").join(
        (gauge.sentence(both[0], people=False), gauge.sentence(both[1], people=True))
    )
    return {"cars": rows[0], "people": rows[1], "rows": rows, "title": title, "small": small, "words": words}


def _lane(source: Any) -> gauge.Lane:
    if isinstance(source, gauge.Lane):
        return source
    get = source.get if isinstance(source, Mapping) else lambda name, default=None: getattr(source, name, default)
    return gauge.Lane(
        limit=get("limit", 0) or 0,
        taken=get("taken", 0) or 0,
        held=get("held", 0) or 0,
        offered=get("offered", 0) or 0,
        target=get("target", None),
    )


@register.simple_tag
def lane(taken: int, limit: int, held: int = 0, offered: int = 0, target: int | None = None) -> gauge.Lane:
    """`{% lane 41 50 held=9 as cars %}`: one lane for `{% lanes %}`."""
    return gauge.Lane(limit or 0, taken or 0, held or 0, offered or 0, target)


@register.simple_tag
def status(state: str, label: Any = "") -> SafeString:
    """`{% status registration.state %}`: word, colour and shape; `label` replaces the word."""
    shape, word = STATUSES.get(state, ("", state))
    return format_html('<span class="status {}">{}</span>', shape, label or word)


@register.simple_tag
def plate(text: str, quiet: bool = False) -> SafeString:
    """`{% plate vehicle.plate %}`; nothing for an empty one."""
    if not text:
        return SafeString()
    parts = plate_parts(text)
    kind = "plate nev" if parts.is_new_energy else "plate"
    kind += " quiet" if quiet else ""
    if not parts.region:
        return format_html('<span class="{}">{}</span>', kind, parts.rest)
    return format_html('<span class="{}"><b>{}</b>{}</span>', kind, parts.region, parts.rest)


@register.simple_tag
def callsign(number: int | str | None) -> SafeString:
    """`{% callsign registration.car_number %}`: 03, or a dash where none is given yet."""
    if number in (None, "", 0):
        none = _("no number yet")
        return format_html(
            '<span class="callsign none"><span aria-hidden="true">–</span>'
            '<span class="visually-hidden">{}</span></span>',
            none,
        )
    return format_html('<span class="callsign">{}</span>', f"{int(number):02d}" if str(number).isdigit() else number)


@register.filter
def halves(theme: str) -> SafeString:
    """向山而行·星辰车主之旅: a line ends after the dot before it ends anywhere else."""
    parts = re.split(r"(?<=·)\s*", theme)
    return format_html_join(" " if "· " in theme else "", '<span class="whole">{}</span>', ((part,) for part in parts))


@register.inclusion_tag("components/_post.html")
def post(campaign: Any, small: bool = False) -> dict[str, Any]:
    """The kilometre post: days to go, hours to the report, days since."""
    return {"post": post_of(campaign, timezone.now()), "small": small}


@register.inclusion_tag("components/_stages.html")
def stages(campaign: Any, notes: Mapping[str, str] | None = None, mini: bool = False) -> dict[str, Any]:
    """The eight stages; `notes` gives a line per state (dates, who). A campaign that is off shows where it stopped."""
    state = State(campaign.state)
    here = ROAD.index(_stopped_at(campaign) if campaign.is_off else state)
    notes = dict(notes or {})
    if campaign.is_off:
        notes[ROAD[here]] = f"{state.label} {notes.get(state, '')}".strip()
    items = [
        {
            "label": stage.label,
            "note": notes.get(stage, ""),
            "kind": "done" if i < here else "" if i > here else "stopped" if campaign.is_off else "here",
        }
        for i, stage in enumerate(ROAD)
    ]
    return {"stages": items, "now": state.label, "mini": mini}


def _stopped_at(campaign: Any) -> State:
    moves = CampaignMove.objects.filter(campaign=campaign, from_state__in=ROAD).in_time_order()
    last = moves.last()
    return State(last.from_state) if last else State.DRAFT


@register.inclusion_tag("components/_phase.html")
def phase(done: int, first: str = "", is_between: bool = False) -> dict[str, Any]:
    """The owner's four phases on the sign: so many are done, the next is here, or (`is_between`) still ahead.

    `first` names the first one otherwise.
    """
    words = [
        first or pgettext("phase", "Register"),
        pgettext("phase", "Confirm"),
        pgettext("phase", "Drive"),
        pgettext("phase", "Home"),
    ]
    return {
        "phases": [{"label": word, "kind": _phase_kind(i, done, is_between)} for i, word in enumerate(words, start=1)]
    }


def _phase_kind(number: int, done: int, is_between: bool) -> str:
    if is_between and number == done:
        return "done last"
    if number <= done:
        return "done"
    return "here" if number == done + 1 and not is_between else ""


@register.inclusion_tag("components/_bar.html")
def bar(share: float, step: int = 3, thin: bool = False, ahead: bool = False) -> dict[str, Any]:
    """`{% bar 78.3 step=2 %}`: one bar of 0 to 100; its figure stands beside it in the page."""
    width = f"{max(0.0, min(float(share or 0), 100.0)):.1f}"
    return {"width": width, "step": step, "thin": thin, "ahead": ahead}


@register.inclusion_tag("components/_map.html")
def route_map(
    stops: Iterable[Any], seed: str, width: int = 358, height: int = 220, levels: int = 5, here: str = ""
) -> dict:
    """`{% route_map stops campaign.slug %}`; `stops` are Stop rows or (name, time, lat, lon, done)."""
    points = [point for stop in stops if (point := _route_stop(stop)) is not None]
    return {"map": sketch(points, seed=str(seed), width=width, height=height, levels=levels, here=here)}


def _route_stop(stop: Any) -> RouteStop | None:
    if isinstance(stop, tuple):
        return stop
    if stop.lat is None or stop.lon is None:
        return None
    return (stop.name, dates.clock(stop.arrive), float(stop.lat), float(stop.lon), stop.actual_depart_at is not None)


@register.inclusion_tag("components/_mark.html")
def mark() -> dict[str, Any]:
    """The mark, drawn where it stands: 同 from a gantry, the sign on it, and the car, yellow because it is here."""
    return {}
