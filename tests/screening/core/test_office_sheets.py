"""Sheets as offices and their programs write them: read without a hand mapping, to the cent."""

from datetime import date

import pytest

from tests.screening.core.books import PAYMENTS, read
from xuncha.screening.core.reading import Records


def sheet(*rows: list[object], heading: list[str] | None = None, **how: object) -> Records:
    return read([heading or PAYMENTS, *rows], **how)


def paid(
    amount: object, day: object = "2024-03-05", payee: object = "甲", number: object = "1"
) -> list[object]:
    return [day, number, payee, "付", amount]


@pytest.mark.parametrize(
    ("over", "cents"),
    [
        ("金额单位：千元", 150_000),
        ("单位：百万元", 150_000_000),
        ("（单位：亿元）", 15_000_000_000),
        ("单位:元", 150),
    ],
)
def test_the_unit_over_a_sheet_is_applied(over: str, cents: int) -> None:
    assert read([[over], PAYMENTS, paid(1.5)]).values["amount"] == [cents]


def test_a_title_that_names_a_sum_of_money_is_no_unit() -> None:
    assert read([["关于拨付补助100万元的支付明细"], PAYMENTS, paid(1.5)]).values["amount"] == [150]


def test_a_unit_behind_a_heading_is_applied() -> None:
    records = sheet(paid(1.5), heading=[*PAYMENTS[:-1], "支付金额/万元"])
    assert records.values["amount"] == [1_500_000]


def test_a_row_that_says_nothing_but_a_subtotal_is_none_of_the_payments() -> None:
    records = sheet(
        ["甲局", *paid(1)],
        ["甲局 汇总", None, None, None, None, 1],
        ["乙局", *paid(2)],
        ["乙局小计", None, None, None, None, 2],
        ["共 2 笔", None, None, None, None, 3],
        heading=["单位名称", *PAYMENTS],
    )
    assert (records.values["amount"], records.counts["sum_rows"], records.counts["sums_wrong"]) == (
        [100, 200],
        3,
        0,
    )


def test_a_payment_whose_summary_ends_as_a_subtotal_stays_a_payment() -> None:
    records = sheet(["2024-03-05", "1", "甲", "1至3月电费合计", 7], [None, "2", None, "水电费合计", 8])
    assert records.values["amount"] == [700, 800]


def test_a_foot_of_a_sheet_is_not_told_as_an_unread_amount() -> None:
    records = sheet(paid(1), ["制表人：张三", None, None, None, "2024年12月31日"], ["第 1 页 共 1 页"])
    assert (records.values["amount"], records.remarks) == ([100], ())


def test_the_unit_of_the_books_is_taken_from_the_title_and_from_the_head_of_a_part() -> None:
    rows = [
        ["单位名称：甲局", None, "单位：元"], PAYMENTS, paid(1), ["合计", None, None, None, 1],
        ["单位名称：", "乙局"], PAYMENTS, paid(2), ["合计", None, None, None, 2],
    ]  # fmt: skip
    records = read(rows)
    assert (records.values["unit"], records.values["amount"], records.remarks) == (
        ["甲局", "乙局"],
        [100, 200],
        (),
    )


def test_each_part_of_a_detail_ledger_has_its_account() -> None:
    def part(account: str, yuan: int) -> list[list[object]]:
        return [
            [f"科目：{account}"], ["2024年", None, "凭证号", "摘要", "借方", "贷方", "余额"], ["月", "日"],
            [1, 5, "记1", "付", yuan, None, yuan], [None, None, None, "本月合计", yuan, None, yuan],
        ]  # fmt: skip

    records = read([*part("500101 办公费", 1), *part("[500102]差旅费", 2)])
    assert records.values["account_code"] == ["500101", "500102"]
    assert records.values["account_name"] == ["办公费", "差旅费"]
    assert (records.values["debit"], records.counts["sums_wrong"], records.remarks) == ([100, 200], 0, ())


JOURNAL = ["日期", "凭证字号", "摘要", "科目名称", "借方", "贷方", "制单"]


