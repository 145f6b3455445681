"""The plan as a paper: the seed's order, both languages, somewhere to sign."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from campaigns.actions.life import approve
from campaigns.documents.plan import plan
from campaigns.documents.poster import poster
from campaigns.models import Role, Task
from tests.factories import make_campaign, make_staff
from tests.factories.tour import make_tour
from tests.papers import Paper

pytestmark = pytest.mark.django_db
IN_ORDER = [
    "活动概念与目的", "活动内容", "客户邀约：渠道", "客户邀约：两个阶段", "宣传渠道", "支持申请", "活动执行",
    "工作人员与嘉宾", "应急预案", "流程亮点", "奖品、伴手礼与预算", "后期宣传与活动总结", "厂家报备盖章",
]  # fmt: skip


def test_plan_follows_the_order_of_the_seed():
    text = Paper(plan(make_tour())).all_text

    places = [text.index(heading) for heading in IN_ORDER]
    assert places == sorted(places)


def test_plan_says_what_the_manufacturer_asks_for():
    text = Paper(plan(make_tour())).all_text.replace("\r\n", "")

    for words in [
        "新车上市",
        "预计 40 辆，约 100 人",
        "长沙西服务区",
        "09:00–10:00",
        "10月20日 周二 18:00",
        "168,000",
        "10月28日 周三 24:00",
    ]:
        assert words in text


def test_plan_works_supplies_out_for_the_limit_and_the_crew():
    campaign = make_tour()
    campaign.crew.all().delete()
    campaign.crew.create(name="王晓等", head_count=10)
    campaign.supplies.create(name="矿泉水", basis="person", quantity=2)

    text = Paper(plan(campaign)).all_text.replace("\r\n", " ")

    assert "按 50 辆、140 人算" in text
    assert "车贴 每车，备用 5 55" in text
    assert "矿泉水 每人 280" in text


def test_plan_says_at_the_first_stop_and_on_the_way_to_the_next():
    campaign = make_tour()
    first, second = campaign.stops.in_road_order()[:2]
    for stop in (first, second):
        campaign.contingencies.create(trigger="x", response="y", stop=stop)

    text = Paper(plan(campaign)).all_text.replace("\r\n", "")

    assert f"在{first}" in text
    assert f"前往{first}途中" not in text
    assert f"前往{second}途中" in text


def test_papers_carry_the_clubs_logo_instead_of_our_mark():
    campaign = make_tour()
    channel = campaign.channels.get(kind="qr")
    raw = BytesIO()
    Image.new("RGB", (64, 64), (10, 20, 200)).save(raw, "PNG")

    def blues(paper):
        colours = paper.picture(0).convert("RGB").getcolors(maxcolors=10**6)
        return sum(count for count, (r, g, b) in colours if b > 180 and r < 40 and g < 50)

    papers = [lambda: plan(campaign), lambda: poster(campaign, channel, link="https://tx.cn/c/poster")]
    assert [blues(Paper(made())) for made in papers] == [0, 0]
    campaign.club.logo.save("logo.png", ContentFile(raw.getvalue()))

    assert all(blues(Paper(made())) > 100 for made in papers)
    assert all(all(Paper(made()).figures) for made in papers)


def test_plan_is_tagged_with_our_fonts_and_page_numbers():
    paper = Paper(plan(make_tour()))

    assert paper.is_tagged
    assert paper.language == "zh-Hans"
    assert paper.fonts <= {"Convoy-Sans", "Convoy-Sans-Bold"}
    assert f"1 / {len(paper)}" in paper.text(0)


def test_plan_in_english_has_no_chinese_but_what_staff_typed():
    text = Paper(plan(make_campaign(theme="Spring tour"), language="en")).all_text

    assert "Idea and purpose" in text
    assert not [letter for letter in text if "\u4e00" <= letter <= "\u9fff"]


def test_plan_names_who_approved_it():
    campaign = make_tour()
    assert "还没审批" in Paper(plan(campaign)).text(0)

    approve(campaign=campaign, by=make_staff(campaign.club, Role.MANAGER, name="李经理"))

    paper = Paper(plan(campaign))
    assert "已审批" in paper.text(0)
    assert "李经理" in paper.all_text


def test_plan_names_the_planner_for_a_task_that_nobody_else_has():
    campaign = make_campaign(planner=make_staff(name="王策划"))
    campaign.tasks.create(title="踩点", days_from_start=-9)
    campaign.tasks.create(
        title="订餐", days_from_start=-8, assignee=make_staff(campaign.club, Role.HOST, name="陈现场")
    )

    text = Paper(plan(campaign)).all_text.replace("\r\n", " ")

    assert "踩点 王策划" in text
    assert "订餐 陈现场" in text


def test_plan_of_an_empty_draft_prints():
    assert "还没有行程" in Paper(plan(make_campaign())).all_text


def test_plan_says_a_partners_role_once_and_when_a_task_is_due_in_words():
    tour = make_tour()
    tour.partners.filter(role="forum").update(name="爱车之家")
    Task.objects.create(campaign=tour, title="写好方案", days_from_start=-30)

    text = Paper(plan(tour)).all_text

    assert "星辰汽车（厂家）、" in text
    assert "爱车之家（论坛）" in text
    assert "提前 30 天" in text
    assert "T−" not in text
