from django.urls import path

from campaigns.views import overview

urlpatterns = [
    path("", overview.today, name="today"),
    path("campaigns/<slug:slug>/", overview.campaign_overview, name="campaign_overview"),
    path("campaigns/<slug:slug>/record/", overview.record_list, name="record_list"),
]
