"""Two clubs with one row of everything each: ours, and one that is none of our business.

Rule: a new key in an address needs its row here; plain words (a verb, a figure) are the same on both sides.
"""

import datetime as dt
import io
import uuid
from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from campaigns.actions.plan_rows import remove_row
from campaigns.actions.staff import end_access
from campaigns.models import (
    Coverage,
    Incident,
    Partner,
    Report,
    ReportPhoto,
    Role,
    SupportRequest,
    Task,
)
from registrations.actions.devices import enrol
from registrations.actions.presenter_link import make_presenter_link
from registrations.links import invitation_token, pass_token, presenter_token
from registrations.models import (
    CallAttempt,
    ChangeRequest,
    DrawExclusion,
    Message,
    MessageKind,
    OwnerImport,
    PaperOrder,
    QuarantinedScan,
    Registration,
)
from tests.factories import (
    make_campaign,
    make_club,
    make_invitation,
    make_owner,
    make_prize,
    make_registration,
    make_staff,
)
from tests.factories import make_stop as new_stop
from tests.factories.draw import count_in, make_draw

WORDS = {
    "verb": "close",
    "figure": "registered",
    "noun": "cancellation",
    "stage": 1,
    "face": "staff",
    "subject": "stops",
}


def a_picture() -> ContentFile:
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    return ContentFile(picture.getvalue(), "one.png")


