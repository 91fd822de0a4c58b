"""The lists beside the books out of sheets as offices keep them: told apart, read, corrected, and used by the screens."""

from __future__ import annotations

from datetime import date

import pytest

from tests.screening.core.books import FILE, SHA, outcome, payments, read, rows_of, told
from xuncha.base.sheets_in import Book, Cell, Sheet
from xuncha.screening.core.list_words import with_lists
from xuncha.screening.core.reading import Correction, Records, Source, read_sheet
from xuncha.screening.core.table import tables
from xuncha.screening.facts import vocabulary

SHEETS: dict[str, list[list[Cell]]] = {
    "payroll": [
        ["2024年3月绩效发放表"],
        ["序号", "姓名", "身份证号", "发放项目", "实发金额（元）", "银行账号", "发放日期"],
        [1, "甲", "530000", "绩效", "1,200.50", "6217", "2024-03-05"],
        ["", "合计", "", "", 1200.5, "", ""],
    ],
    "contracts": [
        ["合同编号", "合同名称", "乙方", "签订日期", "合同金额（万元）", "采购方式"],
        ["1", "道路维修", "甲公司", "2024-03-05", 12.5, "询价"],
    ],
    "projects": [
        ["项目名称", "建设地点", "施工单位", "批复概算", "合同价", "结算金额", "竣工日期"],
        ["村道硬化", "东村", "甲公司", 100000, 98000, 130000, "2024年3月5日"],
    ],
    "assets": [
        ["资产编号", "资产名称", "数量", "原值", "取得日期", "存放地点"],
        ["0001", "台式电脑", "2台", 26400, "2024-03-05", "办公室"],
    ],
    "vehicles": [["车牌号", "品牌型号", "百公里油耗", "油箱容积"], ["云A1234", "某牌", "10", "60L"]],
    "fuel": [["车牌号", "加油日期", "加油量", "金额"], ["云A1234", "2024-05-05", 90, 720]],
    "dispatch": [
        ["派车单号", "用车日期", "车牌号", "目的地", "行驶里程", "用车事由"],
        ["1", "2024-05-05", "云A1234", "县城", "120公里", "送文件"],
    ],
    "receptions": [
        ["公务接待台账"],
        ["接待日期", "来访单位", "公函文号", "接待清单", "来客人数", "陪餐人数", "接待费"],
        ["2024-03-05", "甲单位", "1号", "有", "3人", 2, 300],
    ],
    "bank": [
        ["银行账户对账单"],
        ["交易日期", "摘要", "借方发生额", "贷方发生额", "余额", "对方户名"],
        ["2024-03-05", "货款", 100, None, 900, "甲公司"],
    ],
    "budget": [
        ["2024年预算执行情况表（单位：万元）"],
        ["预算项目名称", "年初预算", "调整预算", "执行数"],
        ["厕所改造", 8, None, 2.1],
        ["合计", 8, None, 2.1],
    ],
    "balances": [
        ["2024年科目余额表"],
        ["科目编码", "科目名称", "往来单位", "期初余额", "借方发生额", "贷方发生额", "期末余额"],
        ["1218", "其他应收款", "甲公司", 23000, 0, 0, 23000],
    ],
    "persons": [["姓名", "职务", "人员类别", "所办企业"], ["张三", "主任", "职工", "甲建材经营部"]],
    "companies": [
        ["企业名称", "统一社会信用代码", "法定代表人", "成立日期"],
        ["甲公司", "91530000", "张三", "2024-03-05"],
    ],
}  # fmt: skip


def sheet(kind: str, *more: list[Cell], name: str = "Sheet1") -> Records:
    return read([*SHEETS[kind], *more], name=name)


def test_every_list_has_words_and_a_sheet_here() -> None:
    office = {table.key for table in tables("ledger").values() if table.takes == (table.key,)}
    assert set(vocabulary().lists) == set(SHEETS) == office


@pytest.mark.parametrize("kind", SHEETS)
def test_a_sheet_of_each_list_is_known_and_each_column_has_a_reason(kind: str) -> None:
    records = sheet(kind)
    assert (records.kind, len(records.rows)) == (kind, 1)
    assert [remark for remark in records.remarks if remark.stops] == []
    assert all(guess.how == "spelling" and guess.reason.zh for guess in records.columns.guesses)
    assert records.columns.unused in ((), ("序号",))


def test_cells_are_read_by_the_kind_of_their_column() -> None:
    assert sheet("payroll").values["amount"] == [120_050]
    assert sheet("contracts").values["price"] == [12_500_000]
    assert sheet("projects").values["done_on"] == [date(2024, 3, 5)]
    assert sheet("vehicles").values["tank"] == [60.0]
    assert sheet("receptions").values["guests"] == [3]
    assert sheet("assets").values["number"] == ["0001"]
    assert sheet("budget").values["adjusted"] == [None]


