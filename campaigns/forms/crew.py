from campaigns.models import CrewMember

from .layout import pair
from .plan_row import PlanRowForm


class CrewForm(PlanRowForm):
    layout = (pair("name", "kind", "head_count"), pair("duty", "phone"))

    class Meta:
        model = CrewMember
        fields = ["name", "kind", "head_count", "duty", "phone"]
