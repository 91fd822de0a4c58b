"""One letter, from a line of a CSV file to a closed rectification, through every room on the way."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import Cast
from xuncha.base.sheets_in import read_book
from xuncha.findings.actions.attribute import approve_finding, read_attribution
from xuncha.findings.actions.confirm_facts import hand_over_slip, record_answer
from xuncha.findings.actions.draft_report import save_report, submit_report
from xuncha.findings.actions.merge import merge_papers
from xuncha.findings.actions.raise_observation import raise_observation
from xuncha.findings.actions.sign_paper import send_for_signature, take_signed
from xuncha.findings.actions.write_paper import PaperText, write_paper
from xuncha.findings.models import Finding, Observation, WorkingPaper
from xuncha.letters.actions.decide_way import decide_way
from xuncha.letters.actions.import_letters import import_letters
from xuncha.letters.actions.read import read_letter
from xuncha.letters.core.intake import read_letters
from xuncha.letters.facts import triage_lists
from xuncha.letters.models import Letter, Matter
from xuncha.office.demo.ink import sign
from xuncha.rectification.actions.feed_back import feed_back
from xuncha.rectification.actions.repair import plan_measure, submit
from xuncha.rectification.actions.review import review
from xuncha.rectification.models import Item
from xuncha.trust import clock, journal
from xuncha.trust.access import see, whole
from xuncha.trust.models import Entry

SECRET = "街道食堂三年没有公示采购价格(虚构)"
CSV = f"编号,来信日期,渠道,内容\n1,2026-10-20,意见箱,{SECRET}\n".encode("gb18030")
WRITTEN = PaperText(
    area="strict", title="大宗食材采购未公开", text="2021年4月至2023年6月,食堂大宗食材采购价格未按规定公示。",
    basis="机关食堂管理办法(虚构)第八条", points_to="街道办事处主任", starts="2021-04", ends="2023-06",
)  # fmt: skip


def the_letter(cast: Cast) -> tuple[Letter, Matter]:
    """The line is read, judged, imported; the head keeps its one matter for the team."""
    rows = read_letters(read_book(CSV, "letters.csv"), triage_lists()).letters
    (letter,) = import_letters(
        by=cast.petition, inspection=cast.inspection, rows=rows, day=date(2026, 10, 20), channel="box"
    )
    (matter,) = see(Matter, cast.leader).filter(letter=letter)
    decide_way(
        by=cast.leader, matter=matter, version=matter.version, way="keep", opinion="留组了解", signer="组长",
        signed_on=date(2026, 10, 21),
    )  # fmt: skip
    return letter, matter


def the_finding(cast: Cast, matter: Matter) -> Finding:
    """Matter → observation → working paper → facts confirmed → signed → finding, approved by the leader."""
    seen = raise_observation(
        by=cast.leader, inspection=cast.inspection, source="letter", source_id=matter.pk, text="核实食堂采购是否公示",
        area="strict", evidence=["信访件1号"],
    )  # fmt: skip
    paper = write_paper(
        by=cast.leader, inspection=cast.inspection, organisation=cast.unit, written=WRITTEN,
        authors=[cast.member, cast.member2], observations=[seen], evidence=["食堂采购台账第3-18页"],
    )  # fmt: skip
    hand_over_slip(by=cast.liaison, paper=paper, on=date(2026, 11, 2))
    record_answer(
        by=cast.liaison, paper=see(WorkingPaper, cast.liaison).get(), answer="属实", on=date(2026, 11, 4)
    )
    sheet = send_for_signature(by=cast.liaison, paper=see(WorkingPaper, cast.liaison).get())
    sign(sheet, cast.liaison, cast.deputy, "底稿盒1第1件")
    take_signed(by=cast.liaison, paper=see(WorkingPaper, cast.liaison).get())
    finding = merge_papers(
        by=cast.member,
        inspection=cast.inspection,
        papers=list(see(WorkingPaper, cast.member)),
        written=WRITTEN,
    )
    approve_finding(by=cast.leader, finding=see(Finding, cast.leader).get(pk=finding.pk))
    return see(Finding, cast.leader).get(pk=finding.pk)


def the_item(cast: Cast) -> Item:
    """Report → feedback → the one item, owned by the post of the head."""
    save_report(
        by=cast.member,
        inspection=cast.inspection,
        areas="four",
        overall="总体较好,但存在问题。",
        suggestions=["完善公示制度"],
    )
    submit_report(by=cast.leader, inspection=cast.inspection)
    feed_back(
        by=cast.office, inspection=cast.inspection, organisation=cast.unit, on=date(2026, 11, 18),
        plan_clock="1个月", report_clock="6个月",
    )  # fmt: skip
    return see(Item, cast.contact).get()


@pytest.fixture
def closed(cast: Cast) -> Item:
    letter, matter = the_letter(cast)
    assert read_letter(by=cast.petition, letter=letter).text == SECRET
    the_finding(cast, matter)
    item = the_item(cast)
    with clock.on_day(date(2026, 12, 20)):
        plan_measure(
            by=cast.contact, item=item, says="每月公示采购价格", department="党政办", due=date(2026, 12, 31)
        )
        item = see(Item, cast.contact).get()
        submit(by=cast.contact, item=item, says="已连续公示两个月", evidence="公示照片2张\n采购台账")
        review(
            by=cast.office,
            item=see(Item, cast.office).get(),
            party="巡察办",
            verdict="同意销号",
            says="现场核实属实",
        )
    return see(Item, cast.office).get()


def test_a_letter_becomes_a_closed_rectification(closed: Item, cast: Cast) -> None:
    assert (closed.closed_on, closed.first_due) == (date(2026, 12, 20), date(2027, 5, 18))
    assert closed.post == cast.head_post


def test_the_period_is_the_former_heads_and_the_duty_the_present_ones(closed: Item, cast: Cast) -> None:
    frozen = read_attribution(by=cast.office, finding=see(Finding, cast.office).get())
    assert cast.old_head.name in str(frozen)
    assert cast.new_head.name not in str(frozen)


def test_the_contact_sees_the_item_and_nothing_of_the_letter(closed: Item, cast: Cast) -> None:
    assert see(Item, cast.contact).count() == 1
    for model in (Letter, Matter, Observation, WorkingPaper, Finding):
        assert see(model, cast.contact).count() == 0


def test_the_journal_of_the_whole_way_is_whole_and_holds_no_content(closed: Item) -> None:
    assert journal.verify() is None
    bodies = "\n".join(whole(Entry, "test").values_list("body", flat=True))
    assert "rectification.review" in bodies
    for word in ("食堂", "公示", "街道"):
        assert word not in bodies
