"""Rows of every subject: added, changed, removed, put back, moved; who may; how many queries."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.actions.plan_rows import CannotReturn, return_row
from campaigns.models import Contingency, Record, Removal, Role, State, Stop, SupportRequest
from campaigns.subjects import PAGE_OF, PAGES, SUBJECTS
from tests.factories import make_registration, make_staff

from .plan_cast import FAULTS, KEYS, make_cast

pytestmark = pytest.mark.django_db
ORDERED = [key for key in KEYS if SUBJECTS[key].is_ordered and key != "stops"]


def test_every_subject_is_tried_here():
    assert set(KEYS) == set(SUBJECTS)


@pytest.mark.parametrize("key", KEYS)
def test_row_is_added_and_recorded(key):
    cast = make_cast()

    row = cast.add(key)

    page = cast.client.get(cast.url(PAGE_OF[key].page))
    assert str(row) in page.content.decode()
    assert Record.objects.filter(verb="plan_add", by=cast.planner).about(row).count() == 1


@pytest.mark.parametrize("key", KEYS)
def test_row_with_a_fault_stays_open_with_what_was_typed(key):
    cast = make_cast()
    answers = cast.answers(key, **FAULTS[key])

    answer = cast.client.post(cast.url("row_new", key), answers)

    form = next(section.form for section in answer.context["sections"] if section.subject.key == key)
    assert answer.status_code == 422
    assert set(form.errors) == set(FAULTS[key])
    assert all(str(form[name].value()) == str(value) for name, value in answers.items() if name in form.fields)
    assert cast.pks(key) == []


@pytest.mark.parametrize("key", KEYS)
def test_row_opens_in_its_place_and_is_changed(key):
    cast = make_cast()
    row = cast.add(key)
    name = (
        next(iter(FAULTS[key]))
        if key not in ("budget", "crew", "prizes", "channels")
        else SUBJECTS[key].form.Meta.fields[0]
    )
    value = {"channels": "Changed"}.get(key, "Changed")

    opened = cast.client.get(cast.url("row", key, row.pk))
    answer = cast.client.post(cast.url("row", key, row.pk), cast.answers(key, **{name: value}))

    row.refresh_from_db()
    assert 'class="row-form"' in opened.content.decode()
    assert answer.status_code == 302
    assert getattr(row, name) == value
    assert Record.objects.filter(verb="plan_change").about(row).count() == 1


@pytest.mark.parametrize("key", KEYS)
def test_removed_row_comes_back_as_it_was(key):
    cast = make_cast()
    row = cast.add(key)
    before = type(row).objects.filter(pk=row.pk).values().get()

    answer = cast.client.post(cast.url("row_removal", key, row.pk), follow=True)
    gone = cast.pks(key)
    undo = f'action="{cast.url("row_return", Removal.objects.get().pk)}"'
    back = cast.client.post(cast.url("row_return", Removal.objects.get().pk))

    assert gone == []
    assert undo in answer.content.decode()
    assert back.status_code == 302
    assert type(row).objects.filter(pk=row.pk).values().get() == before
    assert list(Record.objects.about(row).order_by("pk").values_list("verb", flat=True)) == [
        "plan_add",
        "plan_remove",
        "plan_return",
    ]


@pytest.mark.parametrize("key", ORDERED)
def test_row_moves_up_down_and_to_a_place(key):
    cast = make_cast()
    first, second, third = (cast.add(key, **different(key, number)).pk for number in range(3))

    def move(pk, to):
        cast.client.post(cast.url("row_place", key, pk), {"to": to})
        return cast.pks(key)

    assert cast.pks(key) == [first, second, third]
    assert move(third, "up") == [first, third, second]
    assert move(first, "down") == [third, first, second]
    assert move(third, "up") == [third, first, second]
    assert move(third, "2") == [first, second, third]
    assert move(third, "9") == [first, second, third]
    assert move(third, "nonsense") == [first, second, third]
    assert Record.objects.filter(verb="plan_move").count() == 3


def different(key, number):
    return {"channels": {"code": f"code{number}"}}.get(key, {})


def test_tasks_that_are_done_are_folded_below_the_others():
    cast = make_cast()
    done, ahead = cast.add("tasks", title="Done long ago"), cast.add("tasks", title="Still to do")
    task_model = type(done)
    task_model.objects.filter(pk=done.pk).update(done_at=timezone.now())
    text = cast.client.get(reverse("campaigns:task_list", args=[cast.campaign.slug])).text.split('id="plan"')[1]
    open_part, folded = text.split('<details class="plan-folded">')
    assert ahead.title in open_part and done.title not in open_part
    assert done.title in folded
    opened = cast.client.get(cast.url("row", "tasks", done.pk)).text
    assert "plan-folded" not in opened  # the row that is open stands in sight


def test_tasks_stand_in_order_of_their_days_and_are_not_moved():
    cast = make_cast()
    late = cast.add("tasks", days_from_start="3")
    early = cast.add("tasks", days_from_start="-30")

    answer = cast.client.post(cast.url("row_place", "tasks", late.pk), {"to": "up"})

    assert cast.pks("tasks") == [early.pk, late.pk]
    assert answer.status_code == 404


def test_removed_partner_takes_its_requests_along_and_back():
    cast = make_cast()
    asked = cast.add("support")
    partner = asked.partner

    cast.client.post(cast.url("row_removal", "partners", partner.pk))
    gone = SupportRequest.objects.count()
    cast.client.post(cast.url("row_return", Removal.objects.get().pk))

    assert gone == 0
    assert SupportRequest.objects.get().partner == partner


def test_returned_stop_is_linked_again():
    cast = make_cast()
    stop = cast.add("stops")
    contingency = cast.add("contingencies", stop=stop.pk)

    cast.client.post(cast.url("row_removal", "stops", stop.pk))
    unlinked = Contingency.objects.get().stop
    cast.client.post(cast.url("row_return", Removal.objects.get().pk))

    contingency.refresh_from_db()
    assert unlinked is None
    assert contingency.stop == stop


def test_channel_people_came_through_stays():
    cast = make_cast()
    channel = cast.add("channels")
    make_registration(cast.campaign, channel=channel)

    answer = cast.client.post(cast.url("row_removal", "channels", channel.pk), follow=True)

    assert cast.pks("channels") == [channel.pk]
    assert "不能删除" in answer.content.decode()
    assert not Removal.objects.exists()


def test_removal_returns_once_and_for_a_day():
    cast = make_cast()
    row = cast.add("gifts")
    cast.client.post(cast.url("row_removal", "gifts", row.pk))
    removal = Removal.objects.get()

    with pytest.raises(CannotReturn):
        return_row(removal=removal, by=cast.planner, at=timezone.now() + dt.timedelta(days=1, minutes=1))
    return_row(removal=removal, by=cast.planner)
    with pytest.raises(CannotReturn):
        return_row(removal=removal, by=cast.planner)

    assert cast.pks("gifts") == [row.pk]


def test_old_removals_are_forgotten_with_the_next():
    cast = make_cast()
    first, second = cast.add("gifts"), cast.add("gifts")
    cast.client.post(cast.url("row_removal", "gifts", first.pk))
    Removal.objects.update(at=timezone.now() - dt.timedelta(days=2))

    cast.client.post(cast.url("row_removal", "gifts", second.pk))

    assert [removal.rows[0]["pk"] for removal in Removal.objects.all()] == [second.pk]


def test_code_that_was_given_away_cannot_return():
    cast = make_cast()
    channel = cast.add("channels")
    cast.client.post(cast.url("row_removal", "channels", channel.pk))
    other = cast.add("channels")

    cast.client.post(cast.url("row_return", Removal.objects.get().pk))

    assert cast.pks("channels") == [other.pk]


@pytest.mark.parametrize("role", [Role.CALLER, Role.HOST])
@pytest.mark.parametrize("key", ["stops", "supplies", "tasks"])
def test_others_read_but_do_not_write(role, key):
    cast = make_cast()
    row = cast.add(key)
    other = Client()
    other.force_login(make_staff(cast.club, role))

    page = other.get(cast.url(PAGE_OF[key].page))
    tries = [
        other.get(cast.url("row_new", key)),
        other.get(cast.url("row", key, row.pk)),
        other.post(cast.url("row", key, row.pk), cast.answers(key)),
        other.post(cast.url("row_removal", key, row.pk)),
        other.post(cast.url("row_place", key, row.pk), {"to": "up"}),
    ]

    assert page.status_code == 200
    assert str(row) in page.content.decode()
    assert "row_new" not in page.content.decode()
    assert cast.url("row_new", key) not in page.content.decode()
    assert {answer.status_code for answer in tries} == {403}
    assert cast.pks(key) == [row.pk]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMINISTRATOR])
def test_managers_and_administrators_write(role):
    cast = make_cast()
    cast.client.force_login(make_staff(cast.club, role))

    assert cast.add("supplies").name == "Stickers"


@pytest.mark.parametrize("page", [page.page for page in PAGES])
def test_stranger_and_planner_of_another_club_see_nothing(page):
    cast = make_cast()
    stranger, neighbour = Client(), Client()
    stranger.force_login(make_staff())
    neighbour.force_login(make_cast().planner)

    assert cast.client.get(cast.url(page)).status_code == 200
    assert stranger.get(cast.url(page)).status_code == 404
    assert neighbour.get(cast.url(page)).status_code == 404
    assert Client().get(cast.url(page)).status_code == 302


def test_row_of_another_campaign_is_not_found():
    cast, other = make_cast(), make_cast()
    row = other.add("gifts")

    assert cast.client.get(cast.url("row", "gifts", row.pk)).status_code == 404
    assert cast.client.post(cast.url("row_removal", "gifts", row.pk)).status_code == 404
    assert other.pks("gifts") == [row.pk]


def test_stop_of_another_campaign_cannot_be_chosen():
    cast, other = make_cast(), make_cast()
    foreign = other.add("stops")

    answer = cast.client.post(cast.url("row_new", "ceremonies"), cast.answers("ceremonies", stop=foreign.pk))

    assert answer.status_code == 422
    assert cast.pks("ceremonies") == []


def test_unknown_subject_is_not_found():
    cast = make_cast()

    assert cast.client.get(reverse("campaigns:row_new", args=[cast.campaign.slug, "wishes"])).status_code == 404


@pytest.mark.parametrize(
    ("state", "key", "is_fixed"),
    [
        (State.READY, "stops", False),
        (State.LIVE, "contingencies", False),
        (State.CLOSED, "stops", True),
        (State.CLOSED, "supplies", False),
        (State.CLOSED, "budget", False),
        (State.REPORTED, "supplies", True),
        (State.CANCELLED, "tasks", True),
    ],
)
def test_what_is_fixed_in_which_state(state, key, is_fixed):
    cast = make_cast()
    row = cast.add(key)
    cast.campaign.state = state
    cast.campaign.save()

    page = cast.client.get(cast.url(PAGE_OF[key].page))
    opened = cast.client.get(cast.url("row", key, row.pk))
    cast.client.post(cast.url("row_removal", key, row.pk))

    assert bool(page.context["fixed"]) is is_fixed
    assert opened.status_code == (302 if is_fixed else 200)
    assert cast.pks(key) == ([row.pk] if is_fixed else [])


QUERIES = {
    "itinerary": 15, "partner_list": 16, "supply_list": 16, "budget": 16, "contingency_list": 15, "prize_list": 17,
    "channel_list": 15, "crew_list": 15, "ceremony_list": 15, "task_list": 16,
}  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("page", sorted(QUERIES))
def test_page_asks_no_more_for_more_rows(page, rows, django_assert_max_num_queries):
    cast = make_cast()
    for key in (subject.key for one in PAGES if one.page == page for subject in one.subjects):
        for number in range(rows):
            cast.add(key, **different(key, number))
    cast.client.get(cast.url(page))

    with django_assert_max_num_queries(QUERIES[page]) as asked:
        cast.client.get(cast.url(page))

    assert len(asked) <= QUERIES[page]


def test_answer_to_a_part_of_the_page_is_the_whole_page():
    """Script takes `#plan` out of it; without script it is simply the page."""
    cast = make_cast()
    row = cast.add("gifts")

    answer = cast.client.get(cast.url("row", "gifts", row.pk), headers={"HX-Request": "true"})

    text = answer.content.decode()
    assert text.count('id="plan"') == text.count('id="said"') == text.count('id="rail"') == 1


def test_stop_with_a_second_day_needs_that_day():
    cast = make_cast()

    answer = cast.client.post(cast.url("row_new", "stops"), cast.answers("stops", day="9"))

    assert answer.status_code == 422
    assert not Stop.objects.exists()
