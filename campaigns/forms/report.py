"""What the planner adds to a report: what people learned, coverage, photos with captions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Coverage, Report

from .layout import fields, pair


class ReportTextForm(forms.ModelForm):
    class Meta:
        model = Report
        fields = ["strengths", "weaknesses", "lessons", "recommendation", "recommendation_basis"]
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("strengths", "weaknesses", "lessons")}
        widgets["recommendation"] = forms.Textarea(attrs={"rows": 2})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = fields(self)


class CoverageForm(forms.ModelForm):
    class Meta:
        model = Coverage
        fields = ["place", "kind", "by", "title", "url", "count", "featured_count", "reads", "published_on"]
        widgets = {"published_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["url"].assume_scheme = "https"
        self.helper = fields(
            self, pair("place", "kind", "by"), "title", "url", pair("count", "featured_count", "reads", "published_on")
        )

    def clean(self):
        cleaned = super().clean()
        count, featured = cleaned.get("count"), cleaned.get("featured_count")
        if count is not None and featured is not None and featured > count:
            self.add_error("featured_count", _("More featured than there are posts."))
        return cleaned


class PhotoForm(forms.Form):
    image = forms.FileField(label=_("Photo"), help_text=_("JPEG, PNG or WebP. Place and camera data are removed."))
    caption = forms.CharField(label=_("Caption"), max_length=80)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = fields(self, pair("image", "caption"))
