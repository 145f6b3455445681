"""Readiness and the next three things to do: what a planner sees first on a campaign's page.

Rule: worked out from the plan's rows and a `PeopleCounts` handed in; the most pressing act comes first, and each
names the page where it is done.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.looks.places_to_go import first_address
from campaigns.models import Campaign, PartnerRole, State, SupportKind, SupportState, Task
from campaigns.people_counts import PeopleCounts
from campaigns.task_pages import page_of_task

GRANTED = (SupportState.GRANTED, SupportState.DELIVERED, SupportState.EVIDENCED, SupportState.CLAIMED)
BEFORE_THE_DAY = (State.DRAFT, State.APPROVED, State.INVITING, State.CONFIRMING, State.READY)


@dataclass(frozen=True)
class Check:
    """One line of the readiness list."""

    label: str
    is_done: bool
    page: str


@dataclass(frozen=True)
class Act:
    """One thing to do: where, by when. `page` is a URL name that takes the campaign's slug."""

    title: str
    detail: str
    page: str
    button: str
    due_at: dt.datetime | None = None
    is_late: bool = False
    icon: str = "flag"
    campaign: Campaign | None = None
    argument: str = ""
    is_ongoing: bool = False  # work of every day until it is done, whenever its deadline is

    @property
    def url(self) -> str:
        """Where it is done. The calling desk is one for all campaigns and is told which."""
        slug = self.campaign.slug if self.campaign else ""
        if self.page == "registrations:call_desk":
            return f"{first_address([self.page])}?campaign={slug}"
        return first_address([self.page], slug=slug, **({"verb": self.argument} if self.argument else {}))


def readiness(campaign: Campaign, people: PeopleCounts) -> list[Check]:
    """What the day needs, done or open."""
    support = list(campaign.support_requests.all())
    supplies = list(campaign.supplies.all())
    stops, channels = campaign.stops.count(), campaign.channels.filter(is_open=True).count()
    contingencies, prizes = campaign.contingencies.count(), campaign.prizes.count()
    checks = [
        Check(ngettext("%(n)d stop", "%(n)d stops", stops) % {"n": stops}, stops > 1, "campaigns:itinerary"),
        Check(_("Limit and deadlines"), _has_limits(campaign), "campaigns:plan_deadlines"),
        Check(
            ngettext("%(n)d channel", "%(n)d channels", channels) % {"n": channels},
            channels > 0,
            "campaigns:channel_list",
        ),
        *_support_checks(campaign, support),
        Check(_("Budget"), campaign.budget_lines.exists(), "campaigns:budget"),
        Check(
            ngettext("%(n)d contingency", "%(n)d contingencies", contingencies) % {"n": contingencies},
            contingencies > 0,
            "campaigns:contingency_list",
        ),
        Check(_("Crew named"), not _unnamed_crew(campaign), "campaigns:crew_list"),
        Check(ngettext("%(n)d prize", "%(n)d prizes", prizes) % {"n": prizes}, prizes > 0, "campaigns:prize_list"),
        Check(_("Supplies packed"), bool(supplies) and all(one.packed for one in supplies), "campaigns:supply_list"),
        Check(_("Final headcount"), _is_counted(campaign, people), "registrations:registration_list"),
    ]
    return sorted(checks, key=lambda check: check.is_done)


def _has_limits(campaign: Campaign) -> bool:
    capacity = getattr(campaign, "capacity", None)
    return bool(capacity and capacity.limit_cars and capacity.limit_people and campaign.confirm_by)


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


def acts_of(campaign: Campaign, people: PeopleCounts, at: dt.datetime) -> list[Act]:
    """Everything that waits for somebody: first what the campaign's state asks for, then late, then by due time."""
    main = _state_acts(campaign, people, at)
    others = [*main[1:], *_task_acts(campaign, at), *_support_acts(campaign, at)]
    return main[:1] + sorted(others, key=lambda act: (not act.is_late, act.due_at or at, act.title))


def next_three(campaign: Campaign, people: PeopleCounts, at: dt.datetime) -> list[Act]:
    return acts_of(campaign, people, at)[:3]


