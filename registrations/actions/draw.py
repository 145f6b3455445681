"""The verbs of a draw: freeze, commit, record the throw, finish, void.

Promises: only forwards, each once; what is sealed can never change; a void draw stays with its reason and, once
sealed, with its whole transcript. Reveals are next door in reveal.py. Refuses by DrawRefused, PhonesNotClear
and ReasonNeeded. `link` is the presenter's; without it `by` is staff.
"""

import datetime as dt
import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.actions.record import record
from campaigns.models import Campaign, Staff, State
from registrations import draw_protocol as protocol
from registrations import verify_draw
from registrations.errors import DrawRefused, PhonesNotClear, ReasonNeeded
from registrations.links import TYPED_ALPHABET
from registrations.models import (
    Draw,
    DrawEntrant,
    DrawPrize,
    DrawSecret,
    DrawState,
    PresenterLink,
    PrizeClaim,
)
from registrations.queries import draw as queries
from registrations.queries.devices import devices_not_clear

PUBLIC_ID_LENGTH = 10


def locked(draw: Draw, *states: str) -> Draw:
    """The draw under its lock, in one of `states`. Campaign and club come with it."""
    fresh = Draw.objects.select_for_update(of=("self",)).select_related("campaign__club").get(pk=draw.pk)
    if fresh.state not in states:
        raise DrawRefused(
            _("This draw is “{state}”; that is not possible now.").format(state=fresh.get_state_display())
        )
    return fresh


def note(verb: str, draw: Draw, by: Staff | None, link: PresenterLink | None, at: dt.datetime, **facts: Any) -> None:
    """Who acted: staff, or whoever held the link that staff made."""
    facts |= {"draw": draw.number} | ({"presenter_link": link.pk} if link else {})
    actor = by or (link.made_by if link else None)
    record(verb=verb, thing=draw, campaign=draw.campaign, by=actor, at=at, facts=facts)


@transaction.atomic
def freeze(
    *,
    campaign: Campaign,
    by: Staff,
    best_last: bool = True,
    override_reason: str = "",
    at: dt.datetime | None = None,
) -> Draw:
    """Close the list: the cars present now and the prizes left, in the order they will be drawn."""
    at = at or timezone.now()
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    _check_may_freeze(campaign, override_reason)
    cars, prizes = queries.listed_cars(campaign), queries.units_left(campaign)
    if not any(car.is_in for car in cars):
        raise DrawRefused(_("No car is in the draw: none was counted in, or all are left out."))
    if not prizes:
        raise DrawRefused(_("There is no prize left to draw. Add prizes to the plan first."))
    if best_last:
        prizes.sort(key=lambda pair: pair[0].worth_amount)
    draw = _write_list(campaign, cars, prizes, by, override_reason.strip(), at)
    note("freeze_draw", draw, by, None, at, cars=draw.entrants.count(), overridden=bool(draw.override_reason))
    return draw


def _check_may_freeze(campaign: Campaign, override_reason: str) -> None:
    if campaign.state != State.LIVE:
        raise DrawRefused(_("The draw takes place while the campaign is live."))
    if Draw.objects.for_campaign(campaign).open().exists():
        raise DrawRefused(_("A draw is under way. Finish it, or declare it void, first."))
    if not campaign.prize_rules or not campaign.winner_tax:
        raise DrawRefused(_("The rules are not public yet. Write them, with who bears the winner's tax, first."))
    undecided = [prize for prize, _units in queries.units_left(campaign) if prize.is_undecided]
    if undecided:
        names = _(", ").join(prize.name for prize in undecided)
        raise DrawRefused(
            _("Guests must know what is drawn. Name these prizes and their worth first: {names}").format(names=names)
        )
    phones = [standing.device.label for standing in devices_not_clear(campaign)]
    if phones and not override_reason.strip():
        sentence = _(
            "These phones may still hold scans: {names}. Let them finish, sign them off, or say in public why not."
        )
        raise PhonesNotClear(sentence.format(names=_(", ").join(phones)), phones)


def _write_list(
    campaign: Campaign,
    cars: list[queries.ListedCar],
    prizes: list[tuple[Any, int]],
    by: Staff,
    override: str,
    at: dt.datetime,
) -> Draw:
    out = [vars(line) for line in queries.public_exclusions(campaign, cars)]
    drawn = [car for car in cars if car.is_in]
    lines = [protocol.PrizeLine(prize.name, units, prize.worth_amount) for prize, units in prizes]
    rows = protocol.prize_rows(lines)
    draw = Draw.objects.create(
        campaign=campaign,
        public_id="".join(secrets.choice(TYPED_ALPHABET) for _sign in range(PUBLIC_ID_LENGTH)),
        number=Draw.objects.for_campaign(campaign).count() + 1,
        exclusions=out,
        override_reason=override,
        dice=verify_draw.dice_count(len(drawn)),
        list_hash=verify_draw.list_hash(protocol.entrant_rows(car.entrant for car in drawn)),
        prize_hash=verify_draw.prize_hash(rows),
        exclusion_hash=verify_draw.exclusion_hash(out, override),
        frozen_at=at,
        frozen_by=by,
    )
    DrawEntrant.objects.bulk_create(
        DrawEntrant(draw=draw, registration=car.registration, number=car.number, code_hash=car.entrant.code_hash)
        for car in drawn
    )
    DrawPrize.objects.bulk_create(
        DrawPrize(
            draw=draw, prize=prize, position=place, name=row["name"], quantity=units, worth_amount=prize.worth_amount
        )
        for place, ((prize, units), row) in enumerate(zip(prizes, rows, strict=True), 1)
    )
    return draw


