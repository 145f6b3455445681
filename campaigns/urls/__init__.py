"""Addresses of the plan. Each subject has its own short list beside this file, `urlpatterns`.

A new subject: import its module here, in alphabetical order, and add it to `SUBJECTS`.
"""

from django.urls import URLPattern

from . import club, overview, report, run, sign_in

app_name = "campaigns"
SUBJECTS: list[list[URLPattern]] = [
    run.urlpatterns,
    report.urlpatterns,
    overview.urlpatterns,
    club.urlpatterns,
    sign_in.urlpatterns,
]
urlpatterns = [pattern for subject in SUBJECTS for pattern in subject]
