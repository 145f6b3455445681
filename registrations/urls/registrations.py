"""Staff addresses of registrations, the waiting list, the limit; and the search across clubs."""

from django.urls import path

from registrations.views import desk_registration, registration, registration_list, waiting_list

ONE = "campaigns/<slug:slug>/registrations/<int:registration_id>/"

urlpatterns = [
    path("search/", registration_list.search, name="search"),
    path("campaigns/<slug:slug>/registrations/", registration_list.registration_list, name="registration_list"),
    path("campaigns/<slug:slug>/registrations/new/", desk_registration.registration_new, name="registration_new"),
    path(ONE, registration.registration, name="registration"),
    path(f"{ONE}pass/", registration.registration_pass, name="registration_pass"),
    path(f"{ONE}owner/", registration.registration_owner, name="registration_owner"),
    path(f"{ONE}<slug:noun>/", registration.registration_act, name="registration_act"),
    path("campaigns/<slug:slug>/waiting-list/", waiting_list.waiting_list, name="waiting_list"),
    path("campaigns/<slug:slug>/change-requests/", waiting_list.change_request_list, name="change_request_list"),
    path(
        "campaigns/<slug:slug>/change-requests/<int:request_id>/",
        waiting_list.change_request_decision,
        name="change_request_decision",
    ),
    path("campaigns/<slug:slug>/limit/", waiting_list.limit, name="limit"),
]
