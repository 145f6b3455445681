"""Sending in a list of owners, and choosing whom of them to invite."""

import datetime as dt
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.foundation.sheets import MOST_BYTES
from campaigns.models import Club, State
from registrations.models import Owner, Registration, Vehicle


class OwnerImportForm(forms.Form):
    file = forms.FileField(
        label=_("The list"),
        help_text=_("XLSX or CSV, up to 10 MB. Columns in any order; titles, blank rows and totals do no harm."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={
            "required": _("Choose the file first."),
            "empty": _("This file is empty."),
            "invalid": _("Choose the file first."),
        },
    )

    def clean_file(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["file"]
        if upload.size and upload.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 10 MB. Please split the list."))
        return upload


class ChoiceForm(forms.Form):
    """Whom to invite: what the store knows of the owners."""

    model = forms.ChoiceField(label=_("Model"), required=False)
    city = forms.ChoiceField(label=_("City"), required=False)
    visited_since = forms.TypedChoiceField(
        label=_("Last in the store"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", _("any time")),
            (90, _("in the last 3 months")),
            (365, _("in the last year")),
            (1095, _("in the last 3 years")),
        ],
    )
    spent_from = forms.IntegerField(label=_("Spent at least"), required=False, min_value=0)
    came = forms.ChoiceField(
        label=_("Came before"),
        required=False,
        choices=[("", _("whether or not")), ("yes", _("came before")), ("no", _("never yet"))],
    )

    def __init__(self, *args: Any, club: Club, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cars = Vehicle.objects.filter(owner__club=club).exclude(model="")
        models = cars.values_list("model", flat=True).distinct().order_by("model")
        cities = Owner.objects.of_club(club).exclude(city="").values_list("city", flat=True).distinct().order_by("city")
        self.fields["model"].choices = [("", _("all models")), *((one, one) for one in models)]
        self.fields["city"].choices = [("", _("all cities")), *((one, one) for one in cities)]

    def narrowed(self, owners: QuerySet[Owner], today: dt.date) -> QuerySet[Owner]:
        if not self.is_valid():
            return owners.none()
        said = self.cleaned_data
        if said["model"]:
            owners = owners.filter(pk__in=Vehicle.objects.filter(model=said["model"]).values("owner"))
        if said["city"]:
            owners = owners.filter(city=said["city"])
        if said["visited_since"]:
            owners = owners.filter(last_visit_on__gte=today - dt.timedelta(days=said["visited_since"]))
        if said["spent_from"]:
            owners = owners.filter(spent_amount__gte=said["spent_from"])
        if said["came"]:
            came = Registration.objects.filter(
                owner__isnull=False, confirmed_people__isnull=False, campaign__state__in=[State.CLOSED, State.REPORTED]
            ).values("owner")
            owners = owners.filter(pk__in=came) if said["came"] == "yes" else owners.exclude(pk__in=came)
        return owners
