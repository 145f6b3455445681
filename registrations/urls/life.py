from django.urls import path

from registrations.views import closing, life

urlpatterns = [
    path("campaigns/<slug:slug>/moves/<slug:verb>/", life.move, name="move"),
    path("campaigns/<slug:slug>/resumption/", life.resumption, name="resumption"),
    path("campaigns/<slug:slug>/report/submission/", closing.report_submission, name="report_submission"),
    path("campaigns/<slug:slug>/figures/<slug:figure>/", closing.figure_rows, name="figure_rows"),
]
