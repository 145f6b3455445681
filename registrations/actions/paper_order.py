"""Make a paper: a short one at once, a long one by the worker, which says how far it is.

Rule: both ways call `make`, so a paper is the same whoever made it. A failure is put down, so that nobody waits on.
"""

import datetime as dt
from collections.abc import Callable
from math import ceil

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from campaigns.actions.report import frozen_figures, report_of
from campaigns.foundation.images import for_thumbnail
from campaigns.foundation.pdf_progress import Stage, watched
from campaigns.foundation.tasks import background, enqueue
from campaigns.models import Report
from registrations.documents.roster import roster
from registrations.documents.sign_in_sheet import sign_in_sheet
from registrations.documents.summary_report import Photo, summary_report
from registrations.models import LIVE_STATES, PaperKind, PaperOrder, Registration
from registrations.queries.paper_lines import lines_for, report_lines
from registrations.queries.presence import day_of

from .closing import figures_now

LONG_ROWS = 250  # about two seconds
ROWS_A_PAGE = 26
PHOTO_EDGE_PX = 1000  # 86 mm at 300 dots an inch
PAGES_BEGIN, PAGES_END, WRITTEN = 25, 75, 99  # percent of the time a long list takes
STEP_PERCENT = 3


def row_count(order: PaperOrder) -> int:
    """About how many rows the paper has: parties, for each checkpoint."""
    everyone = Registration.objects.for_campaign(order.campaign)
    is_report = order.kind == PaperKind.SUMMARY_REPORT
    parties = everyone.filter(Q(held_people__isnull=False) if is_report else Q(state__in=LIVE_STATES)).count()
    if order.kind == PaperKind.SIGN_IN_SHEET and order.stop_id is None:
        return parties * order.campaign.stops.checkpoints().count()
    return parties


def is_long(order: PaperOrder) -> bool:
    return row_count(order) > LONG_ROWS


def make(order: PaperOrder) -> bytes:
    """The PDF, of this moment."""
    return MAKERS[PaperKind(order.kind)](order)


def order_paper(order: PaperOrder, *, at: dt.datetime | None = None) -> PaperOrder:
    """Hand `order` (not saved yet) to the worker, or return the same one that is being made already."""
    at = at or timezone.now()
    same = {name: getattr(order, name) for name in ("campaign", "kind", "language", "is_masked", "is_blank", "stop")}
    with transaction.atomic():
        running = PaperOrder.objects.open_to(order.by).being_made(at).filter(**same).order_by("-pk").first()
        if running is not None:
            return running
        order.asked_at = at
        order.save(force_insert=True)
        enqueue(make_ordered_paper, order.pk)
    return order


@background(attempts=1)
def make_ordered_paper(order_id: int) -> None:
    """The worker's part. An order that was forgotten meanwhile, or made already, is left alone."""
    order = PaperOrder.objects.select_related("campaign__club", "stop", "by").filter(pk=order_id).first()
    if order is None or order.ready_at is not None:
        return
    mine = PaperOrder.objects.filter(pk=order_id)
    try:
        with translation.override(order.language), watched(_teller(order)):
            content = make(order)
    except BaseException:
        mine.update(failed_at=timezone.now())
        raise
    mine.update(content=content, ready_at=timezone.now(), failed_at=None, percent=100)


def _teller(order: PaperOrder) -> Callable[[Stage, int], None]:
    """Writes the percentage when it has grown by a step worth seeing."""
    pages = max(1, ceil(row_count(order) / ROWS_A_PAGE))
    told = 0

    def tell(stage: Stage, page: int) -> None:
        nonlocal told
        if stage == Stage.READING:
            percent = min(told + STEP_PERCENT, PAGES_BEGIN)
        elif stage == Stage.LAYING_OUT:
            percent = PAGES_BEGIN + int((PAGES_END - PAGES_BEGIN) * min(1, page / pages))
        else:
            percent = PAGES_END + STEP_PERCENT
        if percent >= told + STEP_PERCENT:
            told = min(percent, WRITTEN)
            PaperOrder.objects.filter(pk=order.pk).update(percent=told, page=page)

    return tell


def _roster(order: PaperOrder) -> bytes:
    lines = lines_for(order.campaign, is_masked=order.is_masked)
    return roster(order.campaign, lines, is_masked=order.is_masked, language=order.language)


def _sign_in_sheet(order: PaperOrder) -> bytes:
    day = day_of(order.campaign)
    return sign_in_sheet(day, is_blank=order.is_blank, stop=order.stop, language=order.language)


def _summary_report(order: PaperOrder) -> bytes:
    report = report_of(order.campaign)
    return summary_report(
        report,
        frozen_figures(report) or figures_now(order.campaign),
        roster=report_lines(order.campaign),
        photos=_photos(report),
        language=order.language,
    )


def _photos(report: Report) -> list[Photo]:
    found = []
    for photo in report.photos.all():
        with photo.image.open("rb") as file:
            found.append(Photo(for_thumbnail(file.read(), PHOTO_EDGE_PX), photo.caption))
    return found


MAKERS: dict[PaperKind, Callable[[PaperOrder], bytes]] = {
    PaperKind.ROSTER: _roster,
    PaperKind.SIGN_IN_SHEET: _sign_in_sheet,
    PaperKind.SUMMARY_REPORT: _summary_report,
}
