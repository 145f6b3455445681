"""Papers of the plan."""

from django.urls import path

from campaigns.views import documents

urlpatterns = [
    path("campaigns/<slug:slug>/plan.pdf", documents.plan_pdf, name="plan_pdf"),
    path("campaigns/<slug:slug>/channels/<slug:code>/poster.pdf", documents.poster_pdf, name="poster_pdf"),
    path("campaigns/<slug:slug>/channels/<slug:code>/qr.svg", documents.channel_qr_svg, name="channel_qr_svg"),
    path("campaigns/<slug:slug>/channels/<slug:code>/qr.png", documents.channel_qr_png, name="channel_qr_png"),
]
