"""Owners' addresses: the public page, the personal invitation, the pass."""

from django.urls import path

from registrations.views import (
    campaign_cover,
    campaign_page,
    lost_pass,
    pass_answers,
    pass_changes,
    pass_page,
    registration_form,
)

urlpatterns = [
    path("c/<slug:code>/", campaign_page.campaign_page, name="campaign_page"),
    path("c/<slug:code>/registrations/", registration_form.registration_form, name="registration_form"),
    path("covers/<slug:slug>.webp", campaign_cover.campaign_cover, name="campaign_cover"),
    path("i/<str:token>/", campaign_page.invitation_page, name="invitation_page"),
    path("i/<str:token>/registrations/", registration_form.invitation_registration, name="invitation_registration"),
    path("lost-pass/", lost_pass.lost_pass, name="lost_pass"),
    path("lost-pass/answer/", lost_pass.lost_pass_answer, name="lost_pass_answer"),
    path("p/<str:token>/", pass_page.pass_page, name="pass_page"),
    path("p/<str:token>/code/", pass_page.pass_code, name="pass_code"),
    path("p/<str:token>/code.png", pass_page.pass_code_picture, name="pass_code_picture"),
    path("p/<str:token>/code/image.png", pass_page.pass_code_image, name="pass_code_image"),
    path("p/<str:token>/calendar.ics", pass_page.pass_calendar, name="pass_calendar"),
    path("p/<str:token>/party/", pass_changes.pass_party, name="pass_party"),
    path("p/<str:token>/car/", pass_changes.pass_car, name="pass_car"),
    path("p/<str:token>/details/", pass_changes.pass_details, name="pass_details"),
    path("p/<str:token>/consents/", pass_changes.pass_consents, name="pass_consents"),
    path("p/<str:token>/confirmation/", pass_answers.pass_confirmation, name="pass_confirmation"),
    path("p/<str:token>/cancellation/", pass_answers.pass_cancellation, name="pass_cancellation"),
    path("p/<str:token>/acceptance/", pass_answers.pass_acceptance, name="pass_acceptance"),
    path("p/<str:token>/refusal/", pass_answers.pass_refusal, name="pass_refusal"),
    path("p/<str:token>/not-coming/", pass_answers.pass_not_coming, name="pass_not_coming"),
    path("p/<str:token>/undertaking/", pass_answers.pass_undertaking, name="pass_undertaking"),
    path("p/<str:token>/registration/", registration_form.pass_registration, name="pass_registration"),
    path("p/<str:token>/safe-home/", pass_answers.pass_safe_home, name="pass_safe_home"),
    path("p/<str:token>/survey/", pass_answers.pass_survey, name="pass_survey"),
]
