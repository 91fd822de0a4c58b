"""Ledgers come back in many dialects: read what can be read, say row by row what cannot, decide nothing."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import xuncha
from xuncha.base.sheets_book import Book, Sheet
from xuncha.rectification.core.returns import Known, Planned, read_return

HEADERS = Path(xuncha.__file__).parent / "data" / "rectification" / "return_headers.toml"
WORDS = tomllib.loads(HEADERS.read_text(encoding="utf-8"))
ONE = Known(
    "i1", "3-1", "党组会未研究意识形态工作。2022年以来没有专题研究", "2026-07-20", True, ("开专题会",)
)
TWO = Known("i2", "3-2", "专项资金滞留。滞留三年", "2026-07-20", True)
SHUT = Known("i3", "3-3", "台账不全", "2026-07-20", False)
KNOWN = (ONE, TWO, SHUT)


def read(*rows, merged=()):
    return read_return(
        Book("台账.xlsx", (Sheet("Sheet1", [list(row) for row in rows], merged, "台账.xlsx"),)), KNOWN, WORDS
    )


def lines(reading, level="error"):
    return [remark.line().zh for remark in reading.remarks if remark.level == level]


@pytest.mark.parametrize("number", WORDS["headers"]["number"])
@pytest.mark.parametrize("progress", WORDS["headers"]["progress"])
def test_every_dialect_of_the_headings_is_understood(number, progress):
    reading = read(
        ["某单位整改台账"], [number, "佐证材料", progress, "是否完成"], ["3-1", "会议记录1份", "已开会", "是"]
    )
    assert reading.passes
    assert [(one.item, one.claim, one.progress, one.evidence) for one in reading.items] == [
        ("i1", "done", "已开会", ("会议记录1份",))
    ]


def test_row_without_a_number_is_found_by_the_text_of_the_problem():
    reading = read(["反馈问题", "整改进展"], ["党组会未研究意识形态 工作", "已部署"])
    assert [one.item for one in reading.items] == ["i1"]


def test_row_of_no_item_names_its_place_and_the_remedy():
    reading = read(["编号", "进展情况"], ["9-9", "已改"])
    assert lines(reading) == [
        "《台账.xlsx》“Sheet1”表第2行“编号”列：台账中没有对应的整改事项。请按台账填写问题编号，或照抄反馈问题原文。"
    ]


def test_done_without_words_or_proof_stops():
    reading = read(["编号", "状态", "整改情况", "佐证"], ["3-1", "已完成", "", ""])
    assert [line.split("：")[1] for line in lines(reading)] == [
        "填报为已完成，但没有写整改情况",
        "填报为已完成，但没有列佐证材料",
    ]


def test_state_nobody_knows_stops():
    assert "看不懂" in lines(read(["编号", "状态"], ["3-1", "差不多"]))[0]


def test_other_due_day_is_told_and_not_taken_over():
    reading = read(["编号", "完成时限", "进展情况"], ["3-1", date(2026, 12, 31), "推进"])
    assert reading.passes
    assert "以台账为准" in lines(reading, "notice")[0]


def test_due_day_known_to_the_month_agrees_with_its_day():
    assert lines(read(["编号", "时限"], ["3-1", "2026.07"]), "notice") == []


def test_merged_problem_with_several_measures_is_one_item():
    reading = read(
        ["编号", "整改措施", "责任领导", "责任科室"],
        ["3-2", "清理滞留资金", "分管领导", "财务股"],
        [None, "建立拨付台账", "分管领导", "财务股"],
        merged=((1, 0, 2, 0),),
    )
    (one,) = reading.items
    assert one.measures == (
        Planned("清理滞留资金", "分管领导", "财务股"),
        Planned("建立拨付台账", "分管领导", "财务股"),
    )


def test_measure_on_record_is_not_added_again():
    assert read(["编号", "措施"], ["3-1", "开专题会 "]).items[0].measures == ()


def test_closed_item_is_told_and_does_not_stop():
    reading = read(["编号", "状态"], ["3-3", "已完成"])
    assert reading.passes
    assert "已销号或正在审核" in lines(reading, "notice")[0]


def test_notes_below_the_table_are_left_out():
    reading = read(["编号", "进展情况"], ["3-1", "已改"], ["填表人：某某", ""], ["合计", "1"])
    assert (reading.passes, len(reading.items)) == (True, 1)


def test_file_without_a_ledger_is_refused_with_the_way_out():
    reading = read(["姓名", "电话"], ["某", "1"])
    assert (
        lines(reading)[-1]
        == "《台账.xlsx》：没有找到“问题编号”或“反馈问题”列。请使用从系统下载的整改台账填报。"
    )


cells = (
    st.none()
    | st.text(max_size=6)
    | st.integers(-5, 5)
    | st.floats(allow_nan=False)
    | st.sampled_from(["3-1", "已完成"])
)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=6))
def test_law_any_content_is_read_or_remarked_and_never_fails(rows):
    reading = read(["编号", "状态", "佐证"], *rows)
    assert {one.item for one in reading.items} <= {"i1", "i2", "i3"}
    assert all(remark.line().zh for remark in reading.remarks)
