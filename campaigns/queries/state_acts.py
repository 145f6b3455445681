"""What a campaign's own state asks for next: approval, calls, review, headcount, the day, the report.

Rule: the first act of a state is its main one; it leads the list whatever else is late.
"""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.looks.dates import moment
from campaigns.models import Campaign, ReportStepKind, Role, State
from campaigns.people_counts import PeopleCounts

from .act import Act
from .approval_acts import draft_acts
from .scan_act import scan_acts


def state_acts(campaign: Campaign, people: PeopleCounts, at: dt.datetime) -> list[Act]:
    """What the campaign's own state asks for."""
    by_state = {
        State.DRAFT: draft_acts,
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
                is_ongoing=True,
                icon="message",
                campaign=campaign,
                job_of=(Role.PLANNER, Role.CALLER),
            )
        )
    return acts


def _round_begins(campaign: Campaign, day: dt.date | None, deadline: dt.datetime | None) -> dt.datetime | None:
    """The first call hour of the day, before the round's deadline and after the campaign was made."""
    if day is None:
        return None
    begins = dt.datetime.combine(day, campaign.call_from, tzinfo=campaign.zone)
    return min(max(begins, campaign.created_at), deadline or campaign.starts_at, campaign.starts_at)


def _approved_acts(campaign: Campaign, people: PeopleCounts, at: dt.datetime) -> list[Act]:
    opens = _round_begins(campaign, campaign.invite_from, campaign.registration_closes_at)
    return [
        Act(
            _("Open registration"),
            _("Links and callers may then register owners"),
            "registrations:move",
            _("Open"),
            due_at=opens,
            is_late=bool(opens and at.date() > opens.date()),
            is_ongoing=opens is None,
            campaign=campaign,
            job_of=(Role.PLANNER,),
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
                "registrations:call_list",
                _("To the calls"),
                due_at=campaign.registration_closes_at or campaign.confirm_by,
                is_late=bool(campaign.registration_closes_at and campaign.registration_closes_at < at),
                icon="phone",
                campaign=campaign,
                job_of=(Role.PLANNER, Role.CALLER),
                is_ongoing=True,
                stage=1,
            )
        )
    if starts := _round_begins(campaign, campaign.confirm_from, campaign.confirm_by):
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
                job_of=(Role.PLANNER,),
                argument="start_confirming",
            )
        )
    return acts


def _confirming_acts(campaign: Campaign, people: PeopleCounts, at: dt.datetime) -> list[Act]:
    undecided, by = people.undecided_parties, campaign.confirm_by or campaign.starts_at
    if undecided:
        return [_second_round(campaign, undecided, by) if at < by else _review(campaign, undecided, by)]
    return [
        Act(
            _("Fix the headcount"),
            _("Everybody has answered: set the campaign to ready"),
            "registrations:move",
            _("Set to ready"),
            due_at=by,
            icon="check",
            campaign=campaign,
            job_of=(Role.PLANNER,),
            argument="make_ready",
        )
    ]


def _second_round(campaign: Campaign, undecided: int, by: dt.datetime) -> Act:
    title = ngettext("Second confirmation: %(n)d party to go", "Second confirmation: %(n)d parties to go", undecided)
    return Act(
        title % {"n": undecided},
        _("Whoever has not confirmed by the deadline is reviewed and may be released"),
        "registrations:call_list",
        _("To the calls"),
        due_at=by,
        icon="phone",
        campaign=campaign,
        job_of=(Role.PLANNER, Role.CALLER),
        is_ongoing=True,
        stage=2,
    )


def _review(campaign: Campaign, undecided: int, by: dt.datetime) -> Act:
    title = ngettext("Decide on %(n)d unconfirmed party", "Decide on %(n)d unconfirmed parties", undecided)
    return Act(
        title % {"n": undecided},
        _("The deadline is over: keep with a reason, or release"),
        "registrations:release_review",
        _("Review"),
        due_at=by,
        is_late=True,
        icon="clock",
        campaign=campaign,
        job_of=(Role.PLANNER,),
    )


def _ready_acts(campaign: Campaign, people: PeopleCounts, at: dt.datetime) -> list[Act]:
    is_the_day = campaign.local(at).date() >= campaign.first_day
    day_before = campaign.starts_at - dt.timedelta(days=1)
    acts = [
        *(scan_acts(campaign, at) if is_the_day else []),
        Act(
            _("Print the sign-in sheets"),
            _("The hosts take them along in case a phone fails"),
            "registrations:check_in_overview",
            _("To the day"),
            due_at=day_before if at < day_before else campaign.starts_at,
            icon="print",
            campaign=campaign,
            job_of=(Role.PLANNER, Role.HOST),
        ),
    ]
    if people.open_requests:
        n = people.open_requests
        acts.append(
            Act(
                ngettext("Answer %(n)d change", "Answer %(n)d changes", n) % {"n": n},
                _("Owners ask for another number of people"),
                "registrations:change_request_list",
                _("Answer"),
                is_ongoing=True,
                icon="people",
                campaign=campaign,
                job_of=(Role.PLANNER, Role.CALLER),
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
                job_of=(Role.PLANNER,),
                argument="close",
            )
        ]
    return [
        Act(
            _("Check the cars in"),
            _("Who is here, who is missing, what needs a look"),
            "registrations:check_in_overview",
            _("To the day"),
            is_ongoing=True,
            icon="code",
            campaign=campaign,
            job_of=(Role.PLANNER,),
        ),
        *scan_acts(campaign, at),
    ]


def _closed_acts(campaign: Campaign, people: PeopleCounts, at: dt.datetime) -> list[Act]:
    report = getattr(campaign, "report", None)
    last = report.steps.select_related("by").order_by("-at", "-pk").first() if report else None
    due: dt.datetime | None = None  # once handed in, nothing is late any more
    if last is None:
        due = campaign.report_due_at
        title, detail, button, whose = _("Write the summary report"), "", _("Write it"), Role.PLANNER
    elif last.kind == ReportStepKind.RETURNED:
        detail = _("Returned by {who}: {reason}").format(who=last.by, reason=last.reason)
        title, button, whose = _("Revise the summary report"), _("Revise it"), Role.PLANNER
    else:
        detail = _("Handed in by {who}, {when}").format(who=last.by, when=moment(campaign.local(last.at)))
        title, button, whose = _("Approve the report"), _("Read it"), Role.MANAGER
    return [
        Act(
            title,
            detail,
            "campaigns:report",
            button,
            due_at=due,
            is_late=due is not None and at >= due,
            icon="chart",
            campaign=campaign,
            job_of=(whose,),
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
            is_ongoing=True,
            icon="calendar",
            campaign=campaign,
            job_of=(Role.PLANNER,),
        )
    ]
