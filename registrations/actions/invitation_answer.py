"""An invited owner registers by a link or at the desk: the invitation is answered, nobody needs to ring any more.

Promises: only open invitations of the same owner and campaign are answered. Refuses nothing.
"""

from registrations.models import Invitation, InvitationState, Registration

OPEN = [InvitationState.TO_CALL, InvitationState.CALL_BACK, InvitationState.UNREACHABLE]


def answer_invitation(*, registration: Registration) -> bool:
    """Set the owner's open invitation to *yes* with this registration. Returns whether there was one."""
    if registration.owner_id is None:
        return False
    asked = Invitation.objects.for_campaign(registration.campaign).filter(owner=registration.owner_id, state__in=OPEN)
    return bool(asked.update(state=InvitationState.YES, registration=registration, next_call_at=None))
