"""Photos of a report: at most twelve, captioned, re-encoded without place or camera data.

Promises: what is stored was decoded and written anew; positions stay 1, 2, … without gaps; once the report is
handed in its photos are fixed as its text is, until it is returned.
"""

import secrets

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.errors import CampaignError, MoveRefused
from campaigns.foundation.images import for_print
from campaigns.models import MOST_PHOTOS, Report, ReportPhoto, Staff

from .record import record
from .report import is_fixed


class TooManyPhotos(CampaignError):
    """A report shows twelve photos at most."""


@transaction.atomic
def add_photo(*, report: Report, content: bytes, caption: str, by: Staff) -> ReportPhoto:
    """Append one photo. Errors: MoveRefused, TooManyPhotos, PictureRefused (not a picture we read, or too large)."""
    report = _open_report(report.pk)
    count = report.photos.count()
    if count >= MOST_PHOTOS:
        raise TooManyPhotos(_("A report shows 12 photos at most. Remove one first."))
    photo = ReportPhoto(report=report, position=count + 1, caption=caption)
    photo.image.save(f"{secrets.token_hex(8)}.jpg", ContentFile(for_print(content)), save=False)
    photo.save()
    record(verb="add_photo", thing=photo, campaign=report.campaign, by=by)
    return photo


@transaction.atomic
def remove_photo(*, photo: ReportPhoto, by: Staff) -> None:
    """Take one out, the file too. Errors: MoveRefused (handed in)."""
    report, storage, name = _open_report(photo.report_id), photo.image.storage, photo.image.name
    record(verb="remove_photo", thing=photo, campaign=report.campaign, by=by)
    photo.delete()
    _renumber(report)
    if name:
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def move_photo(*, photo: ReportPhoto, up: bool) -> None:
    """One place up or down; at an end nothing happens. Errors: MoveRefused (handed in)."""
    photos = list(_open_report(photo.report_id).photos.all())
    at = photos.index(photo)
    to = at - 1 if up else at + 1
    if 0 <= to < len(photos):
        photos[at], photos[to] = photos[to], photos[at]
        for position, one in enumerate(photos, start=1):
            ReportPhoto.objects.filter(pk=one.pk).update(position=position)


def _open_report(pk: int) -> Report:
    """The report, locked. Errors: MoveRefused while it is handed in."""
    report = Report.objects.select_for_update(of=("self",)).select_related("campaign__club").get(pk=pk)
    if is_fixed(report):
        raise MoveRefused(_("The report has been handed in; it can be changed once it is returned."))
    return report


def _renumber(report: Report) -> None:
    for position, photo in enumerate(report.photos.all(), start=1):
        ReportPhoto.objects.filter(pk=photo.pk).update(position=position)
