"""The summary report: frozen figures and what people learned; due three days after the end.

Rule: the first submission's figures and its on-time mark stand for ever; a return reopens only the text.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .campaign import Campaign

MOST_PHOTOS = 12


class Report(models.Model):
    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="report")
    strengths = models.TextField(_("strengths"), blank=True, help_text=_("One per line."))
    weaknesses = models.TextField(_("weaknesses"), blank=True, help_text=_("One per line."))
    lessons = models.TextField(_("lessons for next time"), blank=True, help_text=_("One per line."))
    recommendation = models.CharField(_("recommendation"), max_length=200, blank=True)
    recommendation_basis = models.CharField(_("on what grounds"), max_length=200, blank=True)
    figures = models.JSONField(null=True, blank=True)
    figures_digest = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    is_on_time = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(frozen_at__isnull=True, figures__isnull=True, is_on_time__isnull=True)
                | models.Q(frozen_at__isnull=False, figures__isnull=False, is_on_time__isnull=False),
                name="report_frozen_as_a_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}"


class ReportStepKind(models.TextChoices):
    SUBMITTED = "submitted", pgettext_lazy("report", "submitted")
    RETURNED = "returned", pgettext_lazy("report", "returned")
    APPROVED = "approved", pgettext_lazy("report", "approved")


class ReportStep(models.Model):
    """Submitted, returned with a reason, approved: who and when. The latest one is where the report stands."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=ReportStepKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.kind


class ReportPhoto(models.Model):
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="photos")
    position = models.PositiveSmallIntegerField(default=0)
    image = models.ImageField(upload_to="reports/")
    caption = models.CharField(_("caption"), max_length=80)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.caption


class CoverageKind(models.TextChoices):
    ARTICLE = "article", pgettext_lazy("coverage", "article")
    OWNER_POST = "owner post", pgettext_lazy("coverage", "owner post")
    PRINT = "print", pgettext_lazy("coverage", "print")
    VIDEO = "video", pgettext_lazy("coverage", "video")


class Coverage(models.Model):
    """A post or article, by whom, where, featured 精华 or not, reads."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="coverage")
    position = models.PositiveIntegerField(default=0)
    place = models.CharField(_("where"), max_length=60)
    kind = models.CharField(_("kind"), max_length=12, choices=CoverageKind.choices, default=CoverageKind.ARTICLE)
    by = models.CharField(_("by"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=160, blank=True)
    url = models.URLField(_("link"), max_length=300, blank=True)
    count = models.PositiveSmallIntegerField(_("posts"), default=1)
    featured_count = models.PositiveSmallIntegerField(_("featured"), default=0)
    reads = models.PositiveIntegerField(_("reads"), null=True, blank=True)
    published_on = models.DateField(_("published"), null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(featured_count__lte=models.F("count")),
                name="coverage_featured_within_count",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.place


class ReminderKind(models.TextChoices):
    CLOSED = "closed", pgettext_lazy("report reminder", "the campaign has closed")
    DAY_BEFORE = "day_before", pgettext_lazy("report reminder", "due tomorrow")
    LATE = "late", pgettext_lazy("report reminder", "late")


class ReportReminder(models.Model):
    """What planners and managers of the club are reminded of on their today page, each once a campaign."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="report_reminders")
    kind = models.CharField(max_length=10, choices=ReminderKind.choices)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "kind"], name="one_report_reminder_of_a_kind"),
            models.CheckConstraint(condition=models.Q(kind__in=ReminderKind.values), name="report_reminder_known"),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.kind}"