def _state_acts(campaign: Campaign, people: PeopleCounts, at: dt.datetime) -> list[Act]:
    """What the campaign's own state asks for."""
    by_state = {
        State.DRAFT: _draft_acts,
        State.APPROVED: _approved_acts,
        State.INVITING: _inviting_acts,
        State.CONFIRMING: _confirming_acts,
        State.READY: _ready_acts,
        State.LIVE: _live_acts,
        State.CLOSED: _closed_acts,
        State.POSTPONED: _postponed_acts,
    }
    acts = by_state[State(campaign.state)](campaign, people, at) if campaign.state in by_state else []
    if people.unsent_messages and campaign.state != State.REPORTED:
        n = people.unsent_messages
        acts.append(
            Act(
                ngettext("Send %(n)d message", "Send %(n)d messages", n) % {"n": n},
                _("Composed and waiting in the outbox"),
                "registrations:outbox",
                _("Open the outbox"),
                due_at=at,
                icon="message",
                campaign=campaign,
            )
        )
    return acts


def _draft_acts(campaign: Campaign, people: PeopleCounts, at: dt.datetime) -> list[Act]:
    return [
        Act(
            _("Have the plan approved"),
            _("The manager approves it; the plan PDF goes to the manufacturer"),
            "registrations:move",
            _("To the approval"),
            due_at=campaign.starts_at - dt.timedelta(days=28),
            is_late=at > campaign.starts_at - dt.timedelta(days=28),
            icon="check",
            campaign=campaign,
            argument="approve",
        )
    ]


def _approved_acts(campaign: Campaign, people: PeopleCounts, at: dt.datetime) -> list[Act]:
    opens = dt.datetime.combine(campaign.invite_from, dt.time(9), tzinfo=campaign.zone) if campaign.invite_from else at
    return [
        Act(
            _("Open registration"),
            _("Links and callers may then register owners"),
            "registrations:move",
            _("Open"),
            due_at=opens,
            is_late=at.date() > opens.date(),
            campaign=campaign,
            argument="open_inviting",
        )
    ]


def _inviting_acts(campaign: Campaign, people: PeopleCounts, at: dt.datetime) -> list[Act]:
    acts = []
    if people.to_call:
        acts.append(
            Act(
                ngettext("Ring %(n)d more owner", "Ring %(n)d more owners", people.to_call) % {"n": people.to_call},
                _("First invitation"),
                "registrations:invitation_list",
                _("To the calls"),
                due_at=campaign.registration_closes_at or campaign.confirm_by,
                is_late=bool(campaign.registration_closes_at and campaign.registration_closes_at < at),
                icon="phone",
                campaign=campaign,
                is_ongoing=True,
            )
        )
    if campaign.confirm_from:
        starts = dt.datetime.combine(campaign.confirm_from, campaign.call_from, tzinfo=campaign.zone)
        acts.append(
            Act(
                _("Start the second confirmation"),
                _("Everybody registered is asked once more"),
                "registrations:move",
                _("Start"),
                due_at=starts,
                is_late=starts.date() < at.date(),
                icon="check",
                campaign=campaign,
                argument="start_confirming",
            )
        )
    return acts


def _confirming_acts(campaign: Campaign, people: PeopleCounts, at: dt.datetime) -> list[Act]:
    undecided, by = people.undecided_parties, campaign.confirm_by or campaign.starts_at
    if undecided and at < by:
        title = ngettext(
            "Second confirmation: %(n)d party to go", "Second confirmation: %(n)d parties to go", undecided
        )
        return [
            Act(
                title % {"n": undecided},
                _("Whoever has not confirmed by the deadline is reviewed and may be released"),
                "registrations:call_desk",
                _("To the calls"),
                due_at=by,
                icon="phone",
                campaign=campaign,
                is_ongoing=True,
            )
        ]
    if undecided:
        title = ngettext("Decide on %(n)d unconfirmed party", "Decide on %(n)d unconfirmed parties", undecided)
        return [
            Act(
                title % {"n": undecided},
                _("The deadline is over: keep with a reason, or release"),
                "registrations:release_review",
                _("Review"),
                due_at=by,
                is_late=True,
                icon="clock",
                campaign=campaign,
            )
        ]
    return [
        Act(
            _("Fix the headcount"),
            _("Everybody has answered: set the campaign to ready"),
            "registrations:move",
            _("Set to ready"),
            due_at=by,
            icon="check",
            campaign=campaign,
            argument="make_ready",
        )
    ]


