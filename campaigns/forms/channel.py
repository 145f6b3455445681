from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Channel, ChannelKind
from campaigns.plan_fixed import places_are_fixed

from .layout import pair
from .plan_row import PlanRowForm


class ChannelForm(PlanRowForm):
    """Once owners may register, a code is printed on posters and stays."""

    layout = (pair("name", "kind", "code"), "is_open")

    class Meta:
        model = Channel
        fields = ["name", "kind", "code", "is_open"]
        help_texts = {"code": _("Four to six small letters or digits; it ends the link and is in the QR code.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and places_are_fixed(self.campaign):
            self.fields["code"].disabled = True
            self.fields["code"].help_text = _(
                "Registration has opened: this code is on posters and in posts, so it stays."
            )

    def clean_code(self) -> str:
        return self.cleaned_data["code"].strip().lower()

    def clean_kind(self) -> str:
        kind = self.cleaned_data["kind"]
        others = Channel.objects.filter(campaign=self.campaign, kind=ChannelKind.WALK_IN).exclude(pk=self.instance.pk)
        if kind == ChannelKind.WALK_IN and others.exists():
            raise forms.ValidationError(_("There is a walk-in channel already; one is enough."))
        return kind
