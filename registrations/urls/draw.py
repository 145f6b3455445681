from django.urls import path

from registrations.views import draw, draw_record, draw_rules, presenter

urlpatterns = [
    path("campaigns/<slug:slug>/draw/", draw.draw_overview, name="draw_overview"),
    path("campaigns/<slug:slug>/draw/exclusions/", draw.draw_exclusion, name="draw_exclusion"),
    path("campaigns/<slug:slug>/draw/exclusions/<int:pk>/removal/", draw.exclusion_removal, name="exclusion_removal"),
    path("campaigns/<slug:slug>/draw/presenter-link/", draw.presenter_link, name="presenter_link"),
    path("campaigns/<slug:slug>/draw/presenter-link/revocation/", draw.link_revocation, name="link_revocation"),
    path("campaigns/<slug:slug>/draws/", draw.draw_freeze, name="draw_freeze"),
    path("campaigns/<slug:slug>/draws/<int:number>/seal/", draw.draw_seal, name="draw_seal"),
    path("campaigns/<slug:slug>/draws/<int:number>/end/", draw.draw_end, name="draw_end"),
    path("campaigns/<slug:slug>/draws/<int:number>/voiding/", draw.draw_voiding, name="draw_voiding"),
    path("campaigns/<slug:slug>/draw/winners.pdf", draw.winners_list_pdf, name="winners_list_pdf"),
    path("campaigns/<slug:slug>/draw/winners/<int:pk>/claim/", draw.prize_claim, name="prize_claim"),
    path("draws/rules/<slug:slug>/", draw_rules.draw_rules, name="draw_rules"),
    path("draws/<slug:public_id>/", draw_record.draw_record, name="draw_record"),
    path("draws/<slug:public_id>/code.svg", draw_record.draw_code, name="draw_code"),
    path("draws/<slug:public_id>/record.json", draw_record.draw_transcript, name="draw_transcript"),
    path("draws/<slug:public_id>/verifier.html", draw_record.draw_verifier, name="draw_verifier"),
    path("draws/verify_draw.py", draw_record.draw_script, name="draw_script"),
    path("present/worker.js", presenter.presenter_worker, name="presenter_worker"),
    path("present/<str:token>/", presenter.presenter_screen, name="presenter_screen"),
    path("present/<str:token>/draw/", presenter.presenter_draw, name="presenter_draw"),
    path("present/<str:token>/seal/", presenter.presenter_seal, name="presenter_seal"),
    path("present/<str:token>/dice/", presenter.presenter_dice, name="presenter_dice"),
    path("present/<str:token>/reveals/", presenter.presenter_reveals, name="presenter_reveals"),
    path("present/<str:token>/end/", presenter.presenter_end, name="presenter_end"),
]