def _ready_acts(campaign: Campaign, people: PeopleCounts, at: dt.datetime) -> list[Act]:
    acts = [
        Act(
            _("Print the sign-in sheets"),
            _("The hosts take them along in case a phone fails"),
            "registrations:check_in_overview",
            _("To the day"),
            due_at=campaign.starts_at - dt.timedelta(days=1),
            icon="print",
            campaign=campaign,
        )
    ]
    if people.open_requests:
        n = people.open_requests
        acts.append(
            Act(
                ngettext("Answer %(n)d change", "Answer %(n)d changes", n) % {"n": n},
                _("Owners ask for another number of people"),
                "registrations:change_request_list",
                _("Answer"),
                due_at=at,
                icon="people",
                campaign=campaign,
            )
        )
    return acts


def _live_acts(campaign: Campaign, people: PeopleCounts, at: dt.datetime) -> list[Act]:
    if at > campaign.ends_at:
        return [
            Act(
                _("Close the campaign"),
                _("Then the report can be written; it closes by itself at 24:00"),
                "registrations:move",
                _("Close"),
                due_at=campaign.closes_itself_at,
                campaign=campaign,
                argument="close",
            )
        ]
    return [
        Act(
            _("Check the cars in"),
            _("Who is here, who is missing, what needs a look"),
            "registrations:check_in_overview",
            _("To the day"),
            due_at=at,
            icon="code",
            campaign=campaign,
        )
    ]


def _closed_acts(campaign: Campaign, people: PeopleCounts, at: dt.datetime) -> list[Act]:
    due, report = campaign.report_due_at, getattr(campaign, "report", None)
    last = report.steps.order_by("-at", "-pk").first() if report else None
    if last is not None and last.kind == "submitted":
        title, button = _("Approve the report"), _("Read it")
    else:
        title, button = _("Write the summary report"), _("Write it")
    is_handed_in = report is not None and report.frozen_at is not None
    return [
        Act(
            title,
            campaign.theme,
            "campaigns:report",
            button,
            due_at=due,
            is_late=at >= due and not is_handed_in,
            icon="chart",
            campaign=campaign,
            is_ongoing=True,
        )
    ]


def _postponed_acts(campaign: Campaign, people: PeopleCounts, at: dt.datetime) -> list[Act]:
    return [
        Act(
            _("Set new dates"),
            _("Everybody who registered keeps the place"),
            "registrations:resumption",
            _("Set dates"),
            due_at=at,
            icon="calendar",
            campaign=campaign,
        )
    ]


def _task_acts(campaign: Campaign, at: dt.datetime) -> list[Act]:
    today = campaign.local(at).date()
    acts = []
    for task in Task.objects.filter(campaign=campaign).to_do().in_due_order():
        due = dt.datetime.combine(task.due_on, task.at_time or dt.time(18), tzinfo=campaign.zone)
        page = page_of_task(task.subject)
        acts.append(
            Act(
                task.title,
                _("waiting for {who}").format(who=task.waiting_for) if task.waiting_for else "",
                page,
                _("Do it"),
                due_at=due,
                is_late=task.due_on < today,
                campaign=campaign,
            )
        )
    return acts


def _support_acts(campaign: Campaign, at: dt.datetime) -> list[Act]:
    today = campaign.local(at).date()
    return [
        Act(
            request.what,
            f"{request.partner} · {request.get_state_display()}",
            "campaigns:partner_list",
            _("Do it"),
            due_at=dt.datetime.combine(request.due_on, dt.time(18), tzinfo=campaign.zone),
            is_late=request.due_on < today,
            icon="doc",
            campaign=campaign,
        )
        for request in campaign.support_requests.filter(state__in=["planned", "asked"]).select_related("partner")
        if request.due_on
    ]