def test_the_year_of_a_balance_is_taken_from_the_title() -> None:
    assert sheet("balances").values["year"] == ["2024"]


def test_a_balance_in_two_columns_is_debit_less_credit() -> None:
    rows: list[list[Cell]] = [
        ["2024年12月科目余额表"],
        ["科目编码", "科目名称", "期初余额", None, "本期发生额", None, "期末余额", None],
        [None, None, "借方", "贷方", "借方", "贷方", "借方", "贷方"],
        ["1218", "其他应收款", 5, None, 2, 3, 4, 0],
        ["2307", "其他应付款", None, 7, 0, 0, None, 7],
        ["3001", "累计盈余", None, None, 1, 1, None, None],
    ]
    records = read(rows)
    assert (records.kind, records.rows) == ("balances", [4, 5, 6])
    assert records.values["opening"] == [500, -700, None]
    assert records.values["closing"] == [400, -700, None]
    assert (records.values["debit"], records.values["credit"]) == ([200, 0, 100], [300, 0, 100])


def test_a_balance_with_a_credit_column_alone_is_negative() -> None:
    records = read([["科目编码", "科目名称", "年度", "期末贷方余额"], ["2307", "其他应付款", "2024", 7]])
    assert (records.kind, records.values["closing"]) == ("balances", [-700])


def test_sum_rows_are_left_out_and_checked() -> None:
    records = sheet("payroll", ["", "总计", "", "", 1300, "", ""])
    assert (records.counts["sum_rows"], records.counts["sums_wrong"]) == (2, 1)
    assert "相差 99.50" in records.remarks[0].says.zh


def test_a_cell_that_cannot_be_read_is_named_and_left_blank() -> None:
    records = sheet("assets", ["0002", "打印机", "若干", "待定", "2024-03-06", "办公室"])
    assert records.values["amount"] == [2_640_000, None]
    assert records.values["quantity"] == [2.0, None]
    assert [(one.place.row, one.says.zh) for one in records.remarks] == [
        (3, "“待定”读不成金额，这一格没有采用"),
        (3, "“若干”读不成数，这一格没有采用"),
    ]


def test_a_row_that_does_not_say_what_it_is_about_is_left_out_and_counted() -> None:
    records = sheet("vehicles", ["", "某牌", "9", "50"], ["云B", "", "", ""])
    assert (records.rows, records.counts["nameless"]) == ([2], 2)
    assert records.remarks[0].says.zh == "有 2 行没有写车牌号或只写了这一项，未读入"


@pytest.mark.parametrize(
    "headings",
    [
        ["日期", "凭证号", "摘要", "借方", "贷方", "余额"],
        ["日期", "凭证号", "摘要", "借方", "贷方", "方向", "余额", "往来单位"],
        ["日期", "供应商", "项目名称", "金额"],
        ["日期", "单位", "项目", "收款人", "金额", "摘要"],
        ["科目编码", "科目名称", "余额方向", "级次"],
        ["科目编码", "科目名称", "日期", "凭证号", "摘要", "借方", "贷方", "余额"],
    ],
)
def test_books_are_not_taken_for_lists(headings: list[str]) -> None:
    assert read([headings, ["1"] * len(headings)]).kind in ("entries", "payments", "accounts")


def test_a_heading_that_fits_both_is_told_by_the_name_of_the_sheet() -> None:
    rows: list[list[Cell]] = [
        ["交易日期", "摘要", "借方发生额", "贷方发生额", "余额"],
        ["2024-03-05", "货款", 100, None, 900],
    ]
    assert read(rows, name="建行流水").kind == "bank"
    assert read(rows, name="银行存款日记账").kind == "entries"


def test_a_list_in_strange_words_is_read_when_its_kind_and_columns_are_named() -> None:
    rows: list[list[Cell]] = [["牌子", "啥车", "能装多少油"], ["云A1234", "某牌", 60]]
    assert read(rows).kind == "unknown"
    named = read(rows, fix=Correction(kind="vehicles"))
    assert (named.kind, named.rows) == ("vehicles", ())
    assert named.remarks[0].says.zh == (
        "按“车辆”读，还缺这些列：车牌号；型号或百公里油耗（升）或油箱（升）；这张表没有参加筛查"
    )
    mapped = read(rows, fix=Correction({"plate": 0, "tank": 2}, kind="vehicles"))
    assert (mapped.rows, mapped.values["plate"], mapped.values["tank"]) == ([2], ["云A1234"], [60.0])


