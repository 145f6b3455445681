"""What the itinerary's rules found, said in words: a short flag at the leg, a sentence in the panel."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from campaigns.itinerary_rules import Finding

from . import dates


def flag(finding: Finding) -> str:
    """A few words beside the leg or the stop."""
    words: dict[str, Callable[[], str]] = {
        "rest_advised": lambda: _("over 2 hours: better a stop of 20 minutes"),
        "drives_too_long": lambda: _("over 4 hours without a stop: not allowed"),
        "cannot_arrive": lambda: _("not to be done in this time"),
        "overlaps": lambda: _("arrives before the stop before it ends"),
        "back_in_time": lambda: _("earlier than the stop before it"),
        "departs_before_arriving": lambda: _("departs before it arrives"),
        "outside_dates": lambda: _("not a day of this campaign"),
        "start_differs": lambda: _("not when the campaign starts"),
        "after_the_end": lambda: _("after the campaign's end"),
        "in_the_dark": lambda: _("in the dark: say so"),
        "no_departure": lambda: _("when do we leave?"),
    }
    return words[finding.code]() if finding.code in words else ""


def sentence(finding: Finding) -> str:
    """What is wrong or kept, with its figures."""
    facts = _spoken(finding.facts)
    words: dict[str, Callable[[], str]] = {
        "rest_advised": lambda: _("%(start)s to %(end)s: %(time)s at the wheel without a stop of 20 minutes."),
        "drives_too_long": lambda: _(
            "%(start)s to %(end)s: %(time)s at the wheel. The law allows 4 hours; add a stop of 20 minutes."
        ),
        "cannot_arrive": lambda: _(
            "From %(before)s to %(name)s takes at least %(time)s; the plan gives %(given_time)s."
        ),
        "overlaps": lambda: _("%(name)s begins before we have left %(before)s."),
        "back_in_time": lambda: _("%(name)s lies before %(before)s in time but after it on the road."),
        "departs_before_arriving": lambda: _("%(name)s: departure comes before arrival."),
        "outside_dates": lambda: _("%(name)s stands on day %(day)s; the campaign has %(days)s."),
        "start_differs": lambda: _(
            "The campaign starts at %(start_time)s, the itinerary begins at %(first_time)s in %(name)s. "
            "Owners read both."
        ),
        "after_the_end": lambda: _(
            "%(name)s goes on until %(until_time)s, the campaign ends at %(end_time)s. Owners read both."
        ),
        "in_the_dark": lambda: _("%(before)s to %(name)s is partly in the dark (%(sun)s). Say so in a note."),
        "no_departure": lambda: _("%(name)s has no departure, so nobody can tell how long the next drive is."),
        "no_checkpoint": lambda: _("No stop is a checkpoint yet, so no car could be counted in."),
        "under_four_hours": lambda: _("Nobody drives more than 4 hours at a stretch"),
        "times_fit": lambda: _("Times and distances fit"),
        "dark_said": lambda: _("%(name)s is reached in the dark (%(sun)s); the plan says to drive slowly"),
        "group_too_large": lambda: _("Group %(name)s has %(cars)s cars; at most 15 keep together."),
    }
    return words[finding.code]() % facts


def _spoken(facts: dict[str, Any]) -> dict[str, Any]:
    spoken = dict(facts)
    if "minutes" in facts:
        spoken["time"] = dates.minutes(facts["minutes"])
    if "given" in facts:
        spoken["given_time"] = dates.minutes(facts["given"])
    if "starts" in facts:
        spoken["start_time"], spoken["first_time"] = dates.clock(facts["starts"]), dates.clock(facts["at"])
    if "ends" in facts:
        spoken["until_time"], spoken["end_time"] = dates.clock(facts["until"]), dates.clock(facts["ends"])
    if "sunset" in facts:
        spoken["sun"] = _("sunset %(time)s") % {"time": dates.clock(facts["sunset"])}
    if "sunrise" in facts:
        spoken["sun"] = _("sunrise %(time)s") % {"time": dates.clock(facts["sunrise"])}
    return spoken
