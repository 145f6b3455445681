"""Addresses of the plan. Each subject has its own short list beside this file, `urlpatterns`.

A new subject: import its module here, in alphabetical order, and add it to `SUBJECTS`.
"""

from django.urls import URLPattern

from . import approval, campaign_list, club, documents, overview, plan, report, run, sign_in, styleguide

app_name = "campaigns"
SUBJECTS: list[list[URLPattern]] = [
    approval.urlpatterns,
    campaign_list.urlpatterns,
    documents.urlpatterns,
    plan.urlpatterns,
    run.urlpatterns,
    report.urlpatterns,
    overview.urlpatterns,
    club.urlpatterns,
    sign_in.urlpatterns,
    styleguide.urlpatterns,
]
urlpatterns = [pattern for subject in SUBJECTS for pattern in subject]
