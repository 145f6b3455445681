"""Makers of minimal valid rows. The cast: planner, caller, host, manager, administrator, presenter, stranger."""

from .people import details_of, make_invitation, make_owner, make_party, make_places, make_registration, register_party
from .plan import (
    make_campaign,
    make_capacity,
    make_channel,
    make_club,
    make_prize,
    make_staff,
    make_stop,
)

__all__ = [
    "details_of",
    "make_campaign",
    "make_capacity",
    "make_channel",
    "make_club",
    "make_invitation",
    "make_owner",
    "make_party",
    "make_places",
    "make_prize",
    "make_registration",
    "make_staff",
    "make_stop",
    "register_party",
]
