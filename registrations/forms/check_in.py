"""Forms of the day: what a host types on a phone, with gloves, in the sun.

Rule: whatever is typed becomes a `ScannedEvent`; the door decides its fate, these forms only read it.
"""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.forms.layout import fields, pair
from campaigns.looks.dates import moment
from campaigns.models import Campaign, Stop
from registrations import phone as phones
from registrations import plate as plates
from registrations.models import LONGEST_NAME, MOST_HEADS, PlateState, Registration, ScanKind, Verdict
from registrations.party import PartyDetails
from registrations.scanned import ScannedEvent

BY_HAND = [
    ScanKind.CHECK_IN, ScanKind.MORE_ARRIVED, ScanKind.UNDO, ScanKind.SAME_CAR, ScanKind.LOOK, ScanKind.LEFT_TOUR,
    ScanKind.NOT_COMING,
]  # fmt: skip


MANY_IN_A_CAR = gettext_lazy("{n} people in one car: is that right? Then tap again.")


class AsksOnce(forms.Form):
    """A form that asks about an unlikely number once: sent again unchanged, it is taken."""

    asked = forms.CharField(required=False, widget=forms.HiddenInput)

    def ask(self, unlikely: str, question: str) -> None:
        """`unlikely` names what is asked about; the page carries it until it is sent again."""
        if self.cleaned_data.get("asked") == unlikely:
            return
        typed: Any = self.data
        carried = typed.copy()
        carried["asked"] = unlikely
        self.data = carried
        raise forms.ValidationError(question)


class ScanForm(forms.Form):
    """One event made on a page without script. `event` is its id, made with the page: sent twice it is one."""

    event = forms.UUIDField(required=False)
    kind = forms.ChoiceField(choices=[(kind, kind) for kind in BY_HAND], required=False)
    registration = forms.IntegerField(min_value=1, required=False)
    code = forms.CharField(max_length=100, required=False)
    about = forms.UUIDField(required=False)
    heads = forms.IntegerField(min_value=1, max_value=MOST_HEADS, required=False)
    let_in = forms.BooleanField(required=False)

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign

    def clean_registration(self) -> Registration | None:
        pk = self.cleaned_data["registration"]
        if not pk:
            return None
        found = Registration.objects.for_campaign(self.campaign).filter(pk=pk).first()
        if found is None:
            raise forms.ValidationError(_("This party is not registered for this campaign."))
        return found

    def scanned(self, *, stop: Stop, registration: Registration | None, verdict: str, at: dt.datetime) -> ScannedEvent:
        data = self.cleaned_data
        return ScannedEvent(
            id=data["event"] or uuid.uuid4(),
            kind=data["kind"] or ScanKind.CHECK_IN,
            device_at=at,
            estimated_at=at,
            checkpoint=stop.pk,
            registration=registration.pk if registration else None,
            code=data["code"],
            about=data["about"],
            heads=data["heads"],
            verdict=verdict,
        )