@transaction.atomic
def commit(
    *, draw: Draw, by: Staff | None = None, link: PresenterLink | None = None, at: dt.datetime | None = None
) -> Draw:
    """Make the secret and seal it with the list and the prizes. From here on only dice decide."""
    at = at or timezone.now()
    draw = locked(draw, DrawState.FROZEN)
    secret = protocol.new_secret()
    sealed = queries.seal_of(draw, secret)
    DrawSecret.objects.create(draw=draw, value=secret)
    draw.secret_hash, draw.commit = sealed.fields["secret_hash"], sealed.commit
    draw.state, draw.committed_at = DrawState.COMMITTED, at
    draw.save(update_fields=["secret_hash", "commit", "state", "committed_at"])
    note("commit_draw", draw, by, link, at, commit=draw.commit)
    return draw


@transaction.atomic
def record_throw(
    *,
    draw: Draw,
    throw: str,
    by: Staff | None = None,
    link: PresenterLink | None = None,
    at: dt.datetime | None = None,
) -> Draw:
    """The dice as they lie, once for the evening. The same throw again is no error: the answer was lost."""
    at = at or timezone.now()
    draw = locked(draw, DrawState.COMMITTED, DrawState.THROWN)
    if draw.state == DrawState.THROWN:
        if draw.throw == throw:
            return draw
        raise DrawRefused(_("The dice of this draw are recorded already. There is one throw for the evening."))
    if not protocol.is_throw(throw, draw.dice):
        raise DrawRefused(_("{count} dice are needed, each 1 to 6.").format(count=draw.dice))
    draw.throw, draw.state, draw.thrown_at = throw, DrawState.THROWN, at
    draw.save(update_fields=["throw", "state", "thrown_at"])
    note("throw_dice", draw, by, link, at, throw=throw)
    return draw


@transaction.atomic
def finish(
    *,
    draw: Draw,
    reason: str = "",
    by: Staff | None = None,
    link: PresenterLink | None = None,
    at: dt.datetime | None = None,
) -> Draw:
    """Reveal the secret and publish the transcript. Prizes that are left need a reason. Twice is once."""
    at = at or timezone.now()
    draw = locked(draw, DrawState.THROWN, DrawState.FINISHED)
    if draw.state == DrawState.FINISHED:
        return draw
    if not reason.strip() and queries.next_call(draw):
        raise ReasonNeeded(_("Prizes are left. Say why the draw ends here; the reason is public."))
    return _end(draw, DrawState.FINISHED, reason.strip(), by, link, at)


@transaction.atomic
def void(*, draw: Draw, reason: str, by: Staff, at: dt.datetime | None = None) -> Draw:
    """Declare an open draw void. It stays visible for ever; what it gave away is drawn anew."""
    at = at or timezone.now()
    draw = locked(draw, DrawState.FROZEN, DrawState.COMMITTED, DrawState.THROWN)
    if not reason.strip():
        raise ReasonNeeded(_("Say why the draw is void; the reason stays public."))
    if PrizeClaim.objects.filter(reveal__draw=draw).exists():
        raise DrawRefused(_("A prize of this draw was handed over already, so it cannot be void."))
    return _end(draw, DrawState.VOID, reason.strip(), by, None, at)


def _end(draw: Draw, state: str, reason: str, by: Staff | None, link: PresenterLink | None, at: dt.datetime) -> Draw:
    draw.state, draw.reason, draw.ended_at = state, reason, at
    secret = DrawSecret.objects.filter(draw=draw).values_list("value", flat=True).first()
    if secret:
        draw.transcript = _transcript(draw, secret)
        draw.digest = protocol.digest_of(draw.transcript)
    draw.save(update_fields=["state", "reason", "ended_at", "transcript", "digest"])
    verb = "void_draw" if state == DrawState.VOID else "finish_draw"
    note(verb, draw, by, link, at, digest=draw.digest)
    return draw


def _transcript(draw: Draw, secret: str) -> str:
    outcomes = [
        protocol.Outcome(one.entrant.number, one.prize.position, one.unit, one.result, one.reason)
        for one in draw.reveals.select_related("entrant", "prize").order_by("place")
    ]
    text = protocol.transcript(
        sealed=queries.seal_of(draw, secret),
        secret=secret,
        throw=draw.throw,
        outcomes=outcomes,
        state=str(draw.state),
        reason=draw.reason,
        club=draw.campaign.club.name,
        campaign=draw.campaign.theme,
        times={name: getattr(draw, name) for name in protocol.MOMENTS},
    )
    wrong = verify_draw.problems(text)
    if wrong:  # the rows were changed behind the actions' back: never publish what does not hold
        raise DrawRefused(_("The record does not hold ({problems}); it was not published.").format(problems=wrong))
    return text
