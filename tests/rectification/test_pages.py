"""Pages of rectification as a browser gets them."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.base.uploads.files import pdf
from tests.rectification.test_import_return import GOOD, book
from xuncha.desk.todo import all_todos
from xuncha.papers.actions.print_paper import print_paper, read_facts
from xuncha.papers.models import Paper
from xuncha.rectification.actions.change_head import change_head
from xuncha.rectification.models import Feedback, HeadTask, Item, Measure, Submission
from xuncha.registry.models import Person, Post, Tenure
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.models import DeedProposal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("next_year")]


def url(name, *args):
    return reverse(f"rectification-{name}", args=[getattr(one, "pk", one) for one in args])


@pytest.mark.parametrize(
    ("who", "status"),
    [("office", 200), ("leader", 403), ("contact", 200), ("member", 403), ("petition", 403), ("nobody", 403)],
)
def test_who_opens_the_ledger(cast, enter, item, who, status):
    assert enter(cast.accounts[who]).get(url("ledger")).status_code == status


def test_ledger_shows_duty_and_countdown_without_red(cast, enter, item):
    text = enter(cast.office).get(url("ledger")).content.decode()
    assert "现任乙" in text
    assert "还有179天" in text
    assert "逾期1" not in text


def test_ledger_of_another_body_is_empty(cast, enter, item):
    assert enter(cast.stranger).get(url("ledger")).context["every"] == 0


def test_overdue_is_marked_late(cast, enter, item):
    see(Item, cast.office).update(due="2026-11-19", first_due="2026-11-19")
    page = enter(cast.office).get(url("ledger"), {"show": "late"})
    assert page.context["late"] == 1
    assert page.context["items"].rows[0]["countdown"].tone == "late"


def test_feedback_offers_every_limit_on_record_and_chooses_none(cast, enter, reported):
    page = enter(cast.office).get(url("feedback", cast.inspection))
    form = page.context["form"]
    assert [key for key, _ in form.fields["report_clock"].choices] == ["6个月", "2个月"]
    assert form["report_clock"].value() is None


def test_recording_feedback_and_drafting_its_papers(cast, enter, reported):
    browser = enter(cast.office)
    browser.post(
        url("feedback", cast.inspection),
        {"organisation": cast.unit.pk, "on": "2026-11-18", "plan_clock": "1个月", "report_clock": "6个月"},
    )
    assert see(Feedback, cast.office).count() == 1
    for do, form in (("opinion", "feedback_opinion"), ("plan", "rectification_plan")):
        browser.post(url("feedback", cast.inspection), {"do": do})
        made = see(Paper, cast.office).get(form=form)
        assert "前任甲" not in str(read_facts(by=cast.office, paper=made))
        assert print_paper(by=cast.office, paper=made).content[:2] == b"PK"


def test_contact_plans_and_hands_in_and_the_office_closes(cast, enter, item):
    browser = enter(cast.contact)
    browser.post(url("item", item), {"do": "measure", "says": "清理滞留资金", "leader": "分管副主任"})
    scan = SimpleUploadedFile("凭证.pdf", pdf())
    page = browser.post(url("item", item), {"do": "submit", "says": "已拨付", "evidence": "凭证5号"})
    assert page.status_code == 302
    assert see(Submission, cast.office).get().evidence == "凭证5号"
    office = enter(cast.office)
    refused = office.post(
        url("item", item), {"do": "review", "party": "巡察办", "verdict": "退回补正", "says": ""}
    )
    assert "须写明理由和要求" in refused.content.decode()
    office.post(
        url("item", item), {"do": "review", "party": "巡察办", "verdict": "退回补正", "says": "缺扫描件"}
    )
    again = office.post(url("item", item), {"do": "submit", "says": "代报", "file": scan})
    assert again.status_code == 302
    assert see(Submission, cast.office).order_by("pk").last().attachment_id is not None
    enter(cast.office2).post(url("item", item), {"do": "review", "party": "巡察办", "verdict": "同意销号"})
    assert see(Item, cast.office).get().state == "完成"


def test_contact_is_not_offered_review_or_extension(cast, enter, item):
    steps = {box["step"].key for box in enter(cast.contact).get(url("item", item)).context["boxes"]}
    assert steps == {"submit", "measure"}


def test_extension_on_the_page_shows_both_days(cast, enter, item):
    browser = enter(cast.office)
    browser.post(
        url("item", item),
        {
            "do": "extend", "until": "2027-08-31", "decided_by": "领导小组", "decided_on": "2026-11-19", "document": "第8次会议纪要",
            "reason": "汛期", "version": 1,
        },
    )  # fmt: skip
    assert "2027-08-31" not in browser.get(url("item", item)).content.decode()
    proposal = see(DeedProposal, cast.office2).get()
    enter(cast.office2).post(f"/two/{proposal.pk}/", {"do": "approve", "version": 1})
    text = browser.get(url("item", item)).content.decode()
    assert "2027-05-18" in text
    assert "2027-08-31" in text
    assert "反馈时主要负责人" in text


def test_item_of_another_body_is_not_there(cast, enter, item):
    assert enter(cast.stranger).get(url("item", item)).status_code == 404


def test_change_of_head_on_the_page(cast, enter, item, head_changed):
    browser = enter(cast.office)
    assert "负责人有变动" in browser.get(url("ledger")).content.decode()
    browser.post(url("head", cast.head_post), {"do": "change"})
    tasks = {task.kind: task for task in see(HeadTask, cast.office)}
    text = browser.get(url("head", cast.head_post)).content.decode()
    assert "接任丙" in text
    assert "任职对应，不等于责任认定" in text
    browser.post(
        url("head", cast.head_post),
        {"do": "finish", "task": tasks["再反馈"].pk, "on": "2026-11-20", "note": "整改卷3第2件"},
    )
    assert see(HeadTask, cast.office).get(kind="再反馈").done_on is not None


@pytest.mark.parametrize(
    ("step", "form"),
    [("briefing", "head_briefing"), ("reminder", "duty_reminder"), ("ledger", "rectification_ledger")],
)
def test_papers_of_the_head(cast, enter, item, step, form):
    enter(cast.office).post(url("head", cast.head_post), {"do": step, "reply_by": "2026-11-27"})
    made = see(Paper, cast.office).get(form=form)
    assert print_paper(by=cast.office, paper=made).content[:2] == b"PK"


def test_handover_list_of_the_outgoing_head(cast, enter, item, head_changed):
    made = change_head(by=cast.office, post=cast.head_post)
    enter(cast.office).post(url("head", cast.head_post), {"do": f"paper_{made[0].pk}"})
    assert see(Paper, cast.office).get(form="handover_list").title == "离任整改交接清单"


def test_letter_to_the_former_head_names_his_post_and_the_office_alone_sees_it(
    cast, enter, item, head_changed
):
    task = see(HeadTask, cast.office).get(kind="向原任反馈")
    enter(cast.office).post(url("head", cast.head_post), {"do": f"paper_{task.pk}"})
    letter = see(Paper, cast.office).get(form="former_feedback")
    facts = read_facts(by=cast.office, paper=letter)
    assert facts["to"] == "嵩阳街道办事处(虚构)原主任"
    assert facts["problems"][0]["period"] == "2022年3月至2024年6月"
    assert "前任甲" not in str(facts)
    assert see(Paper, cast.contact).filter(form="former_feedback").count() == 0


def test_contact_reads_the_way_in_and_takes_no_step(cast, enter, item, head_changed):
    deputy = Post.objects.create(organisation=cast.unit, title="分管副主任", key=True)
    Tenure.objects.create(
        person=Person.objects.create(name="副职丁", unit=cast.unit), post=deputy, starts="2024-01", ends=""
    )
    change_head(by=cast.office, post=cast.head_post)
    page = enter(cast.contact).get(url("head", cast.head_post))
    assert page.context["boxes"] == []
    assert page.context["way"].who_knows == ("分管副主任",)
    assert "前任甲" not in page.content.decode()


def test_post_without_items_is_not_there(cast, enter):
    assert enter(cast.office).get(url("head", cast.head_post)).status_code == 404


def test_ledger_comes_back_is_read_and_taken_over(cast, enter, item):
    browser = enter(cast.contact)
    page = browser.post(url("returns", cast.unit), {"file": SimpleUploadedFile("台账.xlsx", book(GOOD))})
    assert see(Measure, cast.office).count() == 0
    done = browser.post(url("returns", cast.unit), {"again": page.context["again"], "name": "台账.xlsx"})
    assert done.status_code == 302
    assert see(Item, cast.office).get().state == "已报送待审核"


def test_wrong_row_is_shown_with_its_place_and_cannot_be_taken_over(cast, enter, item):
    wrong = SimpleUploadedFile("台账.xlsx", book(("9-9", "甲", "是", "乙", "丙")))
    page = enter(cast.contact).post(url("returns", cast.unit), {"file": wrong})
    assert page.context["again"] == ""
    assert "没有对应的整改事项" in page.content.decode()


def test_unreadable_file_is_told_on_the_page(cast, enter, item):
    page = enter(cast.contact).post(
        url("returns", cast.unit), {"file": SimpleUploadedFile("台账.xlsx", b"%PDF-1.4")}
    )
    assert page.status_code == 422
    assert see(Measure, cast.office).count() == 0


def test_notice_of_immediate_correction_within_the_stay(cast, enter):
    given = {
        "organisation": cast.unit.pk,
        "problem": "现任乙分管的收费公示有误",
        "demand": "立即更正",
        "due": "2026-11-30",
    }
    browser = enter(cast.member)
    late = browser.post(url("immediate", cast.inspection), {**given, "due": "2027-01-01"})
    assert "不晚于2026-12-04" in late.content.decode()
    browser.post(url("immediate", cast.inspection), given)
    notice = see(Paper, cast.member).get(form="immediate_correction")
    assert (
        read_facts(by=cast.member, paper=notice)["problem"]
        == "时任嵩阳街道办事处(虚构)主任分管的收费公示有误"
    )


def test_home_tells_what_waits(cast, enter, item, head_changed):
    says = [str(one.says) for one in all_todos(cast.office, clock.today())]
    assert any("负责人有变动" in one for one in says)
