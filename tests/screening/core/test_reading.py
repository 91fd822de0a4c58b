from datetime import date

from tests.screening.core.books import JOURNAL, PAYMENTS, read
from xuncha.screening.core.reading import Correction


def line(day: object, number: object, debit: object, credit: object, summary: str = "付款") -> list[object]:
    return ["01", day, "记", number, summary, "1002", debit, credit, "甲公司", "张三", "李四"]


def test_amounts_days_and_codes_of_a_journal() -> None:
    records = read([JOURNAL, line("2024-01-02", "0001", None, "1,000.50"), line(45294, "0002", "(3)", None)])
    assert records.kind == "entries"
    assert records.rows == [2, 3]
    assert records.values["day"] == [date(2024, 1, 2), date(2024, 1, 3)]
    assert records.values["credit"] == [100050, 0]
    assert records.values["debit"] == [0, -300]
    assert records.values["voucher_no"] == ["0001", "0002"]
    assert records.remarks == ()


def test_an_unreadable_amount_is_named_and_its_row_left_out() -> None:
    records = read([PAYMENTS, ["2024-01-02", "1", "甲", "付", "很多"], ["2024-01-03", "2", "乙", "付", 5]])
    assert records.values["amount"] == [500]
    assert [str(one.line()) for one in records.remarks] == [
        "《账.xlsx》“账”表第2行“金额”列：“很多”不是金额，这一行没有参加筛查。请在原表中改正后重新导入。"
    ]


def test_an_unreadable_day_is_named_and_its_row_kept() -> None:
    records = read([PAYMENTS, ["某天", "1", "甲", "付", 5], ["2024-01-03", "2", "乙", "付", 6]])
    assert records.values["day"] == [None, date(2024, 1, 3)]
    assert (records.remarks[0].place.row, records.remarks[0].place.column) == (2, "日期")


def test_many_unreadable_cells_are_counted_after_twenty() -> None:
    records = read([PAYMENTS, *(["某天", str(n), "甲", "付", n + 1] for n in range(30))])
    assert len(records.remarks) == 21
    assert records.remarks[-1].says.zh == "另有 10 格同样读不出来（最后一处在第31行）"


def test_sum_rows_are_dropped_and_checked() -> None:
    rows = [
        JOURNAL,
        line("2024-01-02", "1", 100, None),
        line("2024-01-03", "2", 50, None),
        [None, None, None, None, "本月合计", None, 150, None],
        line("2024-02-01", "1", 30, None),
        [None, None, None, None, "本月合计", None, 30, None],
        [None, None, None, None, "本年累计", None, 180, None],
    ]
    records = read(rows)
    assert records.values["debit"] == [10000, 5000, 3000]
    assert (records.counts["sum_rows"], records.counts["sums_wrong"]) == (3, 0)
    assert records.remarks == ()


def test_a_sum_row_that_disagrees_is_named_with_both_sums() -> None:
    records = read([PAYMENTS, ["2024-01-02", "1", "甲", "付", 100], ["合计", None, None, None, 120]])
    assert records.remarks[0].place.row == 3
    assert records.remarks[0].says.zh == "“合计”行写的是 120.00，上面各行相加是 100.00，相差 20.00"


def test_pages_carried_forward_agree() -> None:
    rows = [
        PAYMENTS,
        ["2024-01-02", "1", "甲", "付", 100],
        ["过 次 页", None, None, None, 100],
        PAYMENTS,
        ["承前页", None, None, None, 100],
        ["2024-01-05", "2", "甲", "付", 40],
        ["过次页", None, None, None, 140],
    ]
    records = read(rows)
    assert records.values["amount"] == [10000, 4000]
    assert (records.counts["repeated_headings"], records.counts["sums_wrong"]) == (1, 0)


def test_a_booking_whose_own_word_is_total_stays_a_booking() -> None:
    records = read([["Date", "Invoice No", "Supplier Name", "Amount"], ["2024-01-02", "TOTAL", "TOTAL", 5]])
    assert records.values["amount"] == [500]


def test_the_unit_of_ten_thousand_is_applied() -> None:
    records = read([["单位：万元"], PAYMENTS, ["2024-01-02", "1", "甲", "付", 1.25]])
    assert records.values["amount"] == [1_250_000]


