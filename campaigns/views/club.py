"""A club's page for its administrators: what owners read of it, and who works for it."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET

from campaigns.access import club_page
from campaigns.actions.staff import add_staff, change_roles, end_access, restore_access, set_password
from campaigns.errors import CampaignError
from campaigns.flash import say
from campaigns.forms.club import ROLE_HELP, ClubForm, NewStaffForm, PasswordForm, RolesForm
from campaigns.models import Club, Role, Staff, StaffRole
from campaigns.queries.former_staff import former_staff, roles_before


def _colleagues(club: Club) -> list[tuple[Staff, list[StaffRole]]]:
    rows: dict[Staff, list[StaffRole]] = {}
    for role in StaffRole.objects.in_club(club).select_related("staff").order_by("staff__name", "role"):
        rows.setdefault(role.staff, []).append(role)
    return list(rows.items())


def _colleague(club: Club, staff_id: int) -> Staff:
    staff = Staff.objects.filter(pk=staff_id, roles__club=club).distinct().first()
    if staff is None:
        raise Http404
    return staff


@club_page(Role.ADMINISTRATOR)
def club_settings(request: HttpRequest, club: Club) -> HttpResponse:
    form = ClubForm(request.POST or None, request.FILES or None, instance=club)
    if request.method == "POST" and form.is_valid():
        form.save()
        say(request, _("The club's page is saved."))
        return redirect("campaigns:club_settings", slug=club.slug)
    context = {
        "club": club,
        "form": form,
        "colleagues": _colleagues(club),
        "former": former_staff(club),
        "role_help": ROLE_HELP.items(),
    }
    return render(request, "campaigns/club_settings.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters("password")
@club_page(Role.ADMINISTRATOR)
def staff_new(request: HttpRequest, club: Club) -> HttpResponse:
    form = NewStaffForm(request.POST or None, former=former_staff(club))
    if request.method == "POST" and form.is_valid():
        staff = add_staff(club=club, by=request.user, **form.cleaned_data)
        say(request, _("%(name)s can sign in now as %(username)s.") % {"name": staff.name, "username": staff.username})
        return redirect("campaigns:club_settings", slug=club.slug)
    context = {"club": club, "form": form, "role_help": ROLE_HELP.items()}
    return render(request, "campaigns/staff_new.html", context, status=422 if form.errors else 200)


@club_page(Role.ADMINISTRATOR)
def staff_roles(request: HttpRequest, club: Club, staff_id: int) -> HttpResponse:
    staff = _colleague(club, staff_id)
    held = list(staff.roles.filter(club=club).values_list("role", flat=True))
    form = RolesForm(request.POST or None, initial={"roles": held})
    if request.method == "POST" and form.is_valid():
        try:
            change_roles(club=club, staff=staff, roles=form.cleaned_data["roles"], by=request.user)
        except CampaignError as refused:
            form.add_error("roles", refused.message)
        else:
            say(request, _("%(name)s has new roles.") % {"name": staff})
            return redirect("campaigns:club_settings", slug=club.slug)
    return _roles_page(request, club, staff, form, 422 if form.errors else 200)


@sensitive_post_parameters("password")
@club_page(Role.ADMINISTRATOR)
def staff_password(request: HttpRequest, club: Club, staff_id: int) -> HttpResponse:
    """A new password for a colleague who has lost the old one. Opened as a page it leads to the colleague."""
    staff = _colleague(club, staff_id)
    if request.method != "POST":
        return redirect("campaigns:staff_roles", slug=club.slug, staff_id=staff.pk)
    form = PasswordForm(request.POST)
    if form.is_valid():
        try:
            set_password(club=club, staff=staff, password=form.cleaned_data["password"], by=request.user)
        except CampaignError as refused:
            form.add_error("password", refused.message)
        else:
            say(request, _("%(name)s signs in with the new password from now on.") % {"name": staff})
            return redirect("campaigns:club_settings", slug=club.slug)
    held = list(staff.roles.filter(club=club).values_list("role", flat=True))
    return _roles_page(request, club, staff, RolesForm(initial={"roles": held}), 422, form)


def _roles_page(
    request: HttpRequest,
    club: Club,
    staff: Staff,
    form: RolesForm,
    status: int,
    password_form: PasswordForm | None = None,
) -> HttpResponse:
    context = {
        "club": club,
        "colleague": staff,
        "form": form,
        "password_form": password_form or PasswordForm(),
        "role_help": ROLE_HELP.items(),
    }
    return render(request, "campaigns/staff_roles.html", context, status=status)


@club_page(Role.ADMINISTRATOR)
def staff_end(request: HttpRequest, club: Club, staff_id: int) -> HttpResponse:
    """GET says what it means; POST ends the access."""
    staff = _colleague(club, staff_id)
    refused = ""
    if request.method == "POST":
        try:
            end_access(club=club, staff=staff, by=request.user)
        except CampaignError as error:
            refused = error.message
        else:
            say(request, _("%(name)s no longer has access to this club.") % {"name": staff})
            return redirect("campaigns:club_settings", slug=club.slug)
    context = {"club": club, "colleague": staff, "refused": refused}
    return render(request, "campaigns/staff_end.html", context, status=409 if refused else 200)


@club_page(Role.ADMINISTRATOR)
def staff_restoration(request: HttpRequest, club: Club, former_id: int) -> HttpResponse:
    """Somebody who worked here is back: the same login, the roles of before or others."""
    staff = next((one for one in former_staff(club) if one.pk == former_id), None)
    if staff is None:
        raise Http404
    form = RolesForm(request.POST or None, initial={"roles": roles_before(club, staff)})
    if request.method == "POST" and form.is_valid():
        restore_access(club=club, staff=staff, roles=form.cleaned_data["roles"], by=request.user)
        say(request, _("%(name)s can sign in again as %(username)s.") % {"name": staff, "username": staff.username})
        return redirect("campaigns:club_settings", slug=club.slug)
    context = {"club": club, "colleague": staff, "form": form, "role_help": ROLE_HELP.items()}
    return render(request, "campaigns/staff_restoration.html", context, status=422 if form.errors else 200)


@require_GET
def club_logo(request: HttpRequest, slug: str) -> FileResponse:
    """The picture in the head of owners' pages; public, as those pages are."""
    club = get_object_or_404(Club.objects.exclude(logo=""), slug=slug)
    return FileResponse(
        club.logo.open("rb"), content_type="image/png", headers={"Cache-Control": "public, max-age=3600"}
    )
