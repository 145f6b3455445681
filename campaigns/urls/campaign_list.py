"""The list, a new campaign, a copy. Stands before the overview, whose address takes any slug."""

from django.urls import path

from campaigns.views import campaign_list, plan_basics

urlpatterns = [
    path("campaigns/", campaign_list.campaign_list, name="campaign_list"),
    path("campaigns/new/", campaign_list.campaign_new, name="campaign_new"),
    path("campaigns/<slug:slug>/copy/", campaign_list.campaign_copy, name="campaign_copy"),
    path("campaigns/<slug:slug>/basics/", plan_basics.plan_basics, name="plan_basics"),
    path("campaigns/<slug:slug>/deadlines/", plan_basics.plan_deadlines, name="plan_deadlines"),
    path("campaigns/<slug:slug>/picture/", plan_basics.plan_picture, name="plan_picture"),
]