def test_a_list_can_be_said_to_be_a_book() -> None:
    rows: list[list[Cell]] = [["姓名", "日期", "金额", "事由"], ["甲", "2024-03-05", 5, "劳务"]]
    assert read(rows).kind == "payroll"
    assert read(rows, fix=Correction(kind="books")).kind == "payments"


def test_another_kind_forgets_the_columns_of_the_kind_before() -> None:
    earlier = Correction({"payee": 3}, "dmy", kind="books")
    assert Correction(kind="fuel").after(earlier) == Correction(kind="fuel")
    assert Correction({"day": 1}).after(earlier) == Correction({"payee": 3, "day": 1}, "dmy", kind="books")


def test_a_field_of_another_kind_is_passed_over() -> None:
    records = read(SHEETS["vehicles"], fix=Correction({"payee": 1, "driver": 1}))
    assert records.columns.at("driver") == 1
    assert "payee" not in records.columns.fields


def test_a_spelling_claimed_twice_in_a_list_is_refused() -> None:
    one = {
        "table": "vehicles",
        "titles": [],
        "needs": [["plate"]],
        "spellings": {"plate": ["牌"], "model": ["牌"]},
    }
    with pytest.raises(ValueError, match="牌"):
        with_lists(vocabulary(), {"list": [one], "books": {"titles": []}})


# each list that a screen needs, from a sheet to a doubt


def test_fuel_vehicles_and_journeys_lead_to_doubts() -> None:
    lists = [sheet(kind, name=kind) for kind in ("vehicles", "fuel", "dispatch")]
    assert told(outcome("fuel_over_tank", *lists)) == [
        "2024-05-05，云A1234 一天加油 90 升（720.00 元），油箱只有 60 升"
    ]
    assert told(outcome("fuel_against_distance", *lists)) == [
        "2024-05，云A1234 加油 90 升（720.00 元），派车单里程 120 公里只需约 12 升"
    ]


def test_receptions_lead_to_doubts() -> None:
    book = sheet("receptions", ["2024-03-06", "乙单位", "", "有", "4人", "4人", 500])
    assert rows_of(outcome("reception_hosts", book)) == {frozenset({4})}
    assert rows_of(outcome("receptions_without_papers", book)) == {frozenset({4})}


def test_a_budget_leads_to_doubts() -> None:
    assert told(outcome("budget_execution", sheet("budget"))) == [
        "“厕所改造”预算 80,000.00 元，已支出 21,000.00 元，执行率 26%（应在 85% 至 100% 之间）"
    ]


def test_balances_of_two_years_lead_to_doubts() -> None:
    earlier = read([["2023年科目余额表"], *SHEETS["balances"][1:]], name="去年")
    assert told(outcome("aged_balances", earlier, sheet("balances", name="今年"))) == [
        "“其他应收款”下“甲公司”的余额 23,000.00 元，2 个年度没有动过，疑似长期挂账"
    ]


def test_a_purchase_on_the_list_of_assets_is_left_alone() -> None:
    bought = read(
        [
            ["日期", "凭证号", "摘要", "科目编码", "科目名称", "借方", "贷方"],
            ["2024-03-05", "1", "付购办公电脑款", "5001", "业务活动费用", 26400, None],
            ["2024-03-05", "1", "付购办公电脑款", "1002", "银行存款", None, 26400],
        ]
    )
    assert outcome("not_in_assets", bought).found == 1
    assert outcome("not_in_assets", bought, sheet("assets")).found == 0


def test_a_list_of_relatives_as_offices_write_it_is_known() -> None:
    told = read([["本单位人员", "姓名", "关系", "企业名称"], ["李四", "张三", "配偶", "甲建材经营部"]])
    assert (told.kind, told.values["relative_of"], told.values["person"]) == ("persons", ["李四"], ["张三"])
    assert (told.values["kind"], told.values["company"]) == (["配偶"], ["甲建材经营部"])


def test_a_list_of_persons_leads_to_a_name_to_be_checked() -> None:
    rows = SHEETS["persons"]
    persons = read(
        [[*rows[0], "名单来源", "批准文件"], [*rows[1], "人社局名册", "领导小组决定"]], name="名单"
    )
    found = outcome("payee_is_known", payments([["2024-03-05", "1", "张三", "劳务费", 900]]), persons)
    assert [one.startswith("同名待核：收款人“张三”") for one in told(found)] == [True]


def test_a_workbook_holds_books_and_lists_side_by_side() -> None:
    rows: list[list[Cell]] = [["日期", "收款人", "金额"], ["2024-03-05", "甲", 5]]
    sheets = (Sheet("支付", rows, (), FILE), Sheet("车辆", SHEETS["vehicles"], (), FILE))
    source = Source(FILE, SHA, Book(FILE, sheets))
    assert [read_sheet(source, one, vocabulary()).kind for one in sheets] == ["payments", "vehicles"]
