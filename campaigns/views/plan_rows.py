"""Pages of the plan and their rows: one mechanism for every subject (campaigns/subjects).

A row opens in its place: its address shows the whole page with that row as a form. So everything works without
script; with it, only the part `#plan` of the answer is put in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from campaigns.access import PLANNING, campaign_page, roles_in
from campaigns.actions.itinerary import move_stop, place_of, write_stop
from campaigns.actions.plan_rows import place_row, remove_row, return_row, write_row
from campaigns.errors import CampaignError
from campaigns.flash import refuse, say
from campaigns.forms.plan_row import PlanRowForm
from campaigns.looks.places_to_go import may_open
from campaigns.models import Campaign, Removal, Stop
from campaigns.plan_fixed import why_fixed
from campaigns.subjects import PAGE_OF, PAGES, SUBJECTS, PlanPage, Subject
from campaigns.views.plan_context import CONTEXTS


@dataclass(frozen=True)
class Section:
    """One subject on its page; `open_pk` is the row that stands as a form, `is_adding` a new one at the end."""

    subject: Subject
    rows: list[Any]
    opens: bool  # whether the reader may write in its rows, be it only a part of them
    form: PlanRowForm | None = None
    open_pk: int | None = None

    @property
    def ahead(self) -> list[Any]:
        return [row for row in self.rows if row not in self.folded]

    @property
    def folded(self) -> list[Any]:
        """Rows that are over, but for the one that stands open."""
        folds = self.subject.folds
        return [row for row in self.rows if folds and folds(row) and row.pk != self.open_pk]

    @property
    def is_adding(self) -> bool:
        return self.form is not None and self.open_pk is None


def show_page(
    request: HttpRequest,
    campaign: Campaign,
    page: PlanPage,
    subject: Subject | None = None,
    form: PlanRowForm | None = None,
    **more: Any,
) -> HttpResponse:
    """The page; with `form`, one row of `subject` stands open. 422 where the form has errors."""
    fixed, held = why_fixed(campaign, page.subjects[0].key), roles_in(request.user, campaign.club)
    may_plan = may_open(PLANNING, held)
    sections = [
        Section(one, one.rows_of(campaign), may_plan and one.part_open_in(campaign) is not None, *opened)
        for one in page.subjects
        for opened in [(form, form.instance.pk) if form and subject and one.key == subject.key else ()]
    ]
    context: dict[str, Any] = {
        "campaign": campaign,
        "page": page,
        "rail_current": page.rail,
        "sections": sections,
        "fixed": fixed,
        "may_write": not fixed and may_plan,
        "held": held,
    }
    if page.page in CONTEXTS:
        context |= CONTEXTS[page.page](campaign, {one.subject.key: one.rows for one in sections})
    status = 422 if form is not None and form.errors else 200
    return render(request, f"campaigns/{page.page}.html", context | more, status=status)


def page_view(page: PlanPage) -> Callable[..., HttpResponse]:
    """The view of one page, readable by everybody in the club."""

    def view(request: HttpRequest, campaign: Campaign) -> HttpResponse:
        return show_page(request, campaign, page)

    view.__name__ = page.page
    return campaign_page()(view)


PAGE_VIEWS = {page.page: page_view(page) for page in PAGES}


def _subject(key: str) -> Subject:
    if key not in SUBJECTS:
        raise Http404
    return SUBJECTS[key]


def _row(campaign: Campaign, subject: Subject, pk: int) -> Any:
    row: Any = get_object_or_404(
        subject.model._default_manager.select_related(*subject.joins), campaign=campaign, pk=pk
    )
    row.campaign = campaign
    return row


def _back(campaign: Campaign, subject: Subject) -> HttpResponse:
    return redirect(f"campaigns:{PAGE_OF[subject.key].page}", campaign.slug)


def _write(part: str, form: PlanRowForm, request: HttpRequest) -> None:
    if isinstance(form.instance, Stop):
        write_stop(stop=form.instance, by=request.user, moves_following=form.cleaned_data.get("moves_following", False))
    else:
        write_row(subject=part, row=form.instance, by=request.user)


def _edit(request: HttpRequest, campaign: Campaign, subject: Subject, part: str, form: PlanRowForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            _write(part, form, request)
        except CampaignError as refused:
            form.add_error(None, refused.message)
        else:
            say(request, _("Saved: %(name)s") % {"name": form.instance})
            if "another" in request.POST:
                return redirect("campaigns:row_new", campaign.slug, subject.key)
            return _back(campaign, subject)
    return show_page(request, campaign, PAGE_OF[subject.key], subject, form)


@campaign_page(*PLANNING)
def row_new(request: HttpRequest, campaign: Campaign, subject: str) -> HttpResponse:
    """An empty row at the end of the list, then saved."""
    described = _subject(subject)
    if why_fixed(campaign, subject):
        return _refused(request, campaign, described, why_fixed(campaign, subject))
    initial = {name: request.GET[name] for name in ("day", "arrive") if name in request.GET}
    form = described.form(request.POST or None, campaign=campaign, initial=initial)
    return _edit(request, campaign, described, subject, form)


@campaign_page(*PLANNING)
def row(request: HttpRequest, campaign: Campaign, subject: str, pk: int) -> HttpResponse:
    """One row as a form in its place, then saved."""
    described = _subject(subject)
    found = _row(campaign, described, pk)
    part = described.part_open_in(campaign)
    if part is None:
        return _refused(request, campaign, described, why_fixed(campaign, subject))
    key, form_of_part = part
    form = form_of_part(request.POST or None, campaign=campaign, instance=found)
    return _edit(request, campaign, described, key, form)


def _refused(request: HttpRequest, campaign: Campaign, subject: Subject, why: str) -> HttpResponse:
    refuse(request, why)
    return _back(campaign, subject)


@require_POST
@campaign_page(*PLANNING)
def row_removal(request: HttpRequest, campaign: Campaign, subject: str, pk: int) -> HttpResponse:
    described = _subject(subject)
    found = _row(campaign, described, pk)
    try:
        removal = remove_row(subject=subject, row=found, by=request.user)
    except CampaignError as refused:
        return _refused(request, campaign, described, refused.message)
    undo = reverse("campaigns:row_return", args=[campaign.slug, removal.pk])
    say(request, _("Removed: %(name)s") % {"name": removal.name}, undo=undo)
    return _back(campaign, described)


@require_POST
@campaign_page(*PLANNING)
def row_return(request: HttpRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Undo: what was removed stands where it stood."""
    removal = get_object_or_404(Removal.objects.select_related("campaign"), campaign=campaign, pk=pk)
    described = _subject(removal.subject)
    try:
        return_row(removal=removal, by=request.user)
    except CampaignError as refused:
        return _refused(request, campaign, described, refused.message)
    say(request, _("Back again: %(name)s") % {"name": removal.name})
    return _back(campaign, described)


