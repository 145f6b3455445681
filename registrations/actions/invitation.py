"""Invite owners to a campaign, share them out among callers, and take an invitation back before anybody rang.

Promises: each owner is invited once to a campaign; nobody is invited who does not want calls, is erased, belongs
to another club, or is registered already. Refuses by NotRegistering, VerbRefused.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.actions.record import record
from campaigns.models import Campaign, Channel, ChannelKind, Staff, State
from registrations.errors import NotRegistering, VerbRefused
from registrations.models import Invitation, InvitationState, Owner, Registration

MAY_INVITE_IN = (State.APPROVED, State.INVITING, State.CONFIRMING)
STILL_OPEN = (InvitationState.TO_CALL, InvitationState.CALL_BACK)
BATCH = 500


def invitable(campaign: Campaign) -> QuerySet[Owner]:
    """Owners of the club who may be called, are not yet invited and not yet registered."""
    registered = Registration.objects.for_campaign(campaign).live()
    return (
        Owner.objects.of_club(campaign.club)
        .may_be_called()
        .exclude(pk__in=Invitation.objects.for_campaign(campaign).values("owner"))
        .exclude(phone__in=registered.values("phone"))
        .exclude(pk__in=registered.filter(owner__isnull=False).values("owner"))
    )


@transaction.atomic
def invite(
    *,
    campaign: Campaign,
    owners: QuerySet[Owner],
    by: Staff,
    callers: Sequence[Staff] = (),
    at: dt.datetime | None = None,
) -> int:
    """Put these owners on the call list; those who may not be called are left out. Returns how many were invited."""
    at = at or timezone.now()
    if campaign.state not in MAY_INVITE_IN:
        raise NotRegistering(_("Owners can be invited from approval until the list is closed."))
    chosen = list(invitable(campaign).filter(pk__in=owners.values("pk")).order_by("-last_visit_on", "pk"))
    channel = phone_channel(campaign)
    rows = [Invitation(campaign=campaign, owner=owner, channel=channel) for owner in chosen]
    before = Invitation.objects.for_campaign(campaign).count()
    Invitation.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    count = Invitation.objects.for_campaign(campaign).count() - before
    record(verb="invite", thing=campaign, campaign=campaign, by=by, at=at, facts={"owners": count})
    if callers:
        share_out(campaign=campaign, callers=callers, by=by, at=at)
    return count


def phone_channel(campaign: Campaign) -> Channel | None:
    """The channel calls count under: the first by phone, if the plan has one."""
    return Channel.objects.filter(campaign=campaign, kind=ChannelKind.PHONE).first()


@transaction.atomic
def share_out(
    *, campaign: Campaign, callers: Sequence[Staff], by: Staff, everything: bool = False, at: dt.datetime | None = None
) -> int:
    """Give the open invitations without a caller to these callers, so that all end with about as many.

    `everything` shares out anew what others hold too (somebody is ill). Returns how many were given.
    """
    if not callers:
        raise VerbRefused(_("Choose at least one caller."))
    still_open = Invitation.objects.for_campaign(campaign).filter(state__in=STILL_OPEN)
    free = still_open if everything else still_open.filter(caller__isnull=True)
    load = dict.fromkeys((caller.pk for caller in callers), 0)
    if not everything:
        held = still_open.filter(caller__in=load).order_by().values("caller").annotate(n=Count("pk"))
        load |= {row["caller"]: row["n"] for row in held}
    given = []
    for invitation in free.select_for_update().order_by("pk"):
        invitation.caller_id = min(load, key=lambda caller_id: load[caller_id])
        load[invitation.caller_id] += 1
        given.append(invitation)
    Invitation.objects.bulk_update(given, ["caller"], batch_size=BATCH)
    record(
        verb="share_out", thing=campaign, campaign=campaign, by=by, at=at or timezone.now(),
        facts={"invitations": len(given), "callers": sorted(load)},
    )  # fmt: skip
    return len(given)


@transaction.atomic
def take_back(
    *, campaign: Campaign, invitations: QuerySet[Invitation], by: Staff, at: dt.datetime | None = None
) -> int:
    """Remove invitations nobody has rung yet; others stay, they are history. Returns how many went."""
    untouched = Invitation.objects.for_campaign(campaign).filter(
        pk__in=invitations.values("pk"), state=InvitationState.TO_CALL, attempts__isnull=True
    )
    count = untouched.count()
    untouched.delete()
    record(
        verb="take_back_invitations", thing=campaign, campaign=campaign, by=by, at=at or timezone.now(),
        facts={"invitations": count},
    )  # fmt: skip
    return count