class WalkInForm(AsksOnce):
    event = forms.UUIDField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_NAME,
        error_messages={"required": gettext_lazy("Write the name.")},
    )
    phone = forms.CharField(
        label=gettext_lazy("Mobile number"),
        max_length=40,
        error_messages={"required": gettext_lazy("Write the mobile number.")},
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"}),
    )
    plate = forms.CharField(
        label=gettext_lazy("Number plate"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Leave empty if not plated yet."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
    )
    adults = forms.IntegerField(label=gettext_lazy("Adults"), min_value=1, max_value=MOST_HEADS, initial=2)
    children = forms.IntegerField(label=gettext_lazy("Children"), min_value=0, max_value=20, initial=0, required=False)
    no_car = forms.BooleanField(label=gettext_lazy("No car, they ride along"), required=False)

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        self.initial = {"event": uuid.uuid4()} | self.initial
        self.helper = fields(self, "event", "asked", "name", "phone", "plate", pair("adults", "children"), "no_car")

    def clean_phone(self) -> str:
        try:
            return phones.to_e164(self.cleaned_data["phone"])
        except phones.OddPhone as odd:
            raise forms.ValidationError(odd.message) from odd

    def clean_plate(self) -> str:
        return plates.normal(self.cleaned_data["plate"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        people = (data.get("adults") or 0) + (data.get("children") or 0)
        if not data.get("no_car") and people > self.campaign.most_people_per_party:
            self.ask(str(people), MANY_IN_A_CAR.format(n=people))
        return data

    def scanned(self, *, stop: Stop, at: dt.datetime) -> ScannedEvent:
        data = self.cleaned_data
        unplated = PlateState.RIDES_ALONG if data["no_car"] else PlateState.NOT_YET
        has_plate = data["plate"] and not data["no_car"]
        party = PartyDetails(
            name=" ".join(data["name"].split()),
            phone=data["phone"],
            adults=data["adults"],
            children=data["children"] or 0,
            plate=data["plate"] if has_plate else "",
            plate_state=PlateState.PLATED if has_plate else unplated,
        )
        return ScannedEvent(
            id=data["event"] or uuid.uuid4(),
            kind=ScanKind.WALK_IN,
            device_at=at,
            estimated_at=at,
            checkpoint=stop.pk,
            heads=party.people,
            cars=party.cars,
            verdict=Verdict.ARRIVED,
            party=party,
        )


class DeviceForm(forms.Form):
    label = forms.CharField(
        label=gettext_lazy("Name of this phone"),
        max_length=40,
        help_text=gettext_lazy("So that colleagues know which one it is."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields(self)


class PaperForm(AsksOnce):
    """The sign-in sheet typed back: the time it was signed, and the parties that signed with their heads."""

    signed_at = forms.TimeField(
        label=gettext_lazy("Signed at about"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def __init__(self, *args: Any, stop: Stop, parties: list[Registration], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stop, self.parties = stop, parties
        self.initial = {"signed_at": self._likely_time()} | self.initial
        self.helper = fields(self, "signed_at", "asked")

    def _likely_time(self) -> dt.time:
        """The planned arrival, or now while that is still to come."""
        campaign, now = self.stop.campaign, timezone.now()
        has_come = campaign.moment(self.stop.day, self.stop.arrive) <= now
        return self.stop.arrive if has_come else campaign.local(now).time()

    @property
    def rows(self) -> list[tuple[Registration, str]]:
        """Each party with what was typed beside it."""
        return [(party, self.data.get(f"heads_{party.pk}", "").strip()) for party in self.parties]

    def clean_signed_at(self) -> dt.time:
        """A time that has come, and at which a scan counts."""
        typed: dt.time = self.cleaned_data["signed_at"]
        campaign = self.stop.campaign
        at, window = campaign.moment(self.stop.day, typed), campaign.scan_window
        if window.until is not None and at > window.until:
            closed = moment(campaign.local(window.until))
            raise forms.ValidationError(
                _("The campaign was closed at {time}: only what was signed before counts.").format(time=closed)
            )
        if at > timezone.now():
            raise forms.ValidationError(_("This time has not come yet. When did they sign?"))
        if at < window.since:
            since = moment(campaign.local(window.since))
            raise forms.ValidationError(_("Scans count from {time} on. When did they sign?").format(time=since))
        return typed

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["heads"] = {}
        for party, typed in self.rows:
            if not typed:
                continue
            if not typed.isascii() or not typed.isdigit() or not 1 <= int(typed) <= MOST_HEADS:
                raise forms.ValidationError(
                    _("{name}: how many people came? A number from 1 to {most}.").format(
                        name=party.name, most=MOST_HEADS
                    )
                )
            data["heads"][party.pk] = int(typed)
        self._ask_about_crowds(data["heads"])
        if not data["heads"]:
            raise forms.ValidationError(_("Put the number of people beside everyone who signed."))
        return data

    def _ask_about_crowds(self, heads: dict[int, int]) -> None:
        most = self.stop.campaign.most_people_per_party
        crowds = [party for party in self.parties if heads.get(party.pk, 0) > max(most, party.people)]
        if crowds:
            said = _("; ").join(
                _("{name}: {n} people, registered: {size}").format(name=p.name, n=heads[p.pk], size=p.people)
                for p in crowds
            )
            unlikely = " ".join(f"{party.pk}:{heads[party.pk]}" for party in crowds)
            self.ask(unlikely, _("{parties}. Is that right? Then tap again.").format(parties=said))

    def scanned(self) -> list[ScannedEvent]:
        at = self.stop.campaign.moment(self.stop.day, self.cleaned_data["signed_at"])
        return [
            ScannedEvent(
                id=uuid.uuid4(),
                kind=ScanKind.CHECK_IN,
                device_at=at,
                estimated_at=at,
                checkpoint=self.stop.pk,
                registration=party,
                heads=heads,
                verdict="arrived",
            )
            for party, heads in self.cleaned_data["heads"].items()
        ]
