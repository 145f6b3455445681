"""Take an owner's answer after the event, in the store's three measures of loyalty.

Promises: one answer a registration; a later one replaces it. Refuses by VerbRefused before the campaign closed
and from those who did not come.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import State
from registrations.errors import VerbRefused
from registrations.models import Registration, SurveyAnswer


@transaction.atomic
def answer_survey(
    *,
    registration: Registration,
    satisfaction: int,
    buy_again: int | None,
    recommend: int | None,
    comment: str = "",
    at: dt.datetime | None = None,
) -> SurveyAnswer:
    """Store the answer. Errors: VerbRefused."""
    if registration.campaign.state not in (State.CLOSED, State.REPORTED):
        raise VerbRefused(_("The questions come after the event."))
    if not registration.is_live:
        raise VerbRefused(_("The questions are for those who came along."))
    answer, _made = SurveyAnswer.objects.update_or_create(
        registration=registration,
        defaults={
            "satisfaction": satisfaction,
            "buy_again": buy_again,
            "recommend": recommend,
            "comment": comment,
            "at": at or timezone.now(),
        },
    )
    return answer
