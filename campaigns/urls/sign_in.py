"""In, out, and what one sets about oneself."""

from django.urls import path

from campaigns.views import profile, sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("profile/", profile.profile, name="profile"),
    path("profile/password/", profile.own_password, name="own_password"),
    path("theme/", profile.theme, name="theme"),
]
