"""A club's page and its staff."""

from django.urls import path

from campaigns.views import club

urlpatterns = [
    path("clubs/<slug:slug>/", club.club_settings, name="club_settings"),
    path("clubs/<slug:slug>/logo.png", club.club_logo, name="club_logo"),
    path("clubs/<slug:slug>/staff/new/", club.staff_new, name="staff_new"),
    path("clubs/<slug:slug>/staff/<int:staff_id>/", club.staff_roles, name="staff_roles"),
    path("clubs/<slug:slug>/staff/<int:staff_id>/password/", club.staff_password, name="staff_password"),
    path("clubs/<slug:slug>/staff/<int:staff_id>/end/", club.staff_end, name="staff_end"),
    path(
        "clubs/<slug:slug>/staff/former/<int:former_id>/restoration/", club.staff_restoration, name="staff_restoration"
    ),
]
