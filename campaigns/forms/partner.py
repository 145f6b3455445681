"""Partners and what we ask of them. The state of a request moves by its own steps, not here."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Partner, SupportRequest

from .layout import pair
from .plan_row import PlanRowForm, date_input


class PartnerForm(PlanRowForm):
    layout = (pair("name", "role", "provides"), pair("contact_name", "contact_phone", "contact_email"))

    class Meta:
        model = Partner
        fields = ["name", "role", "provides", "contact_name", "contact_phone", "contact_email"]
        labels = {"name": pgettext_lazy("partner", "Name")}


class SupportRequestForm(PlanRowForm):
    layout = (
        pair("what", "partner", "kind"),
        pair("asked_amount", "granted_amount", "claimed_amount"),
        pair("due_on", "claim_due_on", "note"),
    )

    class Meta:
        model = SupportRequest
        fields = [
            "what", "partner", "kind", "asked_amount", "granted_amount", "claimed_amount",
            "due_on", "claim_due_on", "note",
        ]  # fmt: skip
        widgets = {"due_on": date_input(), "claim_due_on": date_input()}
        help_texts = {
            "due_on": _("When they must have answered."),
            "claim_due_on": _("Until when evidence and invoice must be in."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = self.fields["partner"]
        partners.empty_label = None  # type: ignore[attr-defined]  # a ModelChoiceField
        if not partners.queryset.exists():  # type: ignore[attr-defined]  # a ModelChoiceField
            partners.help_text = _("Add the partner above first.")


class ClaimForm(PlanRowForm):
    """What is still written about a request once the report is approved."""

    layout = (pair("claimed_amount", "claim_due_on", "note"),)

    class Meta:
        model = SupportRequest
        fields = ["claimed_amount", "claim_due_on", "note"]
        widgets = {"claim_due_on": date_input()}
        help_texts = {"claim_due_on": SupportRequestForm.Meta.help_texts["claim_due_on"]}
