"""Table sets of the interface standard: known by Chinese names alone, said to be unchecked, and read as books."""

from __future__ import annotations

import pytest

from xuncha.base.sheets_in import read_book
from xuncha.screening.core.reading import Records, Source, read_source
from xuncha.screening.core.table_set import set_told
from xuncha.screening.facts import table_set, vocabulary

FILES = {
    "公共档案_电子账簿.csv": "电子账簿编号,电子账簿名称,会计核算单位,会计年度,本位币\n01,账簿,某单位,2024,人民币\n",
    "总账_会计科目.csv": "科目编号,科目名称,科目级次,科目类型,余额方向\n1002,银行存款,1,资产,借\n",
    "总账_科目余额.csv": (
        "科目编号,科目名称,期初本币余额,借方本币金额,贷方本币金额,期末本币余额,会计年度,会计期间号\n"
        "1002,银行存款,10.00,1.00,2.00,9.00,2024,12\n"
    ),
    "总账_记账凭证.csv": (
        "记账凭证日期,会计年度,会计期间号,记账凭证类型编号,记账凭证编号,记账凭证行号,记账凭证摘要,科目编号,"
        "借方原币金额,借方本币金额,贷方原币金额,贷方本币金额,制单人,审核人,作废标志\n"
        "20240305,2024,3,记,0001,1,付款,5001,5.00,5.00,0.00,0.00,甲,乙,0\n"
        "20240305,2024,3,记,0001,2,付款,1002,0.00,0.00,5.00,5.00,甲,乙,0\n"
    ),
}


def read(*names: str) -> list[Records]:
    return [
        records
        for name in names
        for records in read_source(
            Source(name, "0" * 64, read_book(FILES[name].encode("gb18030"), name)), vocabulary()
        )
    ]


@pytest.mark.parametrize(
    ("name", "kind", "rows"),
    [
        ("总账_会计科目.csv", "accounts", 1),
        ("总账_科目余额.csv", "balances", 1),
        ("总账_记账凭证.csv", "entries", 2),
    ],
)
def test_each_table_is_read_as_what_it_is(name: str, kind: str, rows: int) -> None:
    (records,) = read(name)
    assert (records.kind, len(records.rows)) == (kind, rows)


def test_vouchers_are_read_in_the_currency_of_the_books() -> None:
    (records,) = read("总账_记账凭证.csv")
    assert records.values["debit"] == [500, 0]
    assert records.columns.header("debit") == "借方本币金额"
    assert records.values["voucher_no"] == ["0001", "0001"]


def test_a_whole_set_is_named_and_said_to_be_unchecked() -> None:
    (remark,) = set_told(table_set(), read(*FILES))
    assert remark.says.zh == (
        "这些账表像是按 GB/T 24589 财经信息技术 会计核算软件数据接口 成套导出的，认出：电子账簿、会计科目、科目余额、"
        "记账凭证；元素名称待核对标准原文"
    )
    assert remark.level == "notice"


def test_what_is_missing_of_a_set_is_asked_for() -> None:
    (remark,) = set_told(table_set(), read("公共档案_电子账簿.csv", "总账_科目余额.csv"))
    assert "缺少：会计科目、记账凭证" in remark.says.zh
    assert remark.remedy.zh == "请向单位补要：会计科目、记账凭证。"


def test_one_table_of_that_name_is_no_set() -> None:
    assert set_told(table_set(), read("总账_记账凭证.csv")) == ()


def test_the_names_wait_to_be_checked() -> None:
    assert table_set().confirmed is False
