"""A new campaign from the recipe, a copy of an old one, the list, and what was learned last time."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.actions.planning import EndsBeforeStart, NewCampaign, copy_campaign, create_from_recipe
from campaigns.forms.campaign import MOST_INPUTS
from campaigns.models import Campaign, HeadCount, Report, ReportStep, Role, State, Stop, SupportState, Task
from campaigns.people_counts import PeopleCounts
from campaigns.queries.acts import acts_of, next_three
from campaigns.queries.itinerary_page import check_stops
from campaigns.recipes import SELF_DRIVE_TOUR, recipe
from campaigns.task_deadlines import tasks_at_deadlines
from campaigns.task_pages import TASK_PAGES
from tests.factories import make_campaign, make_club, make_staff
from tests.factories.tour import make_tour

from .plan_cast import make_cast

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
START = dt.datetime(2026, 10, 24, 9, tzinfo=SHANGHAI)


def new(days: int = 2, **answers) -> NewCampaign:
    end = dt.datetime.combine(START.date() + dt.timedelta(days=days - 1), dt.time(17), tzinfo=SHANGHAI)
    club = answers.pop("club", None) or make_club()
    given = {
        "club": club, "theme": "向山而行 · 张家界", "starts_at": START, "ends_at": end, "assembly": "长沙西服务区",
        "destination": "武陵源", "target": HeadCount(40, 100), "limit": HeadCount(50, 130),
    }  # fmt: skip
    return NewCampaign(**given | answers)


def made(days: int = 2, **answers) -> Campaign:
    return create_from_recipe(recipe=SELF_DRIVE_TOUR, new=new(days, **answers), by=None)


def stops_of(campaign: Campaign) -> list[Stop]:
    return list(Stop.objects.filter(campaign=campaign).in_road_order())


def leaves(value):
    if isinstance(value, dict):
        for one in value.values():
            yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)
    else:
        yield value


def test_recipe_has_every_text_in_both_languages():
    chinese, english = list(leaves(recipe(SELF_DRIVE_TOUR, "zh-hans"))), list(leaves(recipe(SELF_DRIVE_TOUR, "en")))
    assert len(chinese) == len(english) > 200
    assert all(isinstance(text, str | int | bool) and text != "" for text in chinese + english)
    assert not [text for text in english if re.search(r"[\u4e00-\u9fff]", str(text))]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_recipe_holds_what_experience_added(language):
    campaign = made(language=language)
    text = " ".join(
        [campaign.safety_notes, campaign.included]
        + [str(value) for rows in (
            campaign.tasks.values_list("title"), campaign.stops.values_list("note", "name"),
            campaign.contingencies.values_list("trigger", "response"), campaign.supplies.values_list("name", "note"),
        ) for row in rows for value in row]
    ).lower()  # fmt: skip
    wanted = {
        "zh-hans": ["免费检", "行前说明", "收费站", "备用", "酒精", "多来了家属", "论坛", "会旗", "尾车"],
        "en": ["free check", "briefing", "toll gate", "spare", "breath test", "extra family", "forum", "flag", "sweep"],
    }[language]
    assert [words for words in wanted if words not in text] == []


def test_all_tasks_are_dated_from_the_start_and_say_where_they_are_done():
    campaign = made()
    tasks = list(campaign.tasks.all())

    assert len(tasks) >= 30
    assert (min(task.days_from_start for task in tasks), max(task.days_from_start for task in tasks)) == (-30, 3)
    assert all(task.due_on == dt.date(2026, 10, 24) + dt.timedelta(days=task.days_from_start) for task in tasks)
    assert {task.subject for task in tasks} <= set(TASK_PAGES)
    assert campaign.tasks.filter(days_from_start=-7, title__contains="免费检查").exists()


@pytest.mark.parametrize(("notice", "clock"), [(29, 9), (10, 9), (3, 14), (1, 9), (0, 14)])
def test_at_short_notice_nothing_is_late_from_the_first_day(notice, clock):
    at = START.replace(hour=10)
    start = START.replace(hour=clock) + dt.timedelta(days=notice)
    sooner = new(starts_at=start, ends_at=start + dt.timedelta(days=1, hours=8))
    campaign = create_from_recipe(recipe=SELF_DRIVE_TOUR, new=sooner, by=None, at=at)

    due = [task.due_on for task in campaign.tasks.order_by("position") if task.pk not in tasks_at_deadlines(campaign)]
    assert min(due) == at.date()
    assert due == sorted(due)
    assert at.date() <= campaign.invite_from <= campaign.confirm_from <= start.date()
    assert at < campaign.registration_closes_at <= campaign.confirm_by < start
    assert all(row.due_on >= at.date() for row in [*campaign.support_requests.all(), *campaign.supplies.all()])
    assert campaign.tasks.filter(days_from_start__gt=0).count() == made().tasks.filter(days_from_start__gt=0).count()


def test_at_short_notice_the_last_preparations_keep_their_days():
    start = START + dt.timedelta(days=14)
    sooner = new(starts_at=start, ends_at=start + dt.timedelta(days=1, hours=8))
    campaign = create_from_recipe(recipe=SELF_DRIVE_TOUR, new=sooner, by=None, at=START)

    days = {task.title[:4]: task.days_from_start for task in campaign.tasks.all()}
    last = ("定最终人", "编队定号", "打印签到", "装车，对", "发出发提")
    assert [days[title] for title in last] == [-2, -2, -2, -1, -1]
    early = [day for day in days.values() if day < -3]
    assert (min(early), len(set(early))) == (-14, 11)


def test_a_plan_made_late_is_not_late_with_its_approval():
    start = START + dt.timedelta(days=14)
    sooner = new(starts_at=start, ends_at=start + dt.timedelta(days=1, hours=8))
    campaign = create_from_recipe(recipe=SELF_DRIVE_TOUR, new=sooner, by=None, at=START)
    Campaign.objects.filter(pk=campaign.pk).update(created_at=START)
    campaign.refresh_from_db()

    acts = {act.page: act for act in acts_of(campaign, PeopleCounts(), START)}
    act = acts["campaigns:approval_request"]

    asked = campaign.tasks.get(subject="approval")
    assert (act.page, act.is_late) == ("campaigns:approval_request", False)
    assert campaign.local(act.due_at).date() == asked.due_on
    assert next_three(campaign, PeopleCounts(), act.due_at + dt.timedelta(hours=1))[0].is_late


def windows_to_ring(campaign: Campaign, at: dt.datetime) -> list[list[dt.datetime]]:
    """For each round the moments, every ten minutes, at which a caller may ring before its deadline."""
    return [
        [
            when
            for n in range(144 * 40)
            if campaign.local(when := at + dt.timedelta(minutes=10 * n)).date() >= first
            and when < deadline
            and campaign.call_from <= campaign.local(when).time() < campaign.call_until
        ]
        for first, deadline in [
            (campaign.invite_from, campaign.registration_closes_at),
            (campaign.confirm_from, campaign.confirm_by),
        ]
    ]


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        ("07:00", 2.5),
        ("10:00", 8),
        ("10:00", 1),
        ("10:00", 23),
        ("15:00", 17),
        ("22:00", 10),
        ("21:30", 1.5),
        ("10:00", 70),
    ],
)
@pytest.mark.parametrize("is_copy", [False, True])
def test_both_rounds_of_calls_leave_time_to_ring_before_their_deadlines(now, hours, is_copy):
    at = dt.datetime.combine(START.date(), dt.time.fromisoformat(now), tzinfo=SHANGHAI)
    start = at + dt.timedelta(hours=hours)
    end = start + dt.timedelta(hours=30)
    if is_copy:
        campaign = copy_campaign(campaign=make_tour(), theme="Again", starts_at=start, ends_at=end, by=None, at=at)
    else:
        sooner = new(starts_at=start, ends_at=end)
        campaign = create_from_recipe(recipe=SELF_DRIVE_TOUR, new=sooner, by=None, at=at)

    assert at < campaign.registration_closes_at <= campaign.confirm_by < start
    assert campaign.invite_from <= campaign.confirm_from
    assert campaign.call_from < campaign.call_until
    assert all(windows_to_ring(campaign, at))


def due_moments(campaign, title):
    return [
        campaign.moment(task.days_from_start + 1, task.at_time) for task in campaign.tasks.filter(title__contains=title)
    ]


@pytest.mark.parametrize("start", [START.replace(hour=2, minute=23), START.replace(hour=22), START])
def test_tasks_stand_at_the_real_deadlines_and_before_the_start(start):
    at = start - dt.timedelta(hours=17)
    sooner = new(starts_at=start, ends_at=start + dt.timedelta(hours=30))
    campaign = create_from_recipe(recipe=SELF_DRIVE_TOUR, new=sooner, by=None, at=at)
    copy = copy_campaign(
        campaign=make_from(sooner),
        theme="Again",
        starts_at=start,
        ends_at=start + dt.timedelta(hours=30),
        by=None,
        at=at,
    )

    for one in (campaign, copy):
        assert due_moments(one, "报名链接截止") == [one.registration_closes_at]
        assert due_moments(one, "确认截止") == [one.confirm_by]
    assert due_moments(campaign, "驾驶员行前说明") == [start + dt.timedelta(minutes=30)]


def make_from(given):
    """The same tour a year before, planned in good time."""
    earlier = given.__dict__ | {"starts_at": START - dt.timedelta(days=364), "ends_at": START - dt.timedelta(days=362)}
    at = START - dt.timedelta(days=500)
    return create_from_recipe(recipe=SELF_DRIVE_TOUR, new=NewCampaign(**earlier), by=None, at=at)


def test_what_the_state_asks_is_due_between_the_making_and_the_start():
    start = START + dt.timedelta(hours=17, minutes=23)  # 02:23 of the next day
    campaign = make_campaign(starts_at=start, invite_from=START.date(), confirm_from=start.date(), confirm_by=start)
    Campaign.objects.filter(pk=campaign.pk).update(created_at=START + dt.timedelta(hours=8))
    campaign.refresh_from_db()
    at = START + dt.timedelta(hours=9)

    for campaign.state in (State.DRAFT, State.APPROVED, State.INVITING, State.READY):
        (act,) = acts_of(campaign, PeopleCounts(), at)
        assert campaign.created_at <= act.due_at <= start
        assert not act.is_late
    assert act.due_at > at  # the sign-in sheets


def test_copy_at_short_notice_has_nothing_late():
    tour = make_tour()
    Task.objects.create(campaign=tour, title="Write the plan", days_from_start=-30)
    Task.objects.create(campaign=tour, title="Pack", days_from_start=-1)
    Task.objects.create(campaign=tour, title="Thank", days_from_start=3)
    at = START + dt.timedelta(days=100)
    start = at + dt.timedelta(days=10)

    soon = copy_campaign(
        campaign=tour, theme="Again", starts_at=start, ends_at=start + dt.timedelta(days=1), by=None, at=at
    )

    assert list(soon.tasks.in_due_order().values_list("title", "days_from_start")) == [
        ("Write the plan", -10),
        ("Pack", -1),
        ("Thank", 3),
    ]
    dues = [row.due_on for row in [*soon.support_requests.all(), *soon.supplies.all()] if row.due_on]
    assert dues
    assert min(dues) >= at.date()
    soon.refresh_from_db()
    assert at.date() <= soon.invite_from <= soon.confirm_from < soon.confirm_by.date() < start.date()


def test_with_time_enough_the_recipe_keeps_its_days():
    campaign = create_from_recipe(recipe=SELF_DRIVE_TOUR, new=new(), by=None, at=START - dt.timedelta(days=30))

    assert min(task.days_from_start for task in campaign.tasks.all()) == -30
    assert campaign.confirm_by == START.replace(hour=18) - dt.timedelta(days=3)


def test_recipe_brings_every_subject():
    campaign = made()

    counts = {
        name: getattr(campaign, name).count()
        for name in (
            "stops",
            "ceremonies",
            "partners",
            "support_requests",
            "crew",
            "supplies",
            "budget_lines",
            "contingencies",
            "prizes",
            "gifts",
            "channels",
            "tasks",
        )  # fmt: skip
    }
    assert min(counts.values()) >= 2
    assert sorted(campaign.channels.values_list("kind", flat=True)) == ["link", "link", "phone", "qr", "walk_in"]
    assert all(request.due_on < campaign.first_day for request in campaign.support_requests.all())
    assert campaign.crew.filter(kind="guest").exists()
    assert campaign.stops.filter(is_checkpoint=True).count() == 3
    assert campaign.stops.filter(cars_may_join=True).count() == 2
    assert (campaign.capacity.target_cars, campaign.capacity.limit_people) == (40, 130)
    assert campaign.confirm_by == dt.datetime(2026, 10, 21, 18, tzinfo=SHANGHAI)


@pytest.mark.parametrize("days", [1, 2, 3, 5])
@pytest.mark.parametrize("hour", [7, 9, 11])
def test_itinerary_of_the_recipe_breaks_no_rule(days, hour):
    given = new(days)
    start = START.replace(hour=hour)
    campaign = create_from_recipe(
        recipe=SELF_DRIVE_TOUR, new=NewCampaign(**given.__dict__ | {"starts_at": start}), by=None
    )

    checked = check_stops(campaign, stops_of(campaign))

    assert [(finding.code, finding.facts) for finding in checked.findings] == []
    assert {stop.day for stop in stops_of(campaign)} == set(range(1, days + 1))
    assert stops_of(campaign)[0].arrive == dt.time(hour)
    assert stops_of(campaign)[0].name == "长沙西服务区"


def test_day_trip_has_no_night():
    campaign = made(days=1)

    assert "住宿" not in campaign.included
    assert not campaign.stops.filter(kind="banquet").exists()
    assert not campaign.tasks.filter(title__contains="测酒精").exists()


def test_campaign_may_not_end_before_it_starts():
    with pytest.raises(EndsBeforeStart):
        create_from_recipe(recipe=SELF_DRIVE_TOUR, new=new(ends_at=START - dt.timedelta(hours=1)), by=None)

    assert not Campaign.objects.exists()


def test_slugs_are_pinyin_and_differ():
    club = make_club()
    first, second = made(club=club), made(club=club)

    assert first.slug == "xiang-shan-er-xing-2026"
    assert second.slug.startswith("xiang-shan-er-xing-2026-")


@pytest.fixture
def in_good_time(time_machine):
    time_machine.move_to(START - dt.timedelta(days=60))


def answers(cast, **changed):
    return {
        "club": cast.club.pk, "theme": "向山而行 · 张家界", "occasion": "新车上市", "starts_at": "2026-10-24T09:00",
        "ends_at": "2026-10-25T17:00", "assembly": "长沙西服务区", "destination": "武陵源", "target_cars": "40",
        "target_people": "100", "limit_cars": "50", "limit_people": "130", "planner": cast.planner.pk,
    } | changed  # fmt: skip


def test_new_campaign_asks_at_most_twelve_things():
    cast = make_cast()

    text = cast.client.get(reverse("campaigns:campaign_new")).content.decode()
    form = text[text.index('action="/campaigns/new/"') : text.index("生成草稿")]
    controls = [tag for tag in re.findall(r"<(?:input|select|textarea)[^>]*>", form) if 'type="hidden"' not in tag]

    assert 0 < len(controls) <= MOST_INPUTS == 12


def test_new_campaign_is_made_and_opens_its_itinerary(in_good_time):
    cast = make_cast()

    answer = cast.client.post(reverse("campaigns:campaign_new"), answers(cast))

    campaign = Campaign.objects.get(theme__startswith="向山而行")
    assert answer.url == reverse("campaigns:itinerary", args=[campaign.slug])
    assert (campaign.state, campaign.planner, campaign.starts_at) == (State.DRAFT, cast.planner, START)
    assert campaign.stops.first().name == "长沙西服务区"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"ends_at": "2026-10-23T17:00"}, "ends_at"),
        ({"limit_people": "49"}, "limit_people"),
        ({"theme": ""}, "theme"),
        ({"starts_at": "tomorrow"}, "starts_at"),
        ({"starts_at": "2025-10-24T09:00"}, "starts_at"),
    ],
)
def test_new_campaign_says_what_to_mend_and_keeps_the_rest(in_good_time, changed, field):
    cast = make_cast()
    before = Campaign.objects.count()

    answer = cast.client.post(reverse("campaigns:campaign_new"), answers(cast, **changed))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "武陵源" in answer.content.decode()
    assert Campaign.objects.count() == before


def test_planner_of_another_club_cannot_be_chosen(in_good_time):
    cast, other = make_cast(), make_cast()

    answer = cast.client.post(reverse("campaigns:campaign_new"), answers(cast, club=other.club.pk))

    assert answer.status_code == 422
    assert "club" in answer.context["form"].errors


def test_caller_cannot_begin_a_campaign(in_good_time):
    cast = make_cast()
    cast.client.force_login(make_staff(cast.club, Role.CALLER))

    answer = cast.client.post(reverse("campaigns:campaign_new"), answers(cast))

    assert answer.status_code == 403
    assert not Campaign.objects.filter(theme__startswith="向山而行").exists()


def report_of(club, ended_days_ago, lessons, step="approved"):
    start = timezone.now() - dt.timedelta(days=ended_days_ago + 2)
    campaign = make_campaign(club, state=State.REPORTED, starts_at=start)
    report = Report.objects.create(campaign=campaign, lessons=lessons)
    if step:
        ReportStep.objects.create(report=report, kind=step, at=timezone.now())
    return report


def test_lessons_of_the_latest_report_stand_beside_a_new_campaign():
    cast = make_cast()
    report_of(cast.club, 300, "old lesson")
    report_of(cast.club, 30, "second toll gate\nmore water", "submitted")
    report_of(cast.club, 10, "still being written", "returned")
    report_of(make_club(), 5, "of another club")

    new_page = cast.client.get(reverse("campaigns:campaign_new")).content.decode()
    planning_page = cast.client.get(cast.url("plan_basics")).content.decode()

    for page in (new_page, planning_page):
        assert "second toll gate" in page
        assert "more water" in page
        assert "old lesson" not in page
        assert "still being written" not in page
        assert "of another club" not in page


def test_lessons_of_a_later_campaign_do_not_stand_beside_an_earlier_one():
    cast = make_cast(starts_at=timezone.now() - dt.timedelta(days=100))
    report_of(cast.club, 10, "learned afterwards")

    assert "learned afterwards" not in cast.client.get(cast.url("plan_basics")).content.decode()


def test_copy_takes_the_plan_and_leaves_what_happened():
    tour = make_tour()
    tour.supplies.update(packed=50, handed_out=47)
    tour.support_requests.update(state=SupportState.CLAIMED, granted_amount=60000, claimed_amount=60000)
    tour.budget_lines.update(actual_amount=90000)
    start = START + dt.timedelta(days=364)

    copy = copy_campaign(campaign=tour, theme="Again", starts_at=start, ends_at=start + dt.timedelta(days=1), by=None)

    assert copy.state == State.DRAFT
    assert (copy.first_day, copy.invite_from) == (dt.date(2027, 10, 23), dt.date(2027, 9, 27))
    for name in (
        "stops",
        "ceremonies",
        "contingencies",
        "partners",
        "support_requests",
        "supplies",
        "channels",
        "prizes",
    ):
        assert getattr(copy, name).count() == getattr(tour, name).count() > 0
    assert copy.ceremonies.first().stop.campaign == copy
    assert copy.support_requests.first().partner.campaign == copy
    assert set(copy.support_requests.values_list("state", "granted_amount", "due_on")) == {
        ("planned", None, dt.date(2027, 9, 24))
    }
    assert set(copy.supplies.values_list("packed", "handed_out")) == {(0, None)}
    assert set(copy.budget_lines.values_list("actual_amount", flat=True)) == {None}
    assert not set(copy.channels.values_list("code", flat=True)) & set(tour.channels.values_list("code", flat=True))
    assert copy.channels.filter(code="").count() == 0


def test_copy_page_makes_the_copy(in_good_time):
    cast = make_cast(theme="Autumn · to the hills")

    cast.client.post(
        cast.url("campaign_copy"),
        {"theme": "Spring · to the sea", "starts_at": "2027-03-20T09:00", "ends_at": "2027-03-21T17:00"},
    )

    assert Campaign.objects.get(theme__startswith="Spring").club == cast.club


def test_copy_to_a_start_that_has_passed_is_refused(in_good_time):
    cast = make_cast()
    sent = {"theme": "Spring", "starts_at": "2026-03-20T09:00", "ends_at": "2027-03-21T17:00"}
    answer = cast.client.post(cast.url("campaign_copy"), sent)

    assert list(answer.context["form"].errors) == ["starts_at"]
    assert not Campaign.objects.filter(theme="Spring").exists()


def test_list_shows_my_clubs_and_narrows():
    cast, other = make_cast(theme="Autumn leaves"), make_cast(theme="Not mine")
    make_campaign(cast.club, theme="Spring sea", state=State.REPORTED)
    make_campaign(cast.club, theme="Summer lake", occasion="launch", state=State.INVITING)
    make_campaign(cast.club, theme="Report owed", state=State.CLOSED)

    def themes(**query):
        page = cast.client.get(reverse("campaigns:campaign_list"), query).context["page"]
        return {campaign.theme for campaign in page}

    assert themes() == {"Autumn leaves", "Summer lake", "Report owed"}
    assert themes(state="all") == {"Autumn leaves", "Summer lake", "Spring sea", "Report owed"}
    assert themes(state="reported") == {"Spring sea"}
    assert themes(q="launch") == {"Summer lake"}
    assert themes(q="Not mine", state="all") == set()
    assert other.campaign.theme == "Not mine"


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_no_more_for_more_rows(rows, django_assert_max_num_queries):
    cast = make_cast()
    for _number in range(rows - 1):
        make_campaign(cast.club)

    with django_assert_max_num_queries(11):
        cast.client.get(reverse("campaigns:campaign_list"))


def test_empty_list_says_what_to_do():
    cast = make_cast()
    Campaign.objects.filter(pk=cast.campaign.pk).update(state=State.CANCELLED)

    text = cast.client.get(reverse("campaigns:campaign_list")).content.decode()

    assert "没有未结束的活动" in text
    assert reverse("campaigns:campaign_new") in text


def test_late_start_takes_the_destination_along_into_the_next_day():
    campaign = made(3, starts_at=START.replace(hour=22, minute=45))

    stops = stops_of(campaign)
    arrival = next(stop for stop in stops if "武陵源" in stop.name)
    assert (arrival.day, arrival.arrive) == (2, dt.time(4, 45))
    assert [(stop.day, stop.arrive) for stop in stops] == sorted((stop.day, stop.arrive) for stop in stops)
    assert all(stop.day <= 3 for stop in stops)
