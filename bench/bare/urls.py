"""Three views: the page, the form's answer, the receipt."""

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from .models import Entry, Place


def page(request: HttpRequest) -> HttpResponse:
    return render(request, "page.html", {"place": Place.objects.get()})


def register(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        taken = Place.objects.filter(taken__lt=F("limit")).update(taken=F("taken") + 1)
        if not taken:
            return HttpResponse("full", status=409)
        entry = Entry.objects.create(name=request.POST["name"], phone=request.POST["phone"])
    return redirect(f"/receipt/{entry.pk}/")


def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "page.html", {"entry": get_object_or_404(Entry, pk=pk), "place": Place.objects.get()})


urlpatterns = [path("", page), path("register/", register), path("receipt/<int:pk>/", receipt)]
