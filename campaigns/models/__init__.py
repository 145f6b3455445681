"""The plan: everything that would exist if nobody were invited."""

from .approval import Answer, ApprovalRequest
from .budget import BudgetLine, Payer
from .campaign import ENDED, ROAD, Campaign, CampaignMove, ScanWindow, State, TaxBearer, WaitingPolicy
from .capacity import Capacity, LimitChange
from .channel import Channel, ChannelKind
from .club import Club
from .contingency import Contingency, Incident
from .crew import CrewKind, CrewMember
from .itinerary import Ceremony, Datum, Stop, StopKind
from .partner import Partner, PartnerRole, SupportKind, SupportRequest, SupportState
from .prize import Gift, GiftBasis, Prize
from .record import ActorKind, Record
from .removal import Removal
from .report import (
    MOST_PHOTOS,
    Coverage,
    CoverageKind,
    ReminderKind,
    Report,
    ReportPhoto,
    ReportReminder,
    ReportStep,
    ReportStepKind,
)
from .staff import Role, Staff, StaffRole
from .supply import Basis, HeadCount, Supply
from .task import Task

__all__ = [
    "ENDED",
    "MOST_PHOTOS",
    "ROAD",
    "ActorKind",
    "Answer",
    "ApprovalRequest",
    "Basis",
    "BudgetLine",
    "Campaign",
    "CampaignMove",
    "Capacity",
    "Ceremony",
    "Channel",
    "ChannelKind",
    "Club",
    "Contingency",
    "Coverage",
    "CoverageKind",
    "CrewKind",
    "CrewMember",
    "Datum",
    "Gift",
    "GiftBasis",
    "HeadCount",
    "Incident",
    "LimitChange",
    "Partner",
    "PartnerRole",
    "Payer",
    "Prize",
    "Record",
    "ReminderKind",
    "Removal",
    "Report",
    "ReportPhoto",
    "ReportReminder",
    "ReportStep",
    "ReportStepKind",
    "Role",
    "ScanWindow",
    "Staff",
    "StaffRole",
    "State",
    "Stop",
    "StopKind",
    "Supply",
    "SupportKind",
    "SupportRequest",
    "SupportState",
    "Task",
    "TaxBearer",
    "WaitingPolicy",
]
