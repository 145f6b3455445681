from django.urls import path

from campaigns.views import approval

ASKED = "campaigns/<slug:slug>/approval-request/"

urlpatterns = [
    path(ASKED, approval.approval_request, name="approval_request"),
    path(f"{ASKED}withdrawal/", approval.approval_withdrawal, name="approval_withdrawal"),
    path(f"{ASKED}return/", approval.approval_return, name="approval_return"),
]
