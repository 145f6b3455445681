"""A campaign's own fields on one page. Rule: times are typed in the campaign's time zone (the view activates it)."""

from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from campaigns.foundation.images import PictureRefused, for_print
from campaigns.models import Campaign, Staff, WaitingPolicy
from campaigns.plan_fixed import days_are_fixed, party_rules_are_fixed, places_are_fixed

from .campaign import PLANNERS, moment_input
from .layout import choice, fields, pair

LANGUAGES = [("zh-hans", "中文"), ("en", "English")]


def lines_input(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PlanBasicsForm(forms.ModelForm):
    class Meta:
        model = Campaign
        fields = [
            "theme", "occasion", "starts_at", "ends_at", "time_zone", "models_invited", "purpose",
            "own_cost", "included", "safety_notes", "picture", "picture_alt", "language",
            "planner", "contact_name", "contact_phone",
            "shows_figures", "takes_ride_along", "most_people_per_party",
            "waiting_policy", "offer_hours", "late_offer_hours",
        ]  # fmt: skip
        widgets = {
            "starts_at": moment_input(),
            "ends_at": moment_input(),
            "purpose": lines_input(3),
            "included": lines_input(4),
            "safety_notes": lines_input(6),
            "waiting_policy": forms.RadioSelect,
            "language": forms.RadioSelect,
            "picture": forms.FileInput(),
        }
        help_texts = {
            "time_zone": _("For example Asia/Shanghai."),
            "picture": _("JPEG, PNG or WebP; place and camera data are taken out."),
            "own_cost": _("In words: fuel, tolls, lunch on the second day."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = Campaign.objects.get(pk=self.instance.pk)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the plan"), choices=LANGUAGES, widget=forms.RadioSelect, initial=self.instance.language
        )
        self.fields["waiting_policy"].choices = WaitingPolicy.choices  # type: ignore[attr-defined]  # a ChoiceField
        planners = Staff.objects.filter(roles__club=self.instance.club_id, roles__role__in=PLANNERS, is_active=True)
        self.fields["planner"].queryset = planners.distinct()  # type: ignore[attr-defined]  # a ModelChoiceField
        self._fix()
        self.helper = fields(self)
        self.groups = _grouped(self)

    def _fix(self) -> None:
        """What is settled stands there, switched off, with the reason."""
        told = _("Owners were told; it stays.")
        if places_are_fixed(self.before):
            self._off(told, "waiting_policy", "time_zone")
        if party_rules_are_fixed(self.before):
            self._off(_("Rooms and insurance are fixed; it stays."), "takes_ride_along", "most_people_per_party")

    def _off(self, why: Any, *names: str) -> None:
        for name in names:
            self.fields[name].disabled = True
            self.fields[name].help_text = why

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if days_are_fixed(self.before):
            for name in ("starts_at", "ends_at"):
                moment, told = cleaned.get(name), getattr(self.before, name)
                if moment and moment != told.replace(second=0, microsecond=0):
                    self.add_error(
                        name, _("Owners were told. To change it, postpone and set new dates; everybody is told.")
                    )
        return cleaned

    def clean_picture(self) -> object:
        """Draw the picture anew: upright, and without the place it was taken."""
        upload = self.cleaned_data.get("picture")
        if not upload or not hasattr(upload, "content_type"):
            return upload
        try:
            return ContentFile(for_print(upload.read()), name=f"{self.instance.slug}.jpg")
        except PictureRefused as refused:
            raise forms.ValidationError(refused.message) from refused


def _grouped(form: forms.BaseForm) -> list[tuple[Any, Any]]:
    """(heading, helper) for each part of the page."""
    dates, picture = pair("starts_at", "ends_at", "time_zone"), pair("picture", "picture_alt")
    registering = [
        pair("shows_figures", "takes_ride_along"),
        choice("waiting_policy"),
        pair("offer_hours", "late_offer_hours", "most_people_per_party"),
    ]
    return [
        (_("What and when"), fields(form, "theme", "occasion", dates, "models_invited", "purpose")),
        (_("What owners read"), fields(form, "included", "own_cost", "safety_notes", picture, choice("language"))),
        (_("Whom to ask"), fields(form, pair("planner", "contact_name", "contact_phone"))),
        (_("How registering works"), fields(form, *registering)),
    ]
