"""Pages of findings as a browser gets them: who opens what, what is shown, what a post does."""

from __future__ import annotations

import pytest
from django.urls import reverse

from xuncha.findings.actions.make_lead import LeadText, make_lead
from xuncha.findings.models import Finding, Lead, Observation, WorkingPaper
from xuncha.papers.actions.print_paper import read_facts
from xuncha.papers.models import Paper
from xuncha.registry.models import Tenure
from xuncha.trust.access import see

pytestmark = pytest.mark.django_db

LEAD = LeadText("某人丙", "股长", "收受服务对象礼金", "廉洁纪律", "转账记录1份", "时间金额明确")


def url(name, *args):
    return reverse(f"findings-{name}", args=[getattr(one, "pk", one) for one in args])


@pytest.mark.parametrize("name", ["board", "papers", "problems", "report"])
@pytest.mark.parametrize(
    ("who", "status"),
    [("member", 200), ("leader", 200), ("stranger", 403), ("contact", 403), ("nobody", 403)],
)
def test_lists_open_for_the_team_only(cast, enter, finding, name, who, status):
    assert enter(cast.accounts[who]).get(url(name, cast.inspection)).status_code == status


def test_the_only_inspection_is_opened_at_once(cast, enter):
    assert enter(cast.member).get(url("choose"))["Location"] == url("board", cast.inspection)


def test_raising_one_by_hand(cast, enter):
    page = enter(cast.member).post(
        url("raise_new", cast.inspection),
        {"source": "note", "text": "台账与凭证不符", "evidence": "台账第3页"},
    )
    assert page["Location"] == url("observation", see(Observation, cast.member).get())


def test_form_with_a_missing_text_is_shown_again_and_saves_nothing(cast, enter):
    page = enter(cast.member).post(url("raise_new", cast.inspection), {"source": "note", "text": ""})
    assert page.status_code == 200
    assert see(Observation, cast.member).count() == 0


def test_member_is_not_offered_letters_as_a_source(cast, enter):
    choices = dict(
        enter(cast.member).get(url("raise_new", cast.inspection)).context["form"].fields["source"].choices
    )
    assert "letter" not in choices


def test_observation_page_shows_text_evidence_and_the_rules_of_the_fork(cast, enter, observation):
    text = enter(cast.member).get(url("observation", observation)).content.decode()
    assert "专项资金余额三年未动" in text
    assert "余额表第3行" in text
    assert "一律转为问题线索" in text


def test_dropping_on_the_page(cast, enter, observation):
    enter(cast.leader).post(
        url("observation", observation), {"do": "drop", "because": "不成立", "version": 1}
    )
    assert see(Observation, cast.leader).get().state == "dropped"


def test_step_that_is_refused_keeps_what_was_typed(cast, enter, observation):
    page = enter(cast.leader).post(
        url("observation", observation), {"do": "drop", "because": "我写的理由", "version": 7}
    )
    assert page.status_code == 409
    assert "我写的理由" in page.content.decode()


def test_member_cannot_post_a_step_that_is_not_his(cast, enter, observation):
    enter(cast.member).post(url("observation", observation), {"do": "drop", "because": "不成立"})
    assert see(Observation, cast.member).get().state == "open"


PAPER = {
    "area": "strict", "title": "专项资金滞留", "text": "2022年以来滞留", "basis": "办法第十二条", "points_to": "党工委",
    "starts": "2022.03",    "ends": "", "evidence": "凭证12号",
}  # fmt: skip


def test_writing_a_paper_on_the_page(cast, enter, observation):
    page = enter(cast.member).post(
        url("write", cast.inspection),
        {
            **PAPER,
            "organisation": cast.unit.pk,
            "authors": [cast.member.pk, cast.member2.pk],
            "observations": [observation.pk],
        },
    )
    assert page["Location"] == url("paper", see(WorkingPaper, cast.member).get())


def test_paper_about_a_person_is_refused_with_the_place_and_what_was_typed(cast, enter):
    page = enter(cast.member).post(
        url("write", cast.inspection),
        {
            **PAPER,
            "text": "前任甲涉嫌受贿",
            "organisation": cast.unit.pk,
            "authors": [cast.member.pk, cast.member2.pk],
        },
    )
    text = page.content.decode()
    assert "“问题表现”第1句" in text
    assert "前任甲涉嫌受贿" in text
    assert see(WorkingPaper, cast.member).count() == 0


def test_two_people_edit_one_paper(cast, enter, paper):
    first, second = enter(cast.member), enter(cast.member2)
    first.post(url("revise", paper), {**PAPER, "title": "先保存的", "version": 1})
    page = second.post(url("revise", paper), {**PAPER, "title": "后保存的", "version": 1})
    text = page.content.decode()
    assert page.status_code == 409
    assert "先保存的" in text
    assert "后保存的" in text
    assert "后保存的" in second.get(url("revise", paper)).content.decode()


def test_confirmation_of_facts_on_the_page(cast, enter, paper):
    browser = enter(cast.member)
    browser.post(url("paper", paper), {"do": "hand_over", "on": "2026-11-10"})
    page = browser.post(url("paper", paper), {"do": "answer", "answer": "不属实", "on": "2026-11-11"})
    assert "须写明哪一处与事实不符" in page.content.decode()
    browser.post(
        url("paper", paper),
        {
            "do": "answer",
            "answer": "不属实",
            "on": "2026-11-11",
            "explanation": "无此事",
            "material": "无",
            "objection": "请复核",
        },
    )
    assert "单位有异议" in browser.get(url("paper", paper)).content.decode()
    reply = enter(cast.office).post(url("paper", paper), {"do": "reply", "reply": "维持"})
    assert reply.status_code == 302


