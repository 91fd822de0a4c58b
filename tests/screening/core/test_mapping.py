import pytest

from xuncha.screening.core.layout import Head
from xuncha.screening.core.mapping import Columns, corrected, guess
from xuncha.screening.facts import vocabulary


def mapped(headers: list[str], *sample: list[object]) -> Columns:
    return guess(vocabulary(), Head(0, 1, tuple((one,) for one in headers)), sample)


def found(columns: Columns) -> dict[str, str]:
    return {one.header: one.field for one in columns.guesses}


def test_known_spellings_are_taken_whatever_case_and_blanks() -> None:
    columns = mapped(["Paid Date", "paid_by", "SUPPLIER NAME ", " Amount"])
    assert found(columns) == {"Paid Date": "day", "SUPPLIER NAME ": "payee", " Amount": "amount"}
    assert columns.unused == ("paid_by",)


def test_a_misspelling_is_guessed_and_says_so() -> None:
    one = mapped(["Organisatonal Unit", "Amount"]).guesses[0]
    assert (one.field, one.how) == ("department", "near")
    assert one.reason.zh == "表头与“organisationalunit”只差几个字母"


def test_a_hint_inside_a_heading_is_a_guess_with_its_reason() -> None:
    one = mapped(["经办业务摘要说明", "金额"]).guesses[0]
    assert (one.field, one.how) == ("summary", "hint")
    assert one.reason.zh == "表头里有“摘要”字样"


def test_a_hint_is_dropped_when_the_cells_say_otherwise() -> None:
    columns = mapped(["更新日期说明", "金额"], ["每月更新", 1], ["按季更新", 2])
    assert found(columns) == {"金额": "amount"}


def test_a_spelling_is_kept_but_doubted_when_the_cells_say_otherwise() -> None:
    one = mapped(["日期", "金额"], ["00:00.0", 1]).guesses[0]
    assert one.field == "day"
    assert one.reason.zh == "表头就是“日期”的常用写法；但抽看的内容大多读不出来，请核对"


def test_a_column_is_known_by_its_values_when_its_heading_is_not() -> None:
    columns = mapped(["何时", "收款人", "多少"], ["2024-03-05", "甲", "12.50"], ["2024-03-06", "乙", "8.00"])
    assert found(columns) == {"何时": "day", "收款人": "payee", "多少": "amount"}
    assert [one.how for one in columns.guesses] == ["values", "spelling", "values"]


def test_numbers_alone_are_not_taken_for_payments() -> None:
    assert mapped(["品名", "价"], ["甲", "12.50"], ["乙", "8.00"]).fields == frozenset()


def test_whole_numbers_are_not_taken_for_amounts_by_their_values() -> None:
    assert "amount" not in mapped(["收款人", "编码"], ["甲", "1002"]).fields


def test_of_two_headings_the_better_spelling_wins() -> None:
    columns = mapped(["借方原币金额", "借方本币金额", "贷方本币金额", "摘要"])
    assert columns.at("debit") == 1
    assert columns.unused == ("借方原币金额",)


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        (["日期", "摘要", "借方", "贷方"], "entries"),
        (["日期", "科目", "方向", "金额"], "entries"),
        (["日期", "收款人", "金额"], "payments"),
        (["科目编码", "科目名称", "级次"], "accounts"),
        (["日期", "收款人"], "unknown"),
    ],
)
def test_the_kind_of_table_follows_from_its_columns(headers: list[str], kind: str) -> None:
    assert mapped(headers).kind == kind


def test_a_correction_moves_a_field_and_frees_the_other() -> None:
    head = Head(0, 1, (("日期",), ("往来单位",), ("户名",), ("金额",)))
    columns = corrected(vocabulary(), guess(vocabulary(), head, []), head, {"payee": 2, "day": None})
    assert found(columns) == {"户名": "payee", "金额": "amount"}
    assert columns.guesses[0].how == "hand"
    assert columns.unused == ("日期", "往来单位")


def test_a_column_given_to_a_field_is_taken_from_the_one_that_had_it() -> None:
    head = Head(0, 1, (("往来单位",), ("金额",)))
    columns = corrected(vocabulary(), guess(vocabulary(), head, []), head, {"unit": 0})
    assert found(columns) == {"往来单位": "unit", "金额": "amount"}
