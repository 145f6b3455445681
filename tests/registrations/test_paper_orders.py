"""Long papers: the worker makes them, the page says how far, and nobody else sees whole lists."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Record, Role, State
from registrations.actions import paper_order
from registrations.models import PaperKind, PaperOrder
from registrations.schedules import forget_papers
from tests.factories import make_registration, make_staff
from tests.factories.tour import make_tour
from tests.papers import Paper

pytestmark = pytest.mark.django_db(transaction=True)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def tour(monkeypatch):
    """A tour of three parties, with the longest paper for the request set to two rows."""
    monkeypatch.setattr(paper_order, "LONG_ROWS", 2)
    campaign = make_tour(state=State.CONFIRMING, slug="tour")
    for number in range(3):
        make_registration(campaign, state="confirmed", name=f"李红梅{number}", phone=f"+861390000000{number}")
    return campaign


@pytest.fixture
def planner(tour, signed_in):
    client = signed_in(make_staff(tour.club, Role.PLANNER))
    client.cookies["django_language"] = "en"
    return client


def ask(client, name="roster_pdf", **query):
    return client.get(reverse(f"registrations:{name}", args=["tour"]), query)


@pytest.mark.parametrize("name", ["roster_pdf", "sign_in_sheet_pdf", "summary_report_pdf"])
def test_long_paper_is_made_by_the_worker_and_opens_by_itself(name, tour, planner):
    page = ask(planner, name, lang="en")["Location"]
    waiting = planner.get(page, headers=HTMX)
    assert "Waiting for its turn" in waiting.text
    assert "HX-Redirect" not in waiting
    assert planner.get(f"{page}file.pdf")["Location"] == page

    call_command("work", once=True)
    paper = planner.get(planner.get(page, headers=HTMX)["HX-Redirect"])

    assert Paper(paper.content).language == "en"
    assert paper["Cache-Control"] == "private, no-store"
    assert "HX-Redirect" not in planner.get(page), "coming back shows the page, not the paper again"


def test_short_paper_is_never_stored(tour, planner, monkeypatch):
    monkeypatch.setattr(paper_order, "LONG_ROWS", 3)
    assert ask(planner)["Content-Type"] == "application/pdf"
    assert not PaperOrder.objects.exists()


def test_worker_says_how_far_it_is(tour, planner, monkeypatch):
    told = []
    update = type(PaperOrder.objects.all()).update

    def listening(rows, **values):
        told.append(values)
        return update(rows, **values)

    monkeypatch.setattr("registrations.models.paper_order.PaperOrderQuerySet.update", listening)
    ask(planner)
    call_command("work", once=True)

    percents = [values["percent"] for values in told]
    assert percents == sorted(percents)
    assert percents[-1] == 100 and len(percents) >= 4
    assert any(values.get("page") == 1 for values in told)


def test_asking_twice_makes_one_paper(tour, planner):
    assert ask(planner)["Location"] == ask(planner)["Location"]
    assert ask(planner)["Location"] != ask(planner, lang="zh-hans")["Location"]
    assert PaperOrder.objects.count() == 2


def test_whole_list_is_for_who_asked_alone_and_on_record(tour, planner, signed_in):
    page = ask(planner, whole="1")["Location"]
    colleague = signed_in(make_staff(tour.club, Role.PLANNER))
    call_command("work", once=True)

    assert "李红梅0" in Paper(planner.get(f"{page}file.pdf").content).all_text
    assert colleague.get(page).status_code == colleague.get(f"{page}file.pdf").status_code == 404
    assert ask(colleague, whole="1")["Location"] != page
    assert Record.objects.filter(verb="take_whole_list").count() == 2


@pytest.mark.parametrize(("kind", "allowed"), [("roster", 200), ("sign_in_sheet", 403), ("summary_report", 403)])
def test_made_papers_keep_the_gates_of_their_kind(kind, allowed, tour, planner, signed_in):
    order = PaperOrder(campaign=tour, kind=kind, language="en", by=make_staff(tour.club, Role.PLANNER))
    paper_order.order_paper(order)
    caller = signed_in(make_staff(tour.club, Role.CALLER))

    assert caller.get(reverse("registrations:paper_order", args=["tour", order.pk])).status_code == allowed


def test_failure_is_said_and_asking_again_tries_again(tour, planner, monkeypatch):
    def fails(_order):
        raise RuntimeError("no font")

    monkeypatch.setitem(paper_order.MAKERS, PaperKind.ROSTER, fails)
    page = ask(planner, lang="en")["Location"]
    call_command("work", once=True)
    told = planner.get(page, headers=HTMX)

    assert "could not be made" in told.text and "every 1s" not in told.text
    assert ask(planner, lang="en")["Location"] != page


def test_worker_that_died_is_not_waited_for(tour, planner):
    page = ask(planner)["Location"]
    PaperOrder.objects.update(asked_at=timezone.now() - dt.timedelta(minutes=11))

    assert "every 1s" not in planner.get(page).text
    assert ask(planner)["Location"] != page


def test_papers_are_forgotten_after_an_hour(tour, planner):
    ask(planner)
    ask(planner, lang="zh-hans")
    PaperOrder.objects.filter(language="zh-hans").update(asked_at=timezone.now() - dt.timedelta(minutes=61))
    forget_papers(timezone.now())

    assert [order.language for order in PaperOrder.objects.all()] == ["en"]
    call_command("work", once=True)
    assert PaperOrder.objects.get().ready_at is not None