class Side:
    """One club, its staff by role, one live campaign, and its rows, made when first asked for."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.club = make_club()
        self.staff = {role: make_staff(self.club, role) for role in Role.values}
        self.campaign = make_campaign(
            self.club,
            state="live",
            starts_at=self.now - dt.timedelta(hours=5),
            planner=self.staff["planner"],
            prize_rules="一车一签",
            winner_tax="organiser",
        )
        self.campaign.picture.save("one.png", a_picture())

    @cached_property
    def stop(self) -> Any:
        return new_stop(self.campaign, is_checkpoint=True)

    @cached_property
    def party(self) -> Registration:
        return make_registration(self.campaign, state="confirmed", car_number=1)

    @cached_property
    def event(self) -> Any:
        return count_in(self.party, self.stop)

    @cached_property
    def phone(self) -> Any:
        return enrol(campaign=self.campaign, staff=self.staff["host"], label="Phone")

    @cached_property
    def draw(self) -> Any:
        assert self.event.pk
        make_prize(self.campaign)
        return make_draw(self.campaign, state="finished")

    def _prize_claim(self) -> int:
        return self.draw.reveals.get().pk

    @cached_property
    def invitation(self) -> Any:
        return make_invitation(self.campaign, make_owner(self.club))

    @cached_property
    def presenter(self) -> Any:
        return make_presenter_link(campaign=self.campaign, by=self.staff["planner"])

    @cached_property
    def report(self) -> Report:
        return Report.objects.get_or_create(campaign=self.campaign)[0]

    def key(self, name: str, address: str, gate: str) -> Any:
        """What stands for `name` in the address of this side."""
        if name in WORDS:
            return WORDS[name]
        if name == "slug":
            return self.club.slug if gate == "club" or "club" in address else self.campaign.slug
        if name == "token":
            return self.token(gate)
        return self.row(name, address)

    def token(self, gate: str) -> str:
        if gate == "invitation":
            return invitation_token(self.invitation)
        return presenter_token(self.presenter) if gate == "presenter" else pass_token(self.party)

    def said(self, address: str) -> dict[str, Any]:
        """The body of a POST where the address alone does not say what it is about."""
        bodies: dict[str, Callable[[], dict[str, Any]]] = {
            "registrations:call_attempt": lambda: {"who": self.invitation.pk},
            "registrations:release_keeping": lambda: {"keep": self.party.pk},
            "registrations:scan_settlement": lambda: {"kind": "look"},
        }
        return bodies.get(address, dict)()

    def row(self, name: str, address: str) -> Any:
        """The key of one row: by the address where the key's name says too little, else by the key's name."""
        for known in (address.partition(":")[2], name):
            if maker := getattr(self, f"_{known}", None):
                return maker()
        raise AssertionError(f"{address}: tell tests/access/sides.py what a {name} is")

    def _stop(self) -> int:
        return self.stop.pk

    def _code(self) -> str:
        return self.campaign.channels.first().code

    def _event(self) -> uuid.UUID:
        return self.event.pk

    def _device(self) -> int:
        return self.phone.device.pk

    def _order_id(self) -> int:
        made = {"ready_at": self.now, "content": b"%PDF-", "percent": 100}
        asked = {"kind": "roster", "language": "en", "by": self.staff["planner"], "asked_at": self.now}
        return PaperOrder.objects.create(campaign=self.campaign, **asked, **made).pk

    def _number(self) -> int:
        return self.draw.number

    def _public_id(self) -> str:
        return self.draw.public_id

    def _former_id(self) -> int:
        former = make_staff(self.club, Role.HOST)
        end_access(club=self.club, staff=former, by=self.staff["administrator"])
        return former.pk

    def _staff_id(self) -> int:
        return self.staff["caller"].pk

    def _owner_id(self) -> int:
        return make_owner(self.club).pk

    def _registration_id(self) -> int:
        return self.party.pk

    def _incident(self) -> int:
        return Incident.objects.create(campaign=self.campaign, happened_at=self.now, what="Flat tyre").pk

    def _scan(self) -> uuid.UUID:
        row = QuarantinedScan.objects.create(
            id=uuid.uuid4(), campaign=self.campaign, device=self.phone.device, reason="unreadable", received_at=self.now
        )
        return row.pk

    def _attempt_id(self) -> int:
        before = {"state": "to_call", "no_answer_count": 0, "next_call_at": None, "registration": None}
        row = CallAttempt.objects.create(
            invitation=self.invitation,
            outcome="no_answer",
            by=self.staff["caller"],
            at=self.now,
            before=before | {"caller": None, "do_not_call": False},
        )
        return row.pk

    def _message_id(self) -> int:
        row = Message.objects.create(
            campaign=self.campaign,
            registration=self.party,
            kind=MessageKind.values[0],
            made_at=self.now,
            send_after=self.now,
        )
        return row.pk

    def _request_id(self) -> int:
        row = ChangeRequest.objects.create(registration=self.party, adults=3, children=0, asked_at=self.now)
        return row.pk

    def _import_id(self) -> int:
        row = OwnerImport.objects.create(
            club=self.club, by=self.staff["planner"], made_at=self.now, file_name="owners.csv", content=b""
        )
        return row.pk

    def _coverage_edit(self) -> int:
        return Coverage.objects.create(campaign=self.campaign, place="forum").pk

    _coverage_remove = _coverage_edit

    def _photo_remove(self) -> int:
        return ReportPhoto.objects.create(report=self.report, image=a_picture(), caption="Group").pk

    _report_photo = _photo_move = _photo_remove

    def _row(self) -> int:
        return self.stop.pk

    _row_removal = _row_place = _row

    def _row_return(self) -> int:
        task = Task.objects.create(campaign=self.campaign, title="Ring the hotel")
        return remove_row(subject="tasks", row=task, by=self.staff["planner"]).pk

    def _support_step(self) -> int:
        partner = Partner.objects.create(campaign=self.campaign, name="Maker")
        row = SupportRequest.objects.create(campaign=self.campaign, partner=partner, kind="funding", what="Rooms")
        return row.pk

    def _task_done(self) -> int:
        return Task.objects.create(campaign=self.campaign, title="Ring the hotel").pk

    def _exclusion_removal(self) -> int:
        row = DrawExclusion.objects.create(
            campaign=self.campaign, registration=self.party, reason="crew", by=self.staff["planner"], at=self.now
        )
        return row.pk
