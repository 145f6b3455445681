"""The people: owners, invitations, registrations, places, the day."""

from .call_claim import CLAIM_LASTS, CallClaim
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
from .draw import (
    Draw,
    DrawEntrant,
    DrawPrize,
    DrawSecret,
    DrawState,
    Reveal,
    RevealResult,
)
from .draw_exclusion import DrawExclusion
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
from .owner import LONGEST_NAME, Drive, Owner, Vehicle
from .owner_import import OwnerImport
from .paper_order import PaperKind, PaperOrder
from .places import Accepts, ExceptionKind, Places, PlacesException
from .presenter_link import PresenterLink
from .prize_claim import PrizeClaim
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
    "CLAIM_LASTS",
    "ENDED_STATES",
    "LIVE_STATES",
    "LONGEST_NAME",
    "MOST_HEADS",
    "PLACED_STATES",
    "REACHED_OUTCOMES",
    "UNREACHABLE_AFTER",
    "Accepts",
    "BuyAgain",
    "CallAttempt",
    "CallClaim",
    "ChangeRequest",
    "Device",
    "DeviceKind",
    "Draw",
    "DrawEntrant",
    "DrawExclusion",
    "DrawPrize",
    "DrawSecret",
    "DrawState",
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
    "OwnerImport",
    "PaperKind",
    "PaperOrder",
    "Places",
    "PlacesException",
    "PlateState",
    "PresenterLink",
    "PrizeClaim",
    "QuarantineReason",
    "QuarantinedScan",
    "Recommend",
    "Registration",
    "RegistrationMove",
    "RegistrationState",
    "Reveal",
    "RevealResult",
    "Satisfaction",
    "ScanEvent",
    "ScanKind",
    "SurveyAnswer",
    "Vehicle",
    "Verdict",
]
