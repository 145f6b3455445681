"""Begin a campaign, or copy one. Rule: a new campaign asks at most 12 things; the recipe brings the rest."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.access import PLANNING
from campaigns.models import Campaign, Club, Role, Staff

from .layout import fields, pair

MOST_INPUTS = 12
PLANNERS = (*PLANNING, Role.ADMINISTRATOR)


def moment_input() -> forms.DateTimeInput:
    return forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


def clubs_planned_by(staff: Staff) -> Any:
    return Club.objects.filter(roles__staff=staff, roles__role__in=PLANNERS).distinct().in_name_order()


def _usual_start() -> dt.datetime:
    """Nine o'clock on the Saturday five weeks ahead."""
    today = timezone.localdate() + dt.timedelta(days=35)
    saturday = today + dt.timedelta(days=(5 - today.weekday()) % 7)
    return timezone.make_aware(dt.datetime.combine(saturday, dt.time(9)))


class CampaignDatesForm(forms.Form):
    """Theme, start and end: what a copy needs, and the beginning of a new campaign."""

    theme = forms.CharField(
        label=_("Theme"),
        max_length=Campaign._meta.get_field("theme").max_length,
        help_text=_("First a short name, then · and the longer one, such as: Uphill · A weekend in the mountains"),
    )
    starts_at = forms.DateTimeField(label=_("Starts"), widget=moment_input())
    ends_at = forms.DateTimeField(label=_("Ends"), widget=moment_input())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if start and start <= timezone.now():
            self.add_error("starts_at", _("This start has passed. Check the date."))
        elif start and end and end <= start:
            self.add_error("ends_at", _("The end must come after the start."))
        return cleaned


class CopyCampaignForm(CampaignDatesForm):
    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        start = _usual_start()
        usual = {
            "theme": campaign.theme,
            "starts_at": start,
            "ends_at": start + (campaign.ends_at - campaign.starts_at),
        }
        super().__init__(*args, initial=usual, **kwargs)
        self.helper = fields(self, "theme", pair("starts_at", "ends_at"))


class NewCampaignForm(CampaignDatesForm):
    """At most 12 inputs; the recipe brings the rest."""

    club = forms.ModelChoiceField(label=_("Club"), queryset=Club.objects.none(), empty_label=None)
    occasion = forms.CharField(
        label=_("Occasion"), max_length=80, required=False, help_text=_("Such as a new model's launch.")
    )
    assembly = forms.CharField(label=_("Assembly place"), max_length=80)
    destination = forms.CharField(label=_("Destination"), max_length=80)
    target_cars = forms.IntegerField(label=_("Expected cars"), min_value=1, max_value=2000)
    target_people = forms.IntegerField(label=_("Expected people"), min_value=1, max_value=8000)
    limit_cars = forms.IntegerField(label=_("Limit, cars"), min_value=1, max_value=2000)
    limit_people = forms.IntegerField(label=_("Limit, people"), min_value=1, max_value=8000)
    planner = forms.ModelChoiceField(label=_("Planner"), queryset=Staff.objects.none(), empty_label=None)
    field_order = ["club", "theme", "occasion", "starts_at", "ends_at", "assembly", "destination"]

    def __init__(self, *args: Any, staff: Staff, club: Club | None = None, **kwargs: Any) -> None:
        clubs = clubs_planned_by(staff)
        start = _usual_start()
        usual = {
            "club": club or clubs.first(),
            "starts_at": start,
            "ends_at": start + dt.timedelta(days=1, hours=8),
            "target_cars": 20,
            "target_people": 50,
            "limit_cars": 20,
            "limit_people": 50,
            "planner": staff,
        }
        super().__init__(*args, initial=usual, **kwargs)
        self.fields["club"].queryset = clubs  # type: ignore[attr-defined]  # a ModelChoiceField
        planners = Staff.objects.filter(roles__club__in=clubs, roles__role__in=PLANNERS, is_active=True)
        self.fields["planner"].queryset = planners.distinct().order_by("name")  # type: ignore[attr-defined]  # as above
        self.helper = fields(
            self,
            pair("club", "planner"),
            "theme",
            "occasion",
            pair("starts_at", "ends_at"),
            pair("assembly", "destination"),
            pair("target_cars", "target_people"),
            pair("limit_cars", "limit_people"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        club, planner = cleaned.get("club"), cleaned.get("planner")
        if club and planner and not planner.roles.filter(club=club, role__in=PLANNERS).exists():
            self.add_error("planner", _("Not a planner of this club. Choose somebody who is."))
        check_limits(self)
        return cleaned


def check_limits(form: forms.BaseForm) -> None:
    """Each car has at least a driver."""
    cars, people = form.cleaned_data.get("limit_cars"), form.cleaned_data.get("limit_people")
    if cars and people and people < cars:
        form.add_error("limit_people", _("Fewer people than cars: each car has at least a driver."))
