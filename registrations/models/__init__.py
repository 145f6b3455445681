"""The people: owners, invitations, registrations, places, the day."""

from .check_in import (
    MOST_HEADS,
    Device,
    DeviceKind,
    QuarantinedScan,
    QuarantineReason,
    ScanEvent,
    ScanKind,
    Verdict,
)
from .invitation import (
    REACHED_OUTCOMES,
    UNREACHABLE_AFTER,
    CallAttempt,
    Invitation,
    InvitationState,
    LinkVisit,
    Outcome,
)
from .message import Message, MessageKind
from .owner import Drive, Owner, Vehicle
from .places import Accepts, ExceptionKind, Places, PlacesException
from .registration import (
    ENDED_STATES,
    LIVE_STATES,
    PLACED_STATES,
    ChangeRequest,
    How,
    PlateState,
    Registration,
    RegistrationMove,
    RegistrationState,
)
from .survey import BuyAgain, Recommend, Satisfaction, SurveyAnswer

__all__ = [
    "ENDED_STATES",
    "LIVE_STATES",
    "MOST_HEADS",
    "PLACED_STATES",
    "REACHED_OUTCOMES",
    "UNREACHABLE_AFTER",
    "Accepts",
    "BuyAgain",
    "CallAttempt",
    "ChangeRequest",
    "Device",
    "DeviceKind",
    "Drive",
    "ExceptionKind",
    "How",
    "Invitation",
    "InvitationState",
    "LinkVisit",
    "Message",
    "MessageKind",
    "Outcome",
    "Owner",
    "Places",
    "PlacesException",
    "PlateState",
    "QuarantineReason",
    "QuarantinedScan",
    "Recommend",
    "Registration",
    "RegistrationMove",
    "RegistrationState",
    "Satisfaction",
    "ScanEvent",
    "ScanKind",
    "SurveyAnswer",
    "Vehicle",
    "Verdict",
]
