from campaigns.models import BudgetLine

from .layout import pair
from .plan_row import PlanRowForm


class BudgetLineForm(PlanRowForm):
    layout = (pair("category", "item", "paid_by"), pair("planned_amount", "actual_amount"))

    class Meta:
        model = BudgetLine
        fields = ["category", "item", "paid_by", "planned_amount", "actual_amount"]
