from django.urls import path

from campaigns.views import run

urlpatterns = [
    path("campaigns/<slug:slug>/run/", run.run, name="run"),
    path("campaigns/<slug:slug>/run/<int:stop>/times/", run.stop_times, name="stop_times"),
    path("campaigns/<slug:slug>/incidents/", run.incident_list, name="incident_list"),
    path("campaigns/<slug:slug>/incidents/<int:incident>/removal/", run.incident_removal, name="incident_removal"),
]