def test_lines_below_the_first_of_a_voucher_take_its_day_and_number_where_they_balance() -> None:
    records = sheet(
        ["2024/1/5", "记-1", "付", "办公费", 3, None, "张三"], [None, None, "付", "银行存款", None, 3, None],
        ["2024/1/8", "记-2", "付", "印刷费", 1, None, "李四"], [None, None, "付", "邮电费", 1, None, None],
        [None, None, "付", "银行存款", None, 2, None], heading=JOURNAL,
    )  # fmt: skip
    assert records.values["voucher_no"] == ["记-1"] * 2 + ["记-2"] * 3
    assert records.values["day"] == [date(2024, 1, 5)] * 2 + [date(2024, 1, 8)] * 3
    assert records.values["maker"] == ["张三"] * 2 + ["李四"] * 3
    assert records.remarks[0].says.zh.startswith("有 3 行没有写日期和凭证号")


def test_lines_that_do_not_balance_with_those_above_stay_without_day_and_number() -> None:
    records = sheet(
        ["2024/1/5", "记-1", "付", "办公费", 3, None, "张三"],
        [None, None, "付", "银行存款", None, 2, None],
        heading=JOURNAL,
    )
    assert (records.values["voucher_no"], records.values["day"][1]) == (["记-1", ""], None)


def test_a_heading_reaches_down_as_far_as_its_merged_cells() -> None:
    rows = [
        ["姓名", "应发", None, "实发工资"], [None, "岗位", "绩效", None], ["张三", 1, 2, 3], ["李四", 1, 1, 2]
    ]  # fmt: skip
    records = read(rows, merged=[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3)], name="工资")
    assert (records.kind, records.rows, records.remarks) == ("payroll", [3, 4], ())


def test_a_day_without_a_year_takes_the_year_over_the_sheet() -> None:
    rows = [["2024年支付明细"], ["打印日期：2025-01-03"], PAYMENTS, paid(1, "3月5日"), paid(2, "2月30日")]
    records = read(rows)
    assert records.values["day"] == [date(2024, 3, 5), None]
    assert records.remarks[0].place.row == 5


def test_a_day_without_a_year_stays_open_where_two_years_are_named() -> None:
    assert read([["2023年7月至2024年6月"], PAYMENTS, paid(1, "3月5日")]).values["day"] == [None]


def test_sums_of_debits_and_of_credits_stand_in_one_column() -> None:
    records = sheet(
        ["2024-01-05", "1", "付", "办公费", "借", 3], ["2024-01-05", "1", "付", "银行存款", "贷", 3],
        ["合计", None, None, None, "借", 3], ["合计", None, None, None, "贷", 4],
        heading=["日期", "凭证号", "摘要", "科目名称", "方向", "金额"],
    )  # fmt: skip
    assert [(one.place.row, one.place.column, one.says.zh) for one in records.remarks] == [
        (5, "金额", "“合计”行写的是 4.00，上面各行相加是 3.00，相差 1.00")
    ]


def test_a_sum_may_stand_above_what_it_adds_up() -> None:
    rows = [paid(1), ["乙局小计", None, None, None, 5], paid(2), paid(3)]
    assert sheet(["合计", None, None, None, 6], *rows).counts["sums_wrong"] == 0
    assert sheet(["合计", None, None, None, 7], *rows).counts["sums_wrong"] == 1


def test_month_and_day_that_are_not_repeated_are_those_above() -> None:
    rows = [
        ["2024年", None, "凭证号", "摘要", "借方", "贷方"], ["月", "日", None, None, None, None], [3, 5, "1", "付", 1, None],
        [None, None, "2", "付", 1, None], [None, 8, "3", "付", 1, None], [4, None, "4", "付", 1, None],
    ]  # fmt: skip
    records = read(rows)
    march = [date(2024, 3, 5), date(2024, 3, 5), date(2024, 3, 8)]
    assert records.values["day"] == [*march, None]
    assert records.remarks[0].says.zh == "有 2 行没有写全月、日，按上一行的月、日读"


