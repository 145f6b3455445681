from django.utils.translation import gettext_lazy as _

from campaigns.models import Supply

from .layout import pair
from .plan_row import PlanRowForm, date_input


class SupplyForm(PlanRowForm):
    layout = (
        pair("name", "basis", "quantity", "spare"),
        pair("packed", "handed_out", "returned", "due_on"),
        pair("note", "is_returnable"),
    )

    class Meta:
        model = Supply
        fields = [
            "name", "basis", "quantity", "spare", "packed", "handed_out", "returned", "due_on", "note", "is_returnable",
        ]  # fmt: skip
        widgets = {"due_on": date_input()}
        labels = {"quantity": _("how many each")}
