from django.urls import path

from campaigns.views import report, report_photo

urlpatterns = [
    path("reports/", report.report_list, name="report_list"),
    path("campaigns/<slug:slug>/report/", report.report, name="report"),
    path("campaigns/<slug:slug>/report/text/", report.report_text, name="report_text"),
    path("campaigns/<slug:slug>/report/coverage/", report.coverage_add, name="coverage_add"),
    path("campaigns/<slug:slug>/report/coverage/<int:pk>/", report.coverage_edit, name="coverage_edit"),
    path("campaigns/<slug:slug>/report/coverage/<int:pk>/removal/", report.coverage_remove, name="coverage_remove"),
    path("campaigns/<slug:slug>/report/photos/", report.photo_add, name="photo_add"),
    path("campaigns/<slug:slug>/report/photos/<int:pk>/", report_photo.report_photo, name="report_photo"),
    path("campaigns/<slug:slug>/report/photos/<int:pk>/removal/", report_photo.photo_remove, name="photo_remove"),
    path("campaigns/<slug:slug>/report/photos/<int:pk>/move/", report_photo.photo_move, name="photo_move"),
    path("campaigns/<slug:slug>/report/return/", report.report_return, name="report_return"),
    path("campaigns/<slug:slug>/report/approval/", report.report_approval, name="report_approval"),
]