def test_rows_in_another_currency_are_named_and_left_out() -> None:
    rows = [[*paid(1), "人民币"], [*paid(2), "美元"], [*paid(3), "CNY"]]
    records = sheet(*rows, heading=[*PAYMENTS, "币种"])
    assert records.values["amount"] == [100, 300]
    assert (records.remarks[0].place.row, records.remarks[0].place.column) == (3, "币种")


def test_money_received_is_no_payment() -> None:
    records = sheet([*paid(1), "支出"], [*paid(2), "收入"], heading=[*PAYMENTS, "收支类型"])
    assert records.values["amount"] == [100]
    assert records.remarks[0].says.zh == "有 1 行是收入，不是付款，未参加筛查"


def test_a_day_decades_away_from_all_others_is_named_and_left_open() -> None:
    rows = [paid(1, f"2024-03-{day:02d}") for day in range(1, 20)]
    records = sheet(*rows, paid(1, "2042-03-20"), paid(1, "2023-12-31"))
    assert records.values["day"][-2:] == [None, date(2023, 12, 31)]
    assert [one.place.row for one in records.remarks] == [21]


def test_of_several_amounts_the_one_that_was_paid_is_taken() -> None:
    heading = ["单位", "指标金额", "申请金额", "实际支付金额", "收款方户名", "支付时间"]
    records = sheet(["甲局", 100, 6, 5, "乙", "2024-03-05"], heading=heading)
    assert (records.values["amount"], records.values["payee"]) == ([500], ["乙"])


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        (["账号", "账户名称", "借方发生额/元(支取)", "贷方发生额/元(收入)", "余额", "对方户名", "对方账号", "记账日期", "凭证种类",
          "凭证号"],
         ["1", "某局", 5, None, 9, "乙", "2", "20240305", None, "7"]),
        (["交易日期", "摘要", "借贷标志", "交易金额", "余额", "对方账号", "对方户名"], ["20240305101112", "转账", "借", 5, 9, "2", "乙"]),
        (["交易日期", "凭证种类", "凭证号", "借方发生额(支取)", "贷方发生额(收入)", "账户余额", "对方账号", "对方户名", "摘要"],
         ["2024-03-05", "0", "7", 5, None, 9, "2", "乙", "付"]),
    ],
)  # fmt: skip
def test_statements_of_banks_are_told_from_books(heading: list[str], row: list[object]) -> None:
    records = read([heading, row], name="Sheet1")
    assert (records.kind, records.values["paid"], records.values["received"]) == ("bank", [500], [None])
    assert (records.values["day"], records.values["party"]) == ([date(2024, 3, 5)], ["乙"])


def test_payroll_takes_its_month_from_the_title() -> None:
    records = read([["某局2024年3月工资发放表"], ["姓名", "身份证号", "实发工资"], ["张三", "1", 5]])
    assert (records.kind, records.values["year"], records.values["period"]) == ("payroll", ["2024"], ["03"])


def test_balances_of_payees_stand_in_pairs_of_columns_under_a_merged_heading() -> None:
    rows = [
        ["供应商", "期初余额", None, "本期发生", None, "期末余额", None], [None, "借方", "贷方", "借方", "贷方", "借方", "贷方"],
        ["甲公司", None, 5, 1, 2, None, 6], ["小计", None, 5, 1, 2, None, 6],
    ]  # fmt: skip
    records = read(rows, merged=[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4), (0, 5, 0, 6)], name="往来")
    assert (records.kind, records.values["party"], records.values["closing"]) == (
        "balances",
        ["甲公司"],
        [-600],
    )


def test_a_remark_that_counts_people_makes_no_sum_of_a_reception() -> None:
    heading = ["接待时间", "来访单位", "来访人数", "公函号", "金额（元）", "备注"]
    records = read([["公务接待台账"], heading, ["2024-03-05", "某局", "3人", "函1号", 400, "共5人"]])
    assert (records.kind, records.values["guests"], records.values["amount"]) == ("receptions", [3], [40_000])


