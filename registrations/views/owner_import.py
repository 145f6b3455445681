"""Send in a list of owners: look at what would become of each line, then take all of it."""

from collections import Counter
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.errors import CampaignError
from campaigns.flash import say
from campaigns.foundation.personal_pages import personal_page
from campaigns.foundation.sheets_out import write_workbook
from campaigns.models import Club
from registrations.access import KEEPING, clubs_with, import_gate, own_club_page
from registrations.actions.owner_import import import_owners, preview_import
from registrations.errors import ImportRefused
from registrations.forms.owner import OwnerImportForm
from registrations.looks.import_fates import FATES, change_words, fate_word
from registrations.looks.sentences import in_a_row
from registrations.models import OwnerImport

LINES_SHOWN = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@own_club_page(*KEEPING)
def owner_import(request: HttpRequest, club: Club) -> HttpResponse:
    form = OwnerImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            made = preview_import(club=club, by=request.user, file_name=upload.name, content=upload.read())
        except CampaignError as refused:
            form.add_error("file", refused.message)
        else:
            return redirect("registrations:owner_import_preview", import_id=made.pk)
    earlier = OwnerImport.objects.of_club(club).filter(imported_at__isnull=False).defer("lines", "content")
    context = {
        "club": club,
        "clubs": clubs_with(request.user, *KEEPING),
        "form": form,
        "earlier": earlier.select_related("by").order_by("-imported_at")[:5],
    }
    return render(request, "registrations/owner_import.html", context, status=422 if form.errors else 200)


@personal_page
@require_safe
@import_gate(*KEEPING)
def owner_import_preview(request: HttpRequest, upload: OwnerImport) -> HttpResponse:
    wanted = request.GET.get("fate", "")
    lines = [line for line in upload.lines if _is_wanted(line, wanted)]
    counts = Counter(line[2] for line in upload.lines)
    tabs = [{"url": "?", "label": _("To look at"), "count": _to_look_at(upload), "is_here": wanted not in FATES}]
    tabs += [
        {"url": f"?fate={fate}", "label": label, "count": counts[fate], "is_here": wanted == fate}
        for fate, label in FATES.items()
    ]
    context = {
        "upload": upload,
        "club": upload.club,
        "tabs": tabs,
        "lines": [
            (number, name, fate, fate_word(fate), _remarks(notes, *changes))
            for number, name, fate, notes, *changes in lines[:LINES_SHOWN]
        ],
        "more_count": max(0, len(lines) - LINES_SHOWN),
        "taken_count": upload.new_count + upload.updated_count,
    }
    return render(request, "registrations/owner_import_preview.html", context)


def _is_wanted(line: list, fate: str) -> bool:
    return line[2] == fate if fate in FATES else bool(line[3])


def _to_look_at(upload: OwnerImport) -> int:
    return sum(1 for line in upload.lines if line[3])


@require_POST
@import_gate(*KEEPING)
def owner_import_entry(request: HttpRequest, upload: OwnerImport) -> HttpResponse:
    try:
        done = import_owners(upload=upload, by=request.user)
    except (ImportRefused, CampaignError) as refused:
        say(request, refused.message)
        return redirect("registrations:owner_import_preview", import_id=upload.pk)
    say(request, _taken(done))
    return redirect("registrations:owner_list")


def _taken(done: OwnerImport) -> str:
    counted = [
        (
            done.new_count,
            ngettext(
                "%(count)d owner is new in the archive.", "%(count)d owners are new in the archive.", done.new_count
            ),
        ),
        (
            done.updated_count,
            ngettext(
                "%(count)d owner known before is up to date.",
                "%(count)d owners known before are up to date.",
                done.updated_count,
            ),
        ),
    ]
    return in_a_row([words % {"count": count} for count, words in counted if count])


def _remarks(notes: list[str], changes: Iterable[str] = ()) -> str:
    return in_a_row([change_words(changes), *notes])


@personal_page
@require_safe
@import_gate(*KEEPING)
def owner_import_report(request: HttpRequest, upload: OwnerImport) -> HttpResponse:
    """Every line with its fate and why, to send back to whoever keeps the list."""
    headings = [_("Line"), _("Name"), _("What became of it"), _("Remarks")]
    rows = [
        (number, name, str(fate_word(fate)), _remarks(notes, *changes))
        for number, name, fate, notes, *changes in upload.lines
    ]
    content = write_workbook(_("Lines"), headings, rows, widths=(8, 16, 14, 90))
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="import-{upload.pk}.xlsx"'
    return answer