def test_slip_and_sheet_lead_to_their_papers(cast, enter, paper):
    browser = enter(cast.leader)
    assert "/papers/" in browser.post(url("paper", paper), {"do": "slip"})["Location"]
    browser.post(url("paper", paper), {"do": "skip", "because": "单位已撤并"})
    assert "/papers/" in browser.post(url("paper", paper), {"do": "send", "version": 1})["Location"]


def test_merging_takes_over_the_texts_of_the_paper(cast, enter, signed):
    page = enter(cast.member).get(f"{url('merge', cast.inspection)}?paper={signed.pk}")
    assert "专项资金长期滞留" in page.content.decode()
    made = enter(cast.member).post(url("merge", cast.inspection), {**PAPER, "papers": [signed.pk]})
    assert made["Location"] == url("finding", see(Finding, cast.member).get())


def test_finding_shows_period_holders_and_the_sentence(cast, enter, finding):
    text = enter(cast.member).get(url("finding", finding)).content.decode()
    assert "2022年3月至2024年6月" in text
    assert "前任甲" in text
    assert "任职对应，不等于责任认定" in text


def test_approving_on_the_page_with_somebody_left_out(cast, enter, finding):
    browser = enter(cast.leader)
    wrong = browser.post(url("finding", finding), {"do": "approve", "left_out": "路人，不相关", "version": 1})
    assert "第1行写的不是该时段任职人员" in wrong.content.decode()
    browser.post(url("finding", finding), {"do": "approve", "left_out": "前任甲，脱产学习", "version": 1})
    assert "脱产学习" in browser.get(url("finding", finding)).content.decode()


def test_corrected_tenure_is_asked_on_the_page(cast, enter, approved):
    Tenure.objects.filter(person=cast.old_head).update(starts="2023-01-01")
    browser = enter(cast.leader)
    assert "任职记录已更正" in browser.get(url("finding", approved)).content.decode()
    browser.post(
        url("finding", approved), {"do": "settle", "how": "keep", "because": "有任命文件", "left_out": ""}
    )
    assert "任职记录已更正" not in browser.get(url("finding", approved)).content.decode()


def test_report_is_drafted_and_submitted(cast, enter, approved):
    browser = enter(cast.leader)
    browser.post(
        url("report", cast.inspection), {"areas": "four", "overall": "总体较好", "suggestions": "压实责任"}
    )
    assert "专项资金长期滞留" in browser.get(url("report", cast.inspection)).content.decode()
    browser.post(url("report", cast.inspection), {"do": "submit"})
    assert "总体较好" in enter(cast.office).get(url("report", cast.inspection)).content.decode()


@pytest.mark.parametrize(
    "who", ["member", "deputy", "liaison", "petition", "office", "contact", "stranger", "audit"]
)
def test_leads_are_closed_to_everybody_else_with_and_without_one(cast, enter, who):
    browser = enter(cast.accounts[who])
    before = browser.get(url("leads", cast.inspection))
    make_lead(by=cast.member2, inspection=cast.inspection, written=LEAD)
    lead = see(Lead, cast.leader).get()
    assert (before.status_code, browser.get(url("leads", cast.inspection)).status_code) == (403, 403)
    assert browser.get(url("lead", lead)).status_code in (403, 404)


@pytest.mark.parametrize("who", ["member", "deputy", "petition"])
def test_no_page_of_the_team_changes_when_there_is_a_lead(cast, enter, who):
    browser = enter(cast.accounts[who])
    before = browser.get(url("board", cast.inspection)).context
    make_lead(by=cast.member2, inspection=cast.inspection, written=LEAD)
    after = browser.get(url("board", cast.inspection)).context
    assert [(tab.title, tab.count) for tab in before["tabs"]] == [
        (tab.title, tab.count) for tab in after["tabs"]
    ]
    assert list(before["observations"].rows) == list(after["observations"].rows)


def test_leader_handles_a_lead(cast, enter, observation):
    enter(cast.member).post(
        f"{url('lead_new', cast.inspection)}?observation={observation.pk}",
        {
            "person": "某人丙",
            "did": "收受礼金",
            "discipline": "廉洁纪律",
            "evidence": "转账记录",
            "checkable": "明确",
        },
    )
    browser, lead = enter(cast.leader), see(Lead, cast.leader).get()
    assert "某人丙" not in browser.get(url("leads", cast.inspection)).content.decode()
    assert "某人丙" in browser.get(url("lead", lead)).content.decode()
    browser.post(
        url("lead", lead),
        {"do": "transfer", "to": "县纪委监委", "on": "2026-11-19", "document": "会议纪要", "version": 1},
    )
    browser.post(
        url("lead", lead),
        {"do": "result", "disposition": "初步核实", "says": "不实", "founded": "no", "version": 2},
    )
    assert see(Lead, cast.leader).get().state == "cleared"
    assert url("lead", lead) not in browser.get(url("leads", cast.inspection)).content.decode()
    assert "某人丙" not in browser.get(url("lead", lead)).content.decode()
    browser.post(url("lead", lead), {"do": "clearing", "organ": "县委第一巡察组", "to": "街道党工委"})
    letter = see(Paper, cast.leader).get(form="lead_clearing")
    assert read_facts(by=cast.leader, paper=letter)["person"] == "某人丙"
    assert see(Paper, cast.office).count() == 0


def test_member_sees_nothing_of_an_observation_under_seal(cast, enter, observation):
    make_lead(by=cast.member, inspection=cast.inspection, written=LEAD, observation=observation)
    assert enter(cast.member).get(url("observation", observation)).status_code == 404