def test_receipts_and_spendings_of_a_cash_book_are_its_debits_and_credits() -> None:
    rows = [
        ["某村现金日记账"], ["2024年度"], ["日期", "凭证号", "摘要", "收入金额", "支出金额", "余额"],
        [None, None, "上年结转", None, None, 9], ["3月5日", "1", "付清淤费", None, 5, 4], ["3月9日", "2", "收承包费", 7, None, 11],
    ]  # fmt: skip
    records = read(rows)
    assert (records.kind, records.values["account_name"]) == ("entries", ["现金", "现金"])
    assert (records.values["debit"], records.values["credit"]) == ([0, 700], [500, 0])
    assert records.values["day"] == [date(2024, 3, 5), date(2024, 3, 9)]


def test_spendings_of_a_list_that_is_no_day_book_are_its_payments() -> None:
    heading = ["日期", "凭证号", "摘要", "收入金额", "支出金额"]
    records = read([["收支明细表"], heading, ["2024-03-05", "1", "付清淤费", None, 5]])
    assert (records.kind, records.values["amount"]) == ("payments", [500])


@pytest.mark.parametrize("written", ["1002 银行存款", "1002\\\\银行存款", "[1002]银行存款", "1002-银行存款"])
def test_a_code_before_the_name_of_an_account_is_its_code(written: str) -> None:
    rows = [["2024-03-05", "1", "付", "5001.01 办公费", 5, None], ["2024-03-05", "1", "付", written, None, 5]]
    records = sheet(*rows, heading=["日期", "凭证号", "摘要", "科目", "借方", "贷方"])
    assert records.values["account_code"] == ["5001.01", "1002"]
    assert records.values["account_name"] == ["办公费", "银行存款"]


def test_a_row_that_counts_the_columns_is_no_payment() -> None:
    assert sheet(["栏次", 1, 2, 3, 4], paid(1)).values["amount"] == [100]
    assert sheet(["A", "B", "C", "D", "E"], paid(1)).remarks == ()
    assert sheet(["2024-03-05", 1, 2, 3, 4], paid(1)).values["amount"] == [400, 100]


def test_what_was_returned_or_void_by_its_status_is_no_payment() -> None:
    records = sheet(
        [*paid(1), "已清算"], [*paid(2), "已退回"], [*paid(3), "1"], heading=[*PAYMENTS, "支付状态"]
    )
    assert records.values["amount"] == [100, 300]
    assert records.remarks[0].says.zh == "有 1 行的状态是作废、退回或未付，未参加筛查"


def test_a_second_table_to_the_right_is_told() -> None:
    records = sheet([*paid(1), None, *paid(2)], heading=[*PAYMENTS, "", *PAYMENTS])
    assert records.values["amount"] == [100]
    assert [one.says.zh for one in records.remarks] == ["右边还有一张表头相同的表，没有读"]


@pytest.mark.parametrize("sign", [1, -1])
def test_the_balance_of_a_statement_says_which_sign_went_out(sign: int) -> None:
    heading = ["交易日期", "交易金额", "余额", "对方户名", "对方账号"]
    records = sheet(
        ["2024-03-05", -5 * sign, 95, "甲", "6"], ["2024-03-06", 7 * sign, 102, "乙", "7"], ["2024-03-07", -2 * sign, 100, "乙", "7"],
        heading=heading,
    )  # fmt: skip
    assert records.kind == "bank"
    assert (records.values["paid"], records.values["received"]) == ([500, None, 200], [None, 700, None])


def test_the_sum_row_of_a_statement_with_one_amount_column_is_passed_over() -> None:
    heading = ["交易日期", "借贷标志", "交易金额", "余额", "对方户名", "对方账号"]
    records = sheet(
        ["2024-03-05", "借", 5, 95, "甲", "6"], ["合计", None, 5, None, None, None], heading=heading
    )
    assert (records.values["paid"], records.counts["sum_rows"], records.remarks) == ([500], 1, ())


def test_a_second_column_of_the_same_name_is_told() -> None:
    records = sheet([*paid(1), 9], heading=[*PAYMENTS, "金额"])
    assert records.values["amount"] == [100]
    assert [(one.place.column, one.says.zh) for one in records.remarks] == [
        ("金额", "有几列都叫这个名字，只读了最左边的一列")
    ]
