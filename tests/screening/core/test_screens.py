"""One worked example per screen: the sentence, the cells, and what is knowingly left out."""

from datetime import date

import pytest

from tests.screening.core.books import JOURNAL, PAYMENTS, SHA, outcome, payments, read, rows_of
from xuncha.screening.core.run import screens

TWICE = [
    ["2024-03-05", "1", "甲公司", "付印刷费", "18,640.00"],
    ["2024-03-12", "7", "甲公司", "付印刷费", "18,640.00"],
]


def test_a_duplicate_payment_is_told_with_its_cells() -> None:
    found = outcome("duplicate_payments", payments(TWICE))
    assert [hit.says.zh for hit in found.hits] == [
        "2024-03-05至2024-03-12，向“甲公司”付了 2 笔同样的 18,640.00 元，疑似重复付款"
    ]
    hit = found.hits[0]
    assert hit.says.en == (
        "2 equal payments of 18,640.00 yuan to “甲公司” between 2024-03-05 and 2024-03-12: possibly paid twice"
    )
    assert hit.amount == 1_864_000
    one = hit.evidence[1]
    assert (one.file, one.sha256, one.sheet, one.row, one.voucher) == ("账.xlsx", SHA, "账", 3, "7")
    assert one.cells == {"day": "A3", "voucher_no": "B3", "payee": "C3", "summary": "D3", "amount": "E3"}


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (["2024-03-12", "1", "甲公司", "付印刷费", "18,640.00"], "the same voucher"),
        (["2024-04-05", "7", "甲公司", "付印刷费", "18,640.00"], "a month later"),
        (["2024-03-12", "7", "乙公司", "付印刷费", "18,640.00"], "another payee"),
        (["2024-03-12", "7", "甲公司", "付印刷费", "18,640.01"], "another sum"),
    ],
)
def test_what_is_no_duplicate_payment(second: list[object], why: str) -> None:
    assert outcome("duplicate_payments", payments([TWICE[0], second])).found == 0, why


def test_a_payment_reversed_and_made_again_is_no_duplicate() -> None:
    undone = ["2024-03-06", "3", "甲公司", "冲回", "-18,640.00"]
    assert outcome("duplicate_payments", payments([*TWICE, undone])).found == 0


def test_payees_paid_all_the_time_are_left_out() -> None:
    rows = [[row[0], row[1], "明川供电公司", *row[3:]] for row in TWICE]
    assert outcome("duplicate_payments", payments(rows)).found == 0


def test_without_a_payee_the_summary_is_compared() -> None:
    rows = [
        ["日期", "凭证号", "摘要", "金额"],
        ["2024-03-05", "1", "付印刷费", 900],
        ["2024-03-06", "2", "付印刷费", 900],
    ]
    assert rows_of(outcome("duplicate_payments", read(rows))) == {frozenset({2, 3})}


def test_payments_of_the_same_day_are_counted_together() -> None:
    rows = [["2024-03-05", str(n), "甲公司", "付工程款", 100_000] for n in range(3)]
    found = outcome("splitting", payments(rows))
    assert rows_of(found) == {frozenset({2, 3, 4})}
    assert found.hits[0].says.zh == (
        "2024-03-05至2024-03-05，向“甲公司”付款 3 笔共 300,000.00 元，每笔都低于 300,000.00 元（最大一笔 100,000.00 元），"
        "疑似化整为零"
    )


def test_payees_are_compared_without_blanks_and_width() -> None:
    rows = [
        ["2024-03-05", "1", "甲公司（东区）", "付款", 200_000],
        ["2024-03-06", "2", "甲公司 (东区)", "付款", 200_000],
    ]
    assert rows_of(outcome("splitting", payments(rows))) == {frozenset({2, 3})}


def test_an_unconfirmed_limit_says_so() -> None:
    found = outcome("splitting", payments(TWICE))
    assert found.values[0].zh.startswith("限额：300,000.00元（")
    assert found.values[0].zh.endswith("【待核对原文】")


def test_large_round_payments_are_put_together_by_payee() -> None:
    rows = [
        ["2024-03-05", "1", "甲公司", "咨询费", 150_000],
        ["2024-05-05", "2", "甲公司", "咨询费", 50_000],
        ["2024-05-05", "3", "乙公司", "咨询费", 40_000],
        ["2024-05-05", "4", "丙公司", "咨询费", 150_000.01],
    ]
    found = outcome("round_amounts", payments(rows))
    assert rows_of(found) == {frozenset({2, 3})}
    assert found.hits[0].amount == 20_000_000


def test_odd_payments_with_a_round_sum() -> None:
    rows = [
        ["2024-07-03", "1", "甲饭店", "餐费", 18_736.20],
        ["2024-07-29", "2", "甲饭店", "餐费", 11_263.80],
    ]
    found = outcome("round_split", payments(rows))
    assert [hit.says.zh for hit in found.hits] == [
        "2024-07 向“甲饭店”付款 2 笔，合计正好 30,000.00 元，疑似凑数分笔"
    ]
    assert outcome("round_split", payments([rows[0], ["2024-08-01", *rows[1][1:]]])).found == 0


def entry(
    day: str, number: str, maker: str, approver: str, book: str = "01", summary: str = "付款"
) -> list[object]:
    return [book, day, "记", number, summary, "5001", 100, None, "甲公司", maker, approver]


def test_maker_is_approver_names_no_person_in_its_sentence() -> None:
    found = outcome(
        "maker_is_approver",
        read([JOURNAL, entry("2024-03-05", "1", "周 岚", "周岚"), entry("2024-03-06", "2", "周岚", "李四")]),
    )
    assert [hit.says.zh for hit in found.hits] == [
        "2024-03 有 1 张凭证的制单人和审核人是同一个姓名，涉及 100.00 元"
    ]


