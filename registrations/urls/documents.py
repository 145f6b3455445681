"""Papers about people."""

from django.urls import path

from registrations.views import documents, papers

urlpatterns = [
    path("campaigns/<slug:slug>/papers/", papers.paper_list, name="paper_list"),
    path("campaigns/<slug:slug>/papers/<int:order_id>/", documents.paper_order, name="paper_order"),
    path("campaigns/<slug:slug>/papers/<int:order_id>/file.pdf", documents.paper_file, name="paper_file"),
    path("campaigns/<slug:slug>/sign-in-sheet.pdf", documents.sign_in_sheet_pdf, name="sign_in_sheet_pdf"),
    path("campaigns/<slug:slug>/roster.pdf", documents.roster_pdf, name="roster_pdf"),
    path("campaigns/<slug:slug>/registrations.xlsx", documents.registrations_xlsx, name="registrations_xlsx"),
    path("campaigns/<slug:slug>/report.pdf", documents.summary_report_pdf, name="summary_report_pdf"),
]
