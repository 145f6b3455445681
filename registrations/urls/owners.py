"""Addresses of the archive of owners."""

from django.urls import path

from registrations.views import owner, owner_import

urlpatterns = [
    path("owners/", owner.owner_list, name="owner_list"),
    path("owners/<int:owner_id>/", owner.owner_page, name="owner_page"),
    path("owners/<int:owner_id>/quiet/", owner.owner_quiet, name="owner_quiet"),
    path("owners/import/", owner_import.owner_import, name="owner_import"),
    path("owners/import/<int:import_id>/", owner_import.owner_import_preview, name="owner_import_preview"),
    path("owners/import/<int:import_id>/entry/", owner_import.owner_import_entry, name="owner_import_entry"),
    path("owners/import/<int:import_id>/report.xlsx", owner_import.owner_import_report, name="owner_import_report"),
]