@require_POST
@campaign_page(*PLANNING)
def row_place(request: HttpRequest, campaign: Campaign, subject: str, pk: int) -> HttpResponse:
    """Move a row: `to` is up, down, or the number of its new place (for stops with `day`)."""
    described = _subject(subject)
    found = _row(campaign, described, pk)
    if not described.is_ordered:
        raise Http404
    try:
        _place(request, described, found)
    except CampaignError as refused:
        return _refused(request, campaign, described, refused.message)
    return _back(campaign, described)


def _place(request: HttpRequest, subject: Subject, row: Any) -> None:
    to, day = request.POST.get("to", ""), request.POST.get("day", "")
    if isinstance(row, Stop):
        place = place_of(row, to) if to in ("up", "down") else _numbers(day, to)
        if place and 1 <= place[0] <= row.campaign.day_count:
            move_stop(stop=row, day=place[0], index=place[1], by=request.user)
        return
    rows = subject.rows_of(row.campaign)
    index = next(number for number, one in enumerate(rows) if one.pk == row.pk)
    if to in ("up", "down"):
        target = index + (1 if to == "down" else -1)
    else:
        target = int(to) if to.isdecimal() and len(to) < 5 else index
    if target != index and 0 <= target < len(rows):
        place_row(subject=subject.key, row=row, rows=rows, index=target, by=request.user)


def _numbers(day: str, to: str) -> tuple[int, int] | None:
    return (int(day), int(to)) if day.isdecimal() and to.isdecimal() and len(day + to) < 6 else None
