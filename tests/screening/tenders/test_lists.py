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


def bids_of(engine: Engine) -> list[tuple[object, ...]]:
    found = engine.rows("SELECT ocid, lot_id, tenderer, amount FROM bids ORDER BY id")
    return [tuple(one.values()) for one in found]


def test_the_record_of_an_opening_names_its_project_and_lot_above_the_list() -> None:
    source = listed(
        ["开标记录表"], ["项目名称：某路维修", None, "项目编号：", "G1"], ["开标时间：2024年3月5日上午9时30分  最高限价：10万元"],
        ["序号", "投标人名称", "投标报价（元）"], [1, "甲公司", "98,500.00"], [2, "乙公司", 99000],
        sheet="第二标段",
    )  # fmt: skip
    engine, reading = laid(source)
    assert (reading.kind, reading.remarks) == ("bids", ())
    assert bids_of(engine) == [
        ("G1", "第二标段", "甲公司", 9_850_000),
        ("G1", "第二标段", "乙公司", 9_900_000),
    ]
    told = engine.rows("SELECT DISTINCT title, reserve, CAST(day AS VARCHAR) AS day FROM tenders")
    assert told == [{"title": "某路维修", "reserve": 10_000_000, "day": "2024-03-05"}]


def test_tenderers_in_columns_of_their_own_are_all_read_each_with_its_cell() -> None:
    source = listed(
        ["项目编号", "投标人1", "报价1（元）", "投标人2", "报价2（元）", "中标人"],
        ["W1", "甲公司", 100, "乙公司", "面议", "甲公司"], ["W2", "甲公司", 200, "丙公司", 210, "丙公司"],
    )  # fmt: skip
    engine, reading = laid(source)
    assert bids_of(engine) == [
        ("W1", "", "甲公司", 10_000), ("W2", "", "甲公司", 20_000), ("W1", "", "乙公司", None), ("W2", "", "丙公司", 21_000),
    ]  # fmt: skip
    assert engine.rows("SELECT ocid, supplier FROM awards ORDER BY ocid") == [
        {"ocid": "W1", "supplier": "甲公司"},
        {"ocid": "W2", "supplier": "丙公司"},
    ]
    last = engine.rows("SELECT max(id) AS id FROM bids")[0]["id"]
    engine.lock()
    assert engine.evidence([last])[last].cells["amount"] == "E3"
    assert [(one.place.row, one.place.column) for one in reading.remarks] == [(2, "报价2（元）")]


def test_tenderers_named_in_one_cell_are_told_apart_and_a_consortium_is_one() -> None:
    source = listed(
        ["项目编号", "投标单位", "中标单位", "中标金额（元）"],
        ["W1", "甲公司、乙公司；3.丙公司", "乙公司", 100], ["W2", "甲公司、丁公司联合体", "戊公司", 200],
    )  # fmt: skip
    engine, _ = laid(source)
    assert [one[2] for one in bids_of(engine)] == ["甲公司", "乙公司", "丙公司", "甲公司、丁公司联合体"]
    assert engine.rows("SELECT ocid, supplier, amount FROM awards") == [
        {"ocid": "W1", "supplier": "乙公司", "amount": 10_000}
    ]


def test_a_process_that_failed_has_no_winner() -> None:
    engine, _ = laid(
        listed(
            ["项目编号", "采购方式", "中标单位", "中标金额"],
            ["G1", "公开招标", "流标", None],
            ["G2", "公开招标", "甲公司", 5],
        )
    )
    assert engine.rows("SELECT ocid, supplier FROM awards") == [{"ocid": "G2", "supplier": "甲公司"}]


def test_what_the_jury_concluded_is_the_status_of_a_bid() -> None:
    engine, _ = laid(
        listed(
            ["项目编号", "投标人", "投标报价", "评审结论"],
            ["G1", "甲", 5, "有效"],
            ["G1", "乙", 4, "否决投标"],
        )
    )
    assert [one["status"] for one in engine.rows("SELECT status FROM bids ORDER BY id")] == [
        "valid",
        "disqualified",
    ]
