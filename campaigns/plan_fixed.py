"""What of a plan is fixed in which state, and why, said in words.

Rule: after *ready* a plan stays editable except for what people were told, what is printed, or what a report
has counted. `why_fixed` is asked by the pages (to hide what cannot be done) and by the actions (to refuse it).
"""

from django.utils.translation import gettext as _

from campaigns.models import Campaign, State

OPEN = (State.INVITING, State.CONFIRMING, State.READY, State.LIVE, State.CLOSED, State.POSTPONED)
# Work that goes on between the end and the approved report: what came back, what it cost, what was claimed.
AFTERWARDS = {"supplies", "budget", "support", "claims", "partners", "tasks"}
# What partners owe is settled weeks later, and listed as *since the report*: a request moves on, its claim is written.
SINCE_THE_REPORT = {"claims"}


def why_fixed(campaign: Campaign, subject: str) -> str:
    """Why the rows of `subject` cannot be changed now; empty where they can."""
    if campaign.state == State.REPORTED and subject in SINCE_THE_REPORT:
        return ""
    if campaign.state == State.REPORTED and subject in ("partners", "support"):
        return _("The report is approved, so the plan stands as it was. Support requests still move on until claimed.")
    if campaign.state == State.REPORTED:
        return _("The report is approved, so the plan stands as it was.")
    if campaign.state == State.CANCELLED:
        return _("The campaign is cancelled, so the plan stands as it was.")
    if campaign.state == State.CLOSED and subject not in AFTERWARDS:
        return _("The campaign is over: this stands as it was. Supplies, budget, support and tasks go on.")
    return ""


def days_are_fixed(campaign: Campaign) -> bool:
    """Owners were told the days and hours; only postponing changes them."""
    return campaign.state in OPEN


def places_are_fixed(campaign: Campaign) -> bool:
    """Opening copied limit and policy to the people's side; a change has its own door there."""
    return campaign.state in OPEN


def party_rules_are_fixed(campaign: Campaign) -> bool:
    """From *ready* on rooms and insurance are fixed: who may come along is settled."""
    return campaign.state in (State.READY, State.LIVE, State.CLOSED)


def why_draw_rule_stands(campaign: Campaign, name: str) -> str:
    """Why `prize_rules` or `winner_tax` cannot change any more; empty where it can. A gap may always be filled."""
    if campaign.state not in (State.LIVE, State.CLOSED, State.REPORTED) or not getattr(campaign, name):
        return ""
    return _("The rules have been public since the start of the day; they stand as they are.")
