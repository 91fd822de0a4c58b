"""A ledger that comes back: dry run, then all or nothing."""

from __future__ import annotations

import pytest

from tests.findings.refusal import refused
from xuncha.base.sheets_out import Column, Sheet, write_book
from xuncha.base.words import same
from xuncha.papers.actions.print_paper import print_paper
from xuncha.papers.models import Attachment
from xuncha.rectification.actions.import_return import import_return, read_returned
from xuncha.rectification.actions.print_papers import draft_ledger
from xuncha.rectification.models import Item, Measure, Submission
from xuncha.trust.access import see

pytestmark = pytest.mark.django_db


def book(*rows):
    heads = ("问题编号", "整改措施", "是否完成", "整改进展情况", "佐证材料")
    columns = [Column(head, same(head)) for head in heads]
    return write_book([Sheet("台账", columns, [dict(zip(heads, row, strict=True)) for row in rows])])


GOOD = ("3-1", "清理滞留资金", "已完成", "已全部拨付", "凭证5号")


def test_dry_run_says_what_would_happen_and_changes_nothing(cast, item):
    reading = read_returned(by=cast.contact, organisation=cast.unit, content=book(GOOD), name="台账.xlsx")
    assert [(one.number, one.claim, len(one.measures)) for one in reading.items] == [("3-1", "done", 1)]
    assert (see(Measure, cast.office).count(), see(Submission, cast.office).count()) == (0, 0)


def test_import_adds_measures_and_hands_in_the_proof(cast, item):
    import_return(by=cast.contact, organisation=cast.unit, content=book(GOOD), name="台账.xlsx")
    now = see(Item, cast.office).get()
    assert (now.state, now.progress) == ("已报送待审核", "已全部拨付")
    assert see(Submission, cast.office).get().evidence == "凭证5号"
    assert see(Attachment, cast.office).count() == 1


def test_one_wrong_row_and_nothing_is_taken(cast, item):
    with refused("remarks", Item, Measure, Submission, Attachment) as no:
        import_return(
            by=cast.contact,
            organisation=cast.unit,
            content=book(GOOD, ("9-9", "甲", "是", "乙", "丙")),
            name="台账.xlsx",
        )
    assert str(no().says) == "文件有1处须更正，全部未导入"


def test_same_file_twice_changes_nothing_more(cast, item):
    running = ("3-1", "清理滞留资金", "整改中", "已拨付一半", "")
    import_return(by=cast.contact, organisation=cast.unit, content=book(running), name="台账.xlsx")
    version = see(Item, cast.office).get().version
    import_return(by=cast.contact, organisation=cast.unit, content=book(running), name="台账.xlsx")
    assert (see(Item, cast.office).get().version, see(Measure, cast.office).count()) == (version, 1)


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "empty"), (b"%PDF-1.4", "not-wanted"), (b"PK\x03\x04broken", "damaged")]
)
def test_unreadable_file_is_refused_with_a_sentence(cast, item, content, code):
    with refused(f"upload.{code}", Item, Attachment):
        import_return(by=cast.contact, organisation=cast.unit, content=content, name="台账.xlsx")


def test_another_body_has_nothing_to_import(cast, item):
    with refused("no-right", Item, Attachment):
        import_return(by=cast.contact, organisation=cast.party, content=book(GOOD), name="台账.xlsx")


def test_our_own_ledger_comes_back_as_it_went_out(cast, item):
    ledger = print_paper(by=cast.office, paper=draft_ledger(by=cast.office, organisation=cast.unit))
    reading = read_returned(by=cast.contact, organisation=cast.unit, content=ledger.content, name=ledger.name)
    assert reading.passes
    assert reading.remarks == ()
    assert [(one.number, one.claim, one.measures) for one in reading.items] == [("3-1", "running", ())]
