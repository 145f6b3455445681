"""A draft waits for the manager: asked, withdrawn, sent back, approved; each recorded, each shown to who must act."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.actions.approval import ask_for_approval, send_back_draft, withdraw_request
from campaigns.actions.life import approve, return_to_draft
from campaigns.errors import MoveRefused, ReasonNeeded
from campaigns.models import ApprovalRequest, Campaign, Record, Role, State, Task
from tests.factories import make_campaign, make_staff, make_stop

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 9, 20, 9, 0, tzinfo=dt.UTC)


def draft(**fields) -> Campaign:
    campaign = make_campaign(state=State.DRAFT, purpose="一起出去", **fields)
    make_stop(campaign)
    return campaign


def cast(campaign):
    return make_staff(campaign.club, Role.PLANNER, name="王晓"), make_staff(campaign.club, Role.MANAGER, name="李建明")


def verbs() -> list[str]:
    return list(Record.objects.order_by("pk").values_list("verb", flat=True))


def test_asking_leaves_who_when_and_a_word():
    campaign = draft()
    planner, _manager = cast(campaign)
    asked = ask_for_approval(campaign=campaign, by=planner, note="  周五前要报备 ", at=AT)

    assert (asked.asked_by, asked.asked_at, asked.note, asked.answer) == (planner, AT, "周五前要报备", "")
    assert verbs() == ["ask_for_approval"]
    assert Campaign.objects.get().state == State.DRAFT


def test_a_second_request_waits_for_the_answer_of_the_first():
    campaign = draft()
    planner, manager = cast(campaign)
    ask_for_approval(campaign=campaign, by=planner, at=AT)
    with pytest.raises(MoveRefused):
        ask_for_approval(campaign=campaign, by=manager, at=AT)
    withdraw_request(campaign=campaign, by=planner, at=AT)
    ask_for_approval(campaign=campaign, by=planner, at=AT)

    assert ApprovalRequest.objects.open().count() == 1
    assert verbs() == ["ask_for_approval", "withdraw_request", "ask_for_approval"]


def test_plan_without_what_approval_needs_is_not_asked_for():
    campaign = make_campaign(state=State.DRAFT, purpose="")
    planner, _manager = cast(campaign)
    with pytest.raises(MoveRefused) as refused:
        ask_for_approval(campaign=campaign, by=planner, at=AT)

    assert len(refused.value.missing) == 2
    assert not ApprovalRequest.objects.exists()


@pytest.mark.parametrize("state", [state for state in State if state != State.DRAFT])
def test_only_a_draft_is_asked_for(state):
    campaign = make_campaign(state=state)
    make_stop(campaign)
    planner, _manager = cast(campaign)
    with pytest.raises(MoveRefused):
        ask_for_approval(campaign=campaign, by=planner, at=AT)

    assert not Record.objects.exists()


def test_approval_answers_the_request():
    campaign = draft()
    planner, manager = cast(campaign)
    ask_for_approval(campaign=campaign, by=planner, at=AT)
    approve(campaign=campaign, by=manager, at=AT + dt.timedelta(hours=3))
    asked = ApprovalRequest.objects.get()

    assert (asked.answer, asked.answered_by, asked.answered_at) == ("approved", manager, AT + dt.timedelta(hours=3))
    with pytest.raises(MoveRefused):
        withdraw_request(campaign=campaign, by=planner, at=AT)


def test_sending_back_takes_a_reason_and_leaves_it():
    campaign = draft()
    planner, manager = cast(campaign)
    ask_for_approval(campaign=campaign, by=planner, at=AT)
    with pytest.raises(ReasonNeeded):
        send_back_draft(campaign=campaign, by=manager, reason=" ", at=AT)
    sent = send_back_draft(campaign=campaign, by=manager, reason="预算缺餐费", at=AT)

    assert (sent.answer, sent.reason, sent.answered_by) == ("sent_back", "预算缺餐费", manager)
    assert verbs() == ["ask_for_approval", "send_back_draft"]
    with pytest.raises(MoveRefused):
        send_back_draft(campaign=campaign, by=manager, reason="又一次", at=AT)


def test_planner_asks_on_the_page_and_the_toast_takes_it_back(signed_in):
    campaign = draft(slug="tour")
    planner, _manager = cast(campaign)
    client = signed_in(planner)
    page = reverse("campaigns:approval_request", args=["tour"])
    overview = client.get("/campaigns/tour/").text
    assert page in overview
    assert "/moves/approve/" not in overview

    answer = client.post(page, {"note": "周五前"}, follow=True).text
    withdrawal = reverse("campaigns:approval_withdrawal", args=["tour"])
    assert f'action="{withdrawal}"' in answer
    assert ApprovalRequest.objects.open().get().asked_by == planner
    assert client.post(page, {"note": ""}).status_code == 422

    client.post(withdrawal)
    assert not ApprovalRequest.objects.open().exists()
    assert ApprovalRequest.objects.get().answered_by == planner


def test_page_says_what_is_missing_and_what_may_come_later(signed_in):
    campaign = make_campaign(state=State.DRAFT, slug="tour", purpose="")
    planner, _manager = cast(campaign)
    client = signed_in(planner)
    page = reverse("campaigns:approval_request", args=["tour"])
    assert "<textarea" not in client.get(page).text
    assert 'name="note"' not in client.get(page).text
    make_stop(campaign)
    Campaign.objects.update(purpose="一起出去")

    text = client.get(page).text
    assert 'name="note"' in text
    assert reverse("campaigns:budget", args=["tour"]) in text.split('class="sheet"')[1]


def test_manager_sees_who_asked_on_the_today_page_and_the_planner_that_it_waits(signed_in):
    campaign = draft(slug="tour", starts_at=timezone.now() + dt.timedelta(days=60))
    planner, manager = cast(campaign)
    page = reverse("campaigns:approval_request", args=["tour"])
    ask_for_approval(campaign=campaign, by=planner, note="请先看预算")
    of_manager, of_planner = signed_in(manager).get("/").text, signed_in(planner).get("/").text

    assert page in of_manager
    assert "王晓" in of_manager.split("agenda")[1]
    assert "请先看预算" in of_manager
    assert page not in of_planner.split("agenda")[1].split("</ol>")[0]
    assert "as-cards" in of_planner  # the list of what waits for others


def test_manager_sends_back_and_the_planner_reads_why(signed_in):
    campaign = draft(slug="tour")
    planner, manager = cast(campaign)
    ask_for_approval(campaign=campaign, by=planner, at=AT)
    back = reverse("campaigns:approval_return", args=["tour"])
    client = signed_in(manager)

    assert client.post(back, {"reason": ""}).status_code == 422
    assert ApprovalRequest.objects.open().exists()
    client.post(back, {"reason": "预算缺餐费"})
    assert "预算缺餐费" in signed_in(planner).get("/campaigns/tour/").text


def test_planner_cannot_answer_for_the_manager(signed_in):
    campaign = draft(slug="tour")
    planner, _manager = cast(campaign)
    ask_for_approval(campaign=campaign, by=planner, at=AT)
    answer = signed_in(planner).post(reverse("campaigns:approval_return", args=["tour"]), {"reason": "不行"})

    assert answer.status_code == 403
    assert ApprovalRequest.objects.open().exists()


def test_host_and_caller_have_no_part_in_it(signed_in):
    campaign = draft(slug="tour")
    for role in (Role.HOST, Role.CALLER):
        client = signed_in(make_staff(campaign.club, role))
        assert client.post(reverse("campaigns:approval_request", args=["tour"])).status_code == 403
        assert client.post(reverse("campaigns:approval_withdrawal", args=["tour"])).status_code == 403

    assert not ApprovalRequest.objects.exists()


def test_overview_says_the_latest_reason_a_draft_came_back_for(signed_in):
    campaign = draft(slug="tour")
    planner, manager = cast(campaign)
    ask_for_approval(campaign=campaign, by=planner, at=AT)
    send_back_draft(campaign=campaign, by=manager, reason="预算缺餐费", at=AT + dt.timedelta(hours=1))
    client = signed_in(planner)
    assert "预算缺餐费" in client.get("/campaigns/tour/").text
    approve(campaign=campaign, by=manager, at=AT + dt.timedelta(hours=2))
    return_to_draft(campaign=campaign, by=manager, reason="日期要改", at=AT + dt.timedelta(hours=3))
    notice = client.get("/campaigns/tour/").text.split('class="notice warn"')[1].split("</div>")[0]
    assert "日期要改" in notice
    assert "预算缺餐费" not in notice

    ask_for_approval(campaign=campaign, by=planner, at=AT + dt.timedelta(hours=4))
    assert 'class="notice warn"' not in client.get("/campaigns/tour/").text


def test_approving_ticks_what_it_settles_and_a_way_back_asks_again(signed_in):
    campaign = draft()
    planner, manager = cast(campaign)
    for title, day, subject in [
        ("定主题", -30, "plan_basics"),
        ("定名额", -30, "plan_deadlines"),
        ("做预算", -29, "budget"),
        ("审批", -28, "approval"),
        ("改名额", -10, "plan_deadlines"),
    ]:
        Task.objects.create(campaign=campaign, title=title, days_from_start=day, subject=subject)
    ask_for_approval(campaign=campaign, by=planner, at=AT)
    approve(campaign=campaign, by=manager, at=AT)

    done = dict(Task.objects.filter(done_at=AT).values_list("title", "done_by"))
    assert done == {"定主题": None, "定名额": None, "审批": manager.pk}
    assert [Record.objects.filter(verb=verb).count() for verb in ("tick_task", "settle_task")] == [1, 2]
    page = signed_in(planner).get(f"/campaigns/{campaign.slug}/tasks/").text
    assert page.count("随审批完成") == 2
    return_to_draft(campaign=campaign, by=planner, reason="日期要改", at=AT)
    assert set(Task.objects.to_do().values_list("title", flat=True)) == {"做预算", "审批", "改名额"}


def test_manager_decides_on_one_page_with_the_note_and_both_answers(signed_in):
    campaign = draft(slug="tour")
    planner, manager = cast(campaign)
    ask_for_approval(campaign=campaign, by=planner, note="请先看预算", at=AT)
    client = signed_in(manager)
    page = reverse("campaigns:approval_request", args=["tour"])
    head = client.get("/campaigns/tour/").text.split('class="do"')[1].split("</div>")[0]
    text = client.get(page).text

    assert f'href="{page}"' in head
    assert "请先看预算" in text
    assert reverse("campaigns:approval_return", args=["tour"]) in text
    assert reverse("campaigns:approval_withdrawal", args=["tour"]) not in text
    client.post(reverse("registrations:move", args=["tour", "approve"]), {"reason": ""})
    assert Campaign.objects.get().state == State.APPROVED


def test_manager_who_asked_may_withdraw_and_the_planner_asks_rather_than_approves(signed_in):
    campaign = draft(slug="tour")
    planner, manager = cast(campaign)
    assert "去报批" in signed_in(planner).get("/campaigns/tour/").text
    ask_for_approval(campaign=campaign, by=manager, at=AT)
    text = signed_in(manager).get(reverse("campaigns:approval_request", args=["tour"])).text

    assert reverse("campaigns:approval_withdrawal", args=["tour"]) in text
