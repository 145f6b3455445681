"""Addresses of invitations, the calling desk, the release and the outbox."""

from django.urls import path

from registrations.views import call_attempt, call_desk, invitation, outbox, release

urlpatterns = [
    path("calls/", call_desk.call_desk, name="call_desk"),
    path("campaigns/<slug:slug>/calls/<int:stage>/", call_desk.call_list, name="call_list"),
    path("campaigns/<slug:slug>/calls/<int:stage>/attempts/", call_attempt.call_attempt, name="call_attempt"),
    path("campaigns/<slug:slug>/calls/<int:attempt_id>/undoing/", call_attempt.call_undoing, name="call_undoing"),
    path("campaigns/<slug:slug>/invitations/", invitation.invitation_list, name="invitation_list"),
    path("campaigns/<slug:slug>/invitations/choice/", invitation.invitation_choice, name="invitation_choice"),
    path("campaigns/<slug:slug>/invitations/sharing/", invitation.invitation_sharing, name="invitation_sharing"),
    path(
        "campaigns/<slug:slug>/invitations/withdrawal/", invitation.invitation_withdrawal, name="invitation_withdrawal"
    ),
    path("campaigns/<slug:slug>/release/", release.release_review, name="release_review"),
    path("campaigns/<slug:slug>/release/places/", release.release_places, name="release_places"),
    path("campaigns/<slug:slug>/release/keeping/", release.release_keeping, name="release_keeping"),
    path("campaigns/<slug:slug>/release/kept/<int:registration_id>/undo/", release.keeping_undo, name="keeping_undo"),
    path("campaigns/<slug:slug>/outbox/", outbox.outbox, name="outbox"),
    path("campaigns/<slug:slug>/outbox/<int:message_id>/", outbox.outbox_message, name="outbox_message"),
    path("campaigns/<slug:slug>/outbox/ticks/", outbox.outbox_ticks, name="outbox_ticks"),
    path("campaigns/<slug:slug>/outbox/ticks/undoing/", outbox.outbox_unticking, name="outbox_unticking"),
]