def test_merged_cells_fill_downwards_but_never_amounts() -> None:
    rows = [
        PAYMENTS,
        ["2024-01-02", "1", "甲", "付", 9],
        [None, None, "乙", "付", None],
        [None, None, "丙", "付", 4],
    ]
    records = read(rows, merged=[(1, 0, 3, 0), (1, 1, 3, 1), (1, 4, 2, 4)])
    assert records.values["day"] == [date(2024, 1, 2)] * 2
    assert records.values["voucher_no"] == ["1", "1"]
    assert records.values["amount"] == [900, 400]


def test_blanks_are_not_filled_where_nothing_is_merged() -> None:
    records = read([PAYMENTS, ["2024-01-02", "1", "甲", "付", 9], [None, None, "乙", "付", 4]])
    assert records.values["day"] == [date(2024, 1, 2), None]


def test_a_side_column_is_turned_into_debit_and_credit() -> None:
    rows = [
        ["日期", "科目", "方向", "金额"],
        ["2024-01-02", "银行存款", "贷", 5],
        ["2024-01-02", "办公费", "借", 5],
    ]
    records = read([*rows, ["2024-01-02", "办公费", "左", 7]])
    assert (records.values["debit"], records.values["credit"]) == ([0, 500, 0], [500, 0, 0])
    assert records.remarks[0].place.row == 4


def test_month_and_day_in_two_columns_take_the_year_above_them() -> None:
    rows = [["2023年", None, "摘要", "借方", "贷方"], ["月", "日", None, None, None], [3, 5, "付", None, 7]]
    assert read(rows).values["day"] == [date(2023, 3, 5)]


def test_void_vouchers_are_left_out_and_counted() -> None:
    records = read(
        [
            [*PAYMENTS, "作废标志"],
            ["2024-01-02", "1", "甲", "付", 9, "是"],
            ["2024-01-02", "2", "甲", "付", 8, "否"],
        ]
    )
    assert records.values["amount"] == [800]
    assert records.remarks[0].says.zh == "1 行已作废，未参加筛查"


def test_books_are_told_apart_by_their_column() -> None:
    row = line("2024-01-02", "1", 5, None)
    records = read([JOURNAL, row, ["02 预算会计", *row[1:]], ["", *row[1:]]])
    assert records.values["book"] == ["01", "02", ""]


def test_a_sheet_without_books_says_what_was_expected() -> None:
    records = read([["楼层", "门牌"], ["三楼", "东"]])
    assert (records.kind, records.rows) == ("unknown", ())
    assert records.remarks[0].level == "error"
    assert records.remarks[0].remedy.zh == "表头至少要有金额（或借方、贷方）和日期、摘要、收款人中的一项。"


def test_a_correction_by_hand_is_read() -> None:
    rows = [["何时付", "户名", "收款人", "金额"], ["05/03/2024", "真收款人", "经手人", 7]]
    records = read(rows, fix=Correction({"payee": 1, "day": 0}, "dmy"))
    assert records.values["payee"] == ["真收款人"]
    assert records.values["day"] == [date(2024, 3, 5)]


def test_turnover_by_account_without_balances_is_left_out_and_says_why() -> None:
    records = read([["科目编码", "科目名称", "借方发生额", "贷方发生额"], ["1002", "银行存款", 5, 6]])
    assert (records.kind, records.rows) == ("unknown", ())
    assert records.remarks[0].says.zh.startswith(
        "有借贷金额和科目，没有日期、凭证号和摘要，也没有期初、期末余额，这张表没有参加筛查"
    )


def test_a_day_book_takes_its_account_from_the_title() -> None:
    rows = [
        ["银行存款日记账"],
        ["日期", "凭证号", "摘要", "借方", "贷方", "余额"],
        ["2024-01-02", "1", "付款", None, 5, 9],
    ]
    assert read(rows).values["account_name"] == ["银行存款"]
    rows[0] = ["科目：1002 银行存款"]
    records = read(rows)
    assert (records.values["account_code"], records.values["account_name"]) == (["1002"], ["银行存款"])
