"""Readiness: what the day needs, done or still open.

Rule: worked out from the plan's rows and a `PeopleCounts` handed in; each line names the page where it is done.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Campaign, PartnerRole, State, SupportKind, SupportState
from campaigns.people_counts import PeopleCounts

GRANTED = (SupportState.GRANTED, SupportState.DELIVERED, SupportState.EVIDENCED, SupportState.CLAIMED)


@dataclass(frozen=True)
class Check:
    """One line of the readiness list."""

    label: str
    is_done: bool
    page: str


def readiness(campaign: Campaign, people: PeopleCounts) -> list[Check]:
    """What the day needs, done or open."""
    support = list(campaign.support_requests.all())
    supplies = list(campaign.supplies.all())
    stops, channels = campaign.stops.count(), campaign.channels.filter(is_open=True).count()
    contingencies = campaign.contingencies.count()
    checks = [
        Check(ngettext("%(n)d stop", "%(n)d stops", stops) % {"n": stops}, stops > 1, "campaigns:itinerary"),
        Check(_("Limit and deadlines"), _has_limits(campaign), "campaigns:plan_deadlines"),
        Check(
            ngettext("%(n)d channel", "%(n)d channels", channels) % {"n": channels},
            channels > 0,
            "campaigns:channel_list",
        ),
        *_support_checks(campaign, support),
        Check(_("Budget"), campaign.budget_lines.filter(planned_amount__gt=0).exists(), "campaigns:budget"),
        Check(
            ngettext("%(n)d contingency", "%(n)d contingencies", contingencies) % {"n": contingencies},
            contingencies > 0,
            "campaigns:contingency_list",
        ),
        Check(_("Crew named"), not _unnamed_crew(campaign), "campaigns:crew_list"),
        _prize_check(campaign),
        *_rules_checks(campaign),
        Check(_("Supplies packed"), bool(supplies) and all(one.packed for one in supplies), "campaigns:supply_list"),
        Check(_("Final headcount"), _is_counted(campaign, people), "registrations:registration_list"),
    ]
    return sorted(checks, key=lambda check: check.is_done)


def _has_limits(campaign: Campaign) -> bool:
    capacity = getattr(campaign, "capacity", None)
    return bool(capacity and capacity.limit_cars and capacity.limit_people and campaign.confirm_by)


def _prize_check(campaign: Campaign) -> Check:
    """Prizes that are still to be chosen, or of no worth, are not ready: the rules of the draw name them."""
    prizes = list(campaign.prizes.all())
    count, still_open = len(prizes), sum(prize.is_undecided for prize in prizes)
    label = ngettext("%(n)d prize", "%(n)d prizes", count) % {"n": count}
    if still_open:
        label = ngettext("%(prizes)s, %(n)d still to be chosen", "%(prizes)s, %(n)d still to be chosen", still_open) % {
            "prizes": label,
            "n": still_open,
        }
    return Check(label, count > 0 and not still_open, "campaigns:prize_list")


def _rules_checks(campaign: Campaign) -> list[Check]:
    """Rules are published before the draw, and say who bears the winner's tax (product.md, rules with numbers)."""
    if not campaign.prizes.exists():
        return []
    return [Check(_("Rules of the draw"), bool(campaign.prize_rules and campaign.winner_tax), "campaigns:prize_list")]


def _unnamed_crew(campaign: Campaign) -> bool:
    crew = list(campaign.crew.all())
    return not crew or any(not member.name for member in crew)


def _is_counted(campaign: Campaign, people: PeopleCounts) -> bool:
    if campaign.state in (State.READY, State.LIVE, State.CLOSED, State.REPORTED):
        return True
    return campaign.state == State.CONFIRMING and people.undecided_parties == 0 and people.confirmed_people > 0


def _support_checks(campaign: Campaign, support: list[Any]) -> list[Check]:
    if not campaign.partners.filter(role=PartnerRole.MANUFACTURER).exists():
        return []
    words = {SupportKind.FILING: _("Filed with the manufacturer"), SupportKind.FUNDING: _("Funding granted")}
    return [
        Check(
            words[kind],
            any(one.kind == kind and one.state in GRANTED for one in support),
            "campaigns:partner_list",
        )
        for kind in words
        if any(one.kind == kind for one in support)
    ]
