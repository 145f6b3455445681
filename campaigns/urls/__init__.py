"""Addresses of the plan. Each subject has its own short list beside this file, `urlpatterns`.

A new subject: import its module here, in alphabetical order, and add it to `SUBJECTS`.
"""

from django.urls import URLPattern

from . import club, sign_in

app_name = "campaigns"
SUBJECTS: list[list[URLPattern]] = [
    club.urlpatterns,
    sign_in.urlpatterns,
]
urlpatterns = [pattern for subject in SUBJECTS for pattern in subject]