def test_a_worked_saturday_is_no_day_off_and_a_holiday_is() -> None:
    rows = [
        JOURNAL,
        entry("2024-02-04", "1", "甲", "乙"),
        entry("2024-02-12", "2", "甲", "乙"),
        entry("2024-02-13", "3", "甲", "乙", summary="结转"),
    ]
    assert rows_of(outcome("non_working_days", read(rows))) == {frozenset({3})}


def test_a_year_without_a_calendar_is_not_judged_and_says_so() -> None:
    found = outcome("non_working_days", read([JOURNAL, entry("2031-02-08", "1", "甲", "乙")]))
    assert found.hits == ()
    assert found.not_applicable.zh == "2031年的放假调休安排尚未录入，无法推算工作日"


def test_a_missing_column_is_told_instead_of_silence() -> None:
    found = outcome("splitting", read([["Amount"], ["12.5"]]))
    assert found.not_applicable.zh == "付款记录里没有日期；付款记录里没有收款人"
    assert found.not_applicable.en == "payments lack a date; payments lack a payee"


def test_rows_without_a_day_are_still_judged_where_no_day_is_needed() -> None:
    found = outcome("round_amounts", read([PAYMENTS, ["某天", "1", "甲公司", "咨询费", 150_000]]))
    assert rows_of(found) == {frozenset({2})}
    assert found.hits[0].evidence[0].day == ""


@pytest.mark.parametrize("screen", screens(), ids=lambda screen: screen.key)
def test_every_screen_says_doubt_and_never_guilt(screen: object) -> None:
    said = screen.sentence.zh + screen.title.zh + screen.why.zh
    assert not any(word in said for word in ("违纪", "违法", "贪污", "受贿", "套取"))
    assert all((screen.exclusions, screen.look.zh, screen.basis.zh))


def test_the_rule_version_changes_with_a_parameter_and_with_nothing_else() -> None:
    books = payments(TWICE)
    assert outcome("splitting", books).rule == outcome("splitting", payments(TWICE[:1])).rule
    assert outcome("splitting", books).rule != outcome("splitting", books, limit=200_000).rule


def test_hits_stand_by_amount() -> None:
    rows = [["2024-03-05", "1", "甲公司", "咨询费", 50_000], ["2024-03-05", "2", "乙公司", "咨询费", 90_000]]
    assert [hit.amount for hit in outcome("round_amounts", payments(rows)).hits] == [9_000_000, 5_000_000]


def test_the_day_of_a_hit_is_the_day_of_the_sheet() -> None:
    assert (
        outcome("round_amounts", payments([[date(2024, 3, 5), "1", "甲", "费", 50_000]]))
        .hits[0]
        .evidence[0]
        .day
        == "2024-03-05"
    )


def numbered(*numbers: str) -> list[list[object]]:
    return [entry("2024-03-05", number, "甲", "乙") for number in numbers]


def test_a_gap_is_told_with_the_missing_numbers_and_its_neighbours() -> None:
    found = outcome("voucher_gaps", read([JOURNAL, *numbered("001", "002", "004", "008")]), share=60)
    assert [hit.says.zh for hit in found.hits] == ["2024-03 记字凭证缺 4 个号：3、5—7"]
    assert [one.voucher for one in found.hits[0].evidence] == ["记-002", "记-004", "记-008"]


def test_numbers_that_begin_anew_each_month_have_no_gap() -> None:
    rows = [entry("2024-03-05", "9", "甲", "乙"), entry("2024-04-05", "1", "甲", "乙")]
    assert outcome("voucher_gaps", read([JOURNAL, *rows])).found == 0


def test_a_month_that_lacks_most_numbers_is_taken_for_an_export_that_is_not_whole() -> None:
    assert outcome("voucher_gaps", read([JOURNAL, *numbered("1", "100")])).found == 0


def cash(amount: float, summary: str, against: str = "办公费") -> list[list[object]]:
    heads = ["日期", "凭证号", "摘要", "科目名称", "借方", "贷方"]
    return [
        heads,
        ["2024-03-05", "5", summary, against, amount, None],
        ["2024-03-05", "5", summary, "库存现金", None, amount],
    ]


def test_cash_over_the_limit_is_told() -> None:
    found = outcome("cash_over_limit", read(cash(1800, "付打印费")))
    assert [hit.says.zh for hit in found.hits] == [
        "凭证 5 用现金支付 1,800.00 元（“付打印费”），超过 1,000.00 元的结算起点"
    ]
    assert found.hits[0].evidence[0].cells["credit"] == "F3"


@pytest.mark.parametrize(
    "rows",
    [cash(1000, "付打印费"), cash(1800, "付差旅费"), cash(1800, "存现", against="银行存款")],
    ids=["limit", "travel", "banked"],
)
def test_cash_that_may_be_paid_is_left_alone(rows: list[list[object]]) -> None:
    assert outcome("cash_over_limit", read(rows)).found == 0


def test_payments_to_associations_are_put_together() -> None:
    rows = [
        ["2024-03-05", "1", "明川县建筑业协会（虚构）", "会费", 5000],
        ["2024-06-05", "2", "明川县建筑业协会（虚构）", "赞助", 8000],
        ["2024-06-06", "3", "明川县红十字会", "捐款", 8000],
        ["2024-06-07", "4", "明川县协力公司", "货款", 8000],
    ]
    found = outcome("associations", payments(rows))
    assert rows_of(found) == {frozenset({2, 3})}
    assert found.hits[0].amount == 1_300_000
