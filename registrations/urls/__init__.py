"""Addresses of the people. Each subject has its own short list beside this file, `urlpatterns`.

A new subject: import its module here, in alphabetical order, and add it to `SUBJECTS`. Owners' addresses stand first:
each one before them is tried in vain on every page they open.
"""

from django.urls import URLPattern

from . import calls, check_in, documents, draw, life, owners, passes, registrations

app_name = "registrations"
SUBJECTS: list[list[URLPattern]] = [
    passes.urlpatterns,
    documents.urlpatterns,
    calls.urlpatterns,
    check_in.urlpatterns,
    draw.urlpatterns,
    life.urlpatterns,
    owners.urlpatterns,
    registrations.urlpatterns,
]
urlpatterns = [pattern for subject in SUBJECTS for pattern in subject]
