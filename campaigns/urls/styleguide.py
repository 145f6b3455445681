"""The style guide, face by face."""

from django.urls import path

from campaigns.views import styleguide

urlpatterns = [
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("styleguide/<slug:face>/", styleguide.styleguide, name="styleguide_face"),
]
