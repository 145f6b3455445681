"""Registrations as a workbook: one row a party, figures as numbers, times local.

Rule: masked like the roster unless the lines handed in are whole; no cell starts a formula (foundation/sheets_out).
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaigns.foundation.sheets_out import Cell, write_workbook
from registrations.roster_lines import RosterLine

WIDTHS = (6, 14, 16, 12, 14, 10, 6, 8, 8, 8, 18, 20, 12, 14, 16, 16, 24)


def registrations_workbook(lines: Sequence[RosterLine]) -> bytes:
    """XLSX of `lines` in the language in force."""
    headings = [
        pgettext("number", "Car"), _("Name"), _("Mobile"), _("Plate"), _("Model"), _("City"),
        pgettext("unit", "Cars"), _("Adults"), _("Children"), pgettext("unit", "People"), _("Joins at"),
        pgettext("funnel", "Channel"), _("State"), _("Forum nickname"), _("Shirt sizes"), _("Diet"), _("Note"),
    ]  # fmt: skip
    return write_workbook(_("Registrations"), headings, (_row(line) for line in lines), widths=WIDTHS)


def _row(line: RosterLine) -> Sequence[Cell]:
    return (
        line.car_number, line.name, line.phone, line.plate, line.model, line.city, line.cars, line.adults,
        line.children, line.people, line.joins_at, line.channel, line.state_word, line.nickname, line.shirts, line.diet,
        line.note,
    )  # fmt: skip
