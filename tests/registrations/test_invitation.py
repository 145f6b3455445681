"""Inviting owners, sharing them out among callers, taking invitations back."""

import datetime as dt

import pytest
from django.utils import timezone

from campaigns.models import Role, State
from registrations.actions.invitation import invite, share_out, take_back
from registrations.errors import RegistrationError, VerbRefused
from registrations.models import Invitation, Outcome, Owner
from tests.factories import make_club, make_invitation, make_owner, make_registration, make_staff
from tests.registrations.test_calling import NOW, desk, ring

pytestmark = pytest.mark.django_db


def test_inviting_leaves_out_who_may_not_be_called_is_invited_or_registered():
    campaign, planner = desk()
    good = make_owner(campaign.club)
    make_owner(campaign.club, do_not_call=True)
    make_owner(campaign.club, erased_at=timezone.now())
    make_owner(make_club())
    make_registration(campaign, "held", phone=make_owner(campaign.club).phone)
    make_invitation(campaign)

    assert invite(campaign=campaign, owners=Owner.objects.all(), by=planner) == 1
    assert Invitation.objects.filter(owner=good).exists()
    assert invite(campaign=campaign, owners=Owner.objects.all(), by=planner) == 0


def test_inviting_ends_when_the_list_is_closed():
    campaign, planner = desk(State.READY)
    make_owner(campaign.club)
    with pytest.raises(RegistrationError):
        invite(campaign=campaign, owners=Owner.objects.all(), by=planner)


def test_sharing_out_evens_what_callers_hold():
    campaign, first = desk()
    second = make_staff(campaign.club, Role.CALLER)
    for _invitation in range(3):
        make_invitation(campaign, caller=first)
    for _invitation in range(5):
        make_invitation(campaign)
    make_invitation(campaign, state="no")

    assert share_out(campaign=campaign, callers=[first, second], by=first) == 5
    assert [Invitation.objects.filter(caller=one).count() for one in (first, second)] == [4, 4]
    assert share_out(campaign=campaign, callers=[second], by=first, everything=True) == 8
    assert Invitation.objects.filter(caller=second).count() == 8
    with pytest.raises(VerbRefused):
        share_out(campaign=campaign, callers=[], by=first)


def test_only_invitations_nobody_rang_are_taken_back():
    campaign, caller = desk()
    rung, fresh = make_invitation(campaign), make_invitation(campaign)
    ring(rung, Outcome.NO_ANSWER, caller)

    assert take_back(campaign=campaign, invitations=Invitation.objects.all(), by=caller) == 1
    assert list(Invitation.objects.all()) == [rung]
    assert fresh.pk not in Invitation.objects.values_list("pk", flat=True)


def test_reached_counts_owners_we_spoke_to_once():
    campaign, caller = desk()
    spoken, missed = make_invitation(campaign), make_invitation(campaign)
    ring(spoken, Outcome.CALL_BACK, caller)
    ring(spoken, Outcome.NO, caller, NOW + dt.timedelta(hours=4))
    ring(missed, Outcome.NO_ANSWER, caller)

    assert list(Invitation.objects.for_campaign(campaign).reached()) == [spoken]
