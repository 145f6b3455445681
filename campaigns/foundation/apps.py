"""The tables of the foundation: rate counts and the marks of periodic jobs. No domain words here."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FoundationConfig(AppConfig):
    name = "campaigns.foundation"
    label = "foundation"

    def ready(self) -> None:
        from . import checks  # noqa: F401  registers the deployment checks

        autodiscover_modules("schedules")
