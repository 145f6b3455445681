from django.urls import path

from registrations.views import check_in, day, scan_page

HERE = "campaigns/<slug:slug>/check-in/<int:stop>/"

urlpatterns = [
    path("campaigns/<slug:slug>/check-in/", day.check_in_overview, name="check_in_overview"),
    path("campaigns/<slug:slug>/scan-events/", scan_page.scan_event_list, name="scan_event_list"),
    path("campaigns/<slug:slug>/scan-events/<uuid:event>/settlement/", day.scan_settlement, name="scan_settlement"),
    path(
        "campaigns/<slug:slug>/quarantine/<uuid:scan>/settlement/",
        day.quarantine_settlement,
        name="quarantine_settlement",
    ),
    path("campaigns/<slug:slug>/quarantine/<uuid:scan>/counting/", day.quarantine_counting, name="quarantine_counting"),
    path(
        "campaigns/<slug:slug>/quarantine/<uuid:scan>/counting/removal/",
        day.counting_removal,
        name="counting_removal",
    ),
    path("campaigns/<slug:slug>/devices/", day.device_list, name="device_list"),
    path("campaigns/<slug:slug>/devices/<int:device>/sign-off/", day.device_sign_off, name="device_sign_off"),
    path("campaigns/<slug:slug>/devices/<int:device>/revocation/", day.device_revocation, name="device_revocation"),
    path(
        "campaigns/<slug:slug>/devices/<int:device>/revocation/removal/",
        day.revocation_removal,
        name="revocation_removal",
    ),
    path(HERE, check_in.check_in, name="check_in"),
    path(f"{HERE}roster/", scan_page.check_in_roster, name="check_in_roster"),
    path(f"{HERE}scans/", check_in.scan_list, name="scan_list"),
    path(f"{HERE}verdicts/<uuid:event>/", check_in.check_in_verdict, name="check_in_verdict"),
    path(f"{HERE}walk-in/", check_in.check_in_walk_in, name="check_in_walk_in"),
    path(f"{HERE}missing/", check_in.check_in_missing, name="check_in_missing"),
    path(f"{HERE}paper/", check_in.check_in_paper, name="check_in_paper"),
]
