"""Two callers never have the same person on the line, on real threads; a claim ends by itself."""

import datetime as dt
import threading

import pytest
from django.db import connection

from campaigns.models import Role, State
from registrations.actions.call_claim import claim
from registrations.actions.calling import record_call
from registrations.errors import TakenByAnother
from registrations.models import CLAIM_LASTS, CallClaim, Outcome
from registrations.queries.call_list import first_invitations, second_confirmations
from tests.factories import make_campaign, make_invitation, make_registration, make_staff
from tests.registrations.test_calling import NOW

CALLERS = 6


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("claims", [True, False], ids=["with_claims", "without_claims"])
def test_callers_at_once_get_different_people(claims):
    campaign = make_campaign(state=State.INVITING)
    for _invitation in range(CALLERS + 2):
        make_invitation(campaign)
    callers = [make_staff(campaign.club, Role.CALLER) for _caller in range(CALLERS)]
    gate, got = threading.Barrier(CALLERS), []

    def sit_down(caller):
        queue = list(first_invitations(campaign, caller, NOW))
        gate.wait(timeout=30)
        try:
            got.append(next(one.pk for one in queue if not claims or has_claimed(one, caller)))
        finally:
            connection.close()

    def has_claimed(one, caller) -> bool:
        try:
            claim(person=one, by=caller, at=NOW)
        except TakenByAnother:
            return False
        return True

    threads = [threading.Thread(target=sit_down, args=[caller]) for caller in callers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    # Without claims the same test gives everybody the head of the list: that is what the claim is for.
    assert len(got) == CALLERS
    assert len(set(got)) == (CALLERS if claims else 1)


@pytest.mark.django_db
@pytest.mark.parametrize("stage", [1, 2])
def test_claimed_person_is_on_nobody_elses_list_until_the_claim_ends(stage):
    campaign = make_campaign(state=State.CONFIRMING)
    first, second = make_staff(campaign.club, Role.CALLER), make_staff(campaign.club, Role.CALLER)
    person = make_invitation(campaign) if stage == 1 else make_registration(campaign, "held")
    queue = first_invitations if stage == 1 else second_confirmations
    claim(person=person, by=first, at=NOW)

    assert list(queue(campaign, first, NOW)) == [person]
    assert not queue(campaign, second, NOW).exists()
    with pytest.raises(TakenByAnother):
        claim(person=person, by=second, at=NOW)
    after = NOW + CLAIM_LASTS + dt.timedelta(seconds=1)
    assert list(queue(campaign, second, after)) == [person]
    assert claim(person=person, by=second, at=after).by == second


@pytest.mark.django_db
def test_caller_holds_one_claim_and_an_answer_ends_it():
    campaign = make_campaign(state=State.INVITING)
    caller = make_staff(campaign.club, Role.CALLER)
    first, second = make_invitation(campaign), make_invitation(campaign)
    claim(person=first, by=caller, at=NOW)
    claim(person=second, by=caller, at=NOW)
    assert CallClaim.objects.get().invitation == second

    record_call(invitation=second, outcome=Outcome.NO, by=caller, at=NOW)
    assert not CallClaim.objects.exists()


@pytest.mark.django_db
def test_answer_for_somebody_elses_person_is_refused():
    campaign = make_campaign(state=State.INVITING)
    first, second = make_staff(campaign.club, Role.CALLER), make_staff(campaign.club, Role.CALLER)
    invitation = make_invitation(campaign)
    claim(person=invitation, by=first, at=NOW)
    with pytest.raises(TakenByAnother):
        record_call(invitation=invitation, outcome=Outcome.NO, by=second, at=NOW)

    assert not invitation.attempts.exists()
