"""Tender lists from sheets: recognised, read, joined with what OCDS files say of the same process, traced to cells."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from tests.screening.tenders.files import award, bid, in_memory, lines, listed, release, screening
from xuncha.base.sheets_in import read_book
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.reading import Source
from xuncha.screening.core.tender_cells import price_in
from xuncha.screening.core.tender_sheets import ListReading, lay_lists
from xuncha.screening.facts import tender_words

BIDS = listed(
    ["某局 2024 年开标情况"], ["项目编号", "项目名称", "投标单位", "投标报价（元）", "是否中标", "是否有效", "联系电话"],
    ["1号", "路灯", "甲公司（虚构）", 1000, "是", "有效", "13800001111"],
    ["1号", "路灯", "乙公司（虚构）", "1,010.00", "否", "有效", "138 0000 1111"],
    ["1号", "路灯", "丙公司(虚构)", "面议", "", "废标", ""],
    ["合计", "", "", 2010, "", "", ""],
)  # fmt: skip
PROCESSES = listed(
    ["项目编号", "项目名称", "采购人", "采购方式", "类别", "控制价（万元）", "开标日期", "中标单位", "中标金额（万元）"],
    ["2号", "桥", "某局", "竞争性磋商", "工程", 500, "2024-03-05", "甲公司（虚构）", 499.5],
    name="项目台账.xlsx",
)  # fmt: skip


def laid(source: Source) -> tuple[Engine, ListReading]:
    engine = Engine("tenders")
    (reading,) = lay_lists(engine, source, tender_words())
    return engine, reading


def test_a_list_of_bids_gives_bids_winners_and_traces() -> None:
    engine, reading = laid(BIDS)
    assert (reading.kind, reading.rows) == ("bids", 3)
    bids = engine.rows("SELECT ocid, tenderer_id, amount, status, currency FROM bids ORDER BY id")
    assert [tuple(one.values()) for one in bids] == [
        ("1号", "甲公司(虚构)", 100_000, "valid", "CNY"),
        ("1号", "乙公司(虚构)", 101_000, "valid", "CNY"),
        ("1号", "丙公司(虚构)", None, "disqualified", "CNY"),
    ]
    assert engine.rows("SELECT supplier, amount FROM awards") == [
        {"supplier": "甲公司（虚构）", "amount": 100_000}
    ]
    (remark,) = reading.remarks
    assert (remark.place.row, remark.place.column, remark.says.zh) == (
        5,
        "投标报价（元）",
        "“面议”读不成金额，这一格没有采用",
    )


def test_a_list_of_processes_gives_ways_limits_and_awards() -> None:
    engine, reading = laid(PROCESSES)
    assert reading.kind == "tenders"
    (row,) = engine.rows(
        "SELECT title, method, method_details, category, reserve, day::VARCHAR AS day FROM tenders"
    )
    assert tuple(row.values()) == ("桥", "limited", "竞争性磋商", "works", 500_000_000, "2024-03-05")
    assert engine.rows("SELECT amount FROM awards") == [{"amount": 499_500_000}]


def test_doubts_of_a_list_point_at_its_cells() -> None:
    (outcome,) = screening([BIDS], "same_phone").outcomes
    (hit,) = outcome.hits
    assert "2 家投标人留的电话或邮箱相同（13800001111）" in hit.says.zh
    assert [(one.sheet, one.row, one.cells["phone"]) for one in hit.evidence] == [
        ("表1", 3, "G3"),
        ("表1", 4, "G4"),
    ]
    (outcome,) = screening([PROCESSES], "reserve_price_hit").outcomes
    assert [
        (one.row, one.cells.get("amount", one.cells.get("reserve"))) for one in outcome.hits[0].evidence
    ] == [(2, "I2"), (2, "F2")]


def test_what_two_files_say_of_one_process_is_put_together() -> None:
    one = release(
        "1号", [], [award("甲公司(虚构)", 1000)], tender_title="路灯", tender_procurementMethod="open"
    )
    told = screening([in_memory(lines([one])), replace(BIDS, sha256="ef" * 32)])
    assert told.rows["tenders"] == 1
    assert told.rows["bids"] == 3


def test_the_latest_release_that_speaks_of_a_part_counts() -> None:
    early = release(
        "a",
        [bid("A", 1)],
        [award("A", 1, id="1"), award("B", 2, id="2")],
        date="2024-01-01",
        tender_title="旧",
    )
    late = {
        "ocid": "a",
        "date": "2024-02-01",
        "awards": [award("A", 3, id="1")],
        "tender": {"status": "complete"},
    }
    told = screening([in_memory(lines([late, early]))], "r028_identical_prices")
    assert {key: told.rows[key] for key in ("tenders", "bids", "awards")} == {
        "tenders": 1,
        "bids": 1,
        "awards": 2,
    }


def test_strange_sheets_are_named_and_left_out() -> None:
    _, reading = laid(listed(["姓名", "生日", "备注"], ["甲", "1990-01-01", ""]))
    assert (reading.kind, reading.rows, reading.remarks[0].level) == ("unknown", 0, "error")


@pytest.mark.parametrize(
    ("cell", "cents", "unit"),
    [("282.00元/支", 28_200, "支"), ("57元", 5_700, ""), ("1.2万元", 1_200_000, ""), ("￥3,000元/台", 300_000, "台"),
     (12.5, 1_250, ""), ("面议", None, ""), ("约5元", None, ""), ("=1+1", None, "")],
)  # fmt: skip
def test_amounts_with_their_unit_inside(cell: str | float, cents: int | None, unit: str) -> None:
    assert price_in(cell, "元") == (cents, unit)


@pytest.mark.real_data
def test_ten_published_price_lists_are_read_without_help(real_data: Path) -> None:
    rows, priced = {}, 0
    with Engine("tenders") as engine:
        for path in sorted((real_data / "cn_procurement_tables").glob("*.xls*")):
            raw = path.read_bytes()
            source = Source(path.name, hashlib.sha256(raw).hexdigest(), read_book(raw, path.name))
            for reading in lay_lists(engine, source, tender_words()):
                assert reading.kind == "items"
                rows[reading.file] = reading.rows
        priced = engine.rows("SELECT count(price) AS n, count(DISTINCT place) AS places FROM items")[0]
    assert (len(rows), sum(rows.values())) == (10, 1165)
    assert priced == {"n": 1035, "places": 10}
