"""What is needed and what it costs: supplies, budget, prizes, gifts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.forms.budget import BudgetLineForm
from campaigns.forms.prize import GiftForm, PrizeForm
from campaigns.forms.supply import SupplyForm
from campaigns.models import BudgetLine, Gift, Prize, Supply

from .subject import Column, Subject

SUPPLIES = Subject(
    key="supplies",
    model=Supply,
    form=SupplyForm,
    title=pgettext_lazy("navigation", "Supplies"),
    add=_("Add a supply"),
    empty_title=_("No supplies yet"),
    empty_text=_("Car stickers, walkie-talkies, flags: say how many per car or person, the number is worked out."),
    columns=(
        Column("name"),
        Column("basis", cell="campaigns/plan/_basis_cell.html"),
        Column("needed", _("Needed"), "r", cell="campaigns/plan/_needed_cell.html"),
        Column("packed", css="r", cell="campaigns/plan/_packed_cell.html"),
        Column("handed_out", css="r", cell="campaigns/plan/_handed_out_cell.html"),
        Column("returned", css="r", show=lambda row: row.returned if row.is_returnable else None),
        Column("due_on", cell="campaigns/plan/_day_cell.html"),
        Column("note", css="wrap"),
    ),
)

BUDGET = Subject(
    key="budget",
    model=BudgetLine,
    form=BudgetLineForm,
    title=pgettext_lazy("navigation", "Budget"),
    add=_("Add a line"),
    empty_title=_("No budget yet"),
    empty_text=_("One line for each thing that costs: what, planned, and who pays."),
    columns=(
        Column("category"),
        Column("item", css="wrap"),
        Column("paid_by"),
        Column("planned_amount", css="r", cell="campaigns/plan/_money_cell.html"),
        Column("actual_amount", css="r", cell="campaigns/plan/_money_cell.html"),
    ),
    total="campaigns/plan/_budget_total.html",
)

PRIZES = Subject(
    key="prizes",
    model=Prize,
    form=PrizeForm,
    title=_("Prizes"),
    add=_("Add a prize"),
    empty_title=_("No prizes yet"),
    empty_text=_("What the cars present can win, the best one last. One prize per car."),
    columns=(
        Column("name"),
        Column("quantity", css="r"),
        Column("worth_amount", css="r", cell="campaigns/plan/_money_cell.html"),
        Column(
            "total",
            _("Total"),
            "r",
            cell="campaigns/plan/_money_cell.html",
            show=lambda row: row.quantity * row.worth_amount,
        ),
        Column("sponsor", css="wrap"),
    ),
    total="campaigns/plan/_prize_total.html",
)

GIFTS = Subject(
    key="gifts",
    model=Gift,
    form=GiftForm,
    title=_("Gifts for everyone"),
    add=_("Add a gift"),
    empty_title=_("No gifts yet"),
    empty_text=_("What everybody takes home once: a shirt, a bag."),
    columns=(
        Column("name"),
        Column("basis"),
        Column("needed", _("Needed"), "r", cell="campaigns/plan/_gift_needed_cell.html"),
        Column("is_sized", cell="campaigns/plan/_yes_cell.html"),
    ),
)
