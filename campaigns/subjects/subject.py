"""A subject of the plan, described once: its rows, its form, its columns. One mechanism shows and edits them all.

Rule: what a subject is stands in this description; how rows are listed, opened, added, removed and moved is written
once, in campaigns/views/plan_rows.py and templates/campaigns/plan/.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from campaigns.forms.plan_row import PlanRowForm
from campaigns.models import Campaign
from campaigns.plan_fixed import why_fixed


@dataclass(frozen=True)
class Column:
    """One column: `field` of the row, its label from the model unless given. `cell` is a template of its own."""

    field: str
    label: Any = ""
    css: str = ""
    cell: str = ""
    show: Callable[[Any], Any] | None = None

    def words(self, model: type[models.Model]) -> Any:
        if self.label:
            return self.label
        name = str(model._meta.get_field(self.field).verbose_name)  # type: ignore[union-attr]  # own fields
        return name[:1].upper() + name[1:]

    def value(self, row: Any) -> Any:
        if self.show is not None:
            return self.show(row)
        display = getattr(row, f"get_{self.field}_display", None)
        return display() if display else getattr(row, self.field)


@dataclass(frozen=True)
class Subject:
    """`key` stands in addresses; the first column opens the row. `late_form` is what may still be written of a row
    when the rest is fixed, and `late_key` what plan_fixed.py calls that part."""

    key: str
    model: type[models.Model]
    form: type[PlanRowForm]
    title: Any
    add: Any
    empty_title: Any
    empty_text: Any
    columns: tuple[Column, ...]
    joins: tuple[str, ...] = ()
    is_ordered: bool = True
    order: tuple[str, ...] = ("position", "pk")
    total: str = ""
    form_template: str = "campaigns/plan/_form.html"
    late_key: str = ""
    late_form: type[PlanRowForm] | None = None
    folds: Callable[[Any], bool] | None = None  # rows that are over stand folded below the others
    fold_title: Any = ""

    def rows_of(self, campaign: Campaign) -> list[Any]:
        """All rows in order, in one query; each knows its campaign without another."""
        rows = self.model._default_manager.filter(campaign=campaign).select_related(*self.joins).order_by(*self.order)
        found: list[Any] = list(rows)
        for row in found:
            row.campaign = campaign
        return found

    def part_open_in(self, campaign: Campaign) -> tuple[str, type[PlanRowForm]] | None:
        """Which part of a row may be written now, and its form; None where all of it is fixed."""
        if not why_fixed(campaign, self.key):
            return self.key, self.form
        if self.late_form and not why_fixed(campaign, self.late_key):
            return self.late_key, self.late_form
        return None

    @property
    def headings(self) -> list[tuple[Any, Column]]:
        return [(column.words(self.model), column) for column in self.columns]

    @property
    def width(self) -> int:
        """Cells in a row, with that of the tools."""
        return len(self.columns) + 1


@dataclass(frozen=True)
class PlanPage:
    """A page of the plan: one subject, or two that belong together. `page` is view, URL and template name."""

    page: str
    path: str
    rail: str
    title: Any
    subjects: tuple[Subject, ...]

    @property
    def address(self) -> str:
        """The URL name, with its app."""
        return f"campaigns:{self.page}"
