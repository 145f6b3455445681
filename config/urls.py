"""Root of all addresses. Rule: only what belongs to no domain is written here; the apps bring the rest."""

from django.urls import include, path
from django.views.i18n import set_language

from config.health import healthz

urlpatterns = [
    path("", include("registrations.urls")),  # first: owners come in hundreds at once
    path("", include("campaigns.urls")),
    path("healthz", healthz, name="healthz"),
    path("language/", set_language, name="set_language"),
]

handler404 = "registrations.views.not_found.not_found"
