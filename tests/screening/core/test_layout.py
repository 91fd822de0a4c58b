from tests.screening.core.books import JOURNAL
from xuncha.screening.core.layout import find_head, money_unit
from xuncha.screening.facts import vocabulary

WORDS = vocabulary()


def test_a_heading_below_title_rows_is_found() -> None:
    head = find_head([["某单位2024年序时账"], ["单位：元"], JOURNAL, ["01", "2024-01-02"]], (), WORDS)
    assert (head.first, head.depth, head.above) == (2, 1, ("某单位2024年序时账", "单位：元"))


def test_a_heading_of_two_rows_with_merged_cells() -> None:
    rows = [["日期", "摘要", "发生额", None], [None, None, "借方", "贷方"], ["2024-01-02", "付款", 1, None]]
    head = find_head(rows, [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3)], WORDS)
    assert (head.first, head.depth) == (0, 2)
    assert head.titles == (("日期",), ("摘要",), ("发生额", "借方"), ("发生额", "贷方"))


def test_a_heading_of_two_rows_in_a_text_file() -> None:
    head = find_head([["2023年", None, "摘要", "借方", "贷方"], ["月", "日", None, None, None]], (), WORDS)
    assert head.titles[:2] == (("2023年", "月"), ("2023年", "日"))
    assert head.year() == 2023


def test_a_title_over_the_whole_table_is_no_part_of_the_headings() -> None:
    rows = [["2024年支付明细", None, None, None], ["日期", "收款人", "摘要", "金额"]]
    head = find_head(rows, [(0, 0, 0, 3)], WORDS)
    assert (head.first, head.depth) == (1, 1)


def test_a_list_of_one_column_needs_one_known_heading() -> None:
    assert find_head([["Amount"], ["12.5"]], (), WORDS).titles == (("Amount",),)


def test_a_sheet_of_something_else_has_no_heading() -> None:
    assert find_head([["楼层", "朝向", "门牌"], ["三楼", "南", "乙"]], (), WORDS) is None


def test_the_unit_is_taken_from_the_heading_or_the_title() -> None:
    in_heading = find_head([["日期", "金额（万元）"], ["2024-01-02", 1]], (), WORDS)
    assert money_unit(in_heading, 1) == ("万元", "金额（万元）")
    in_title = find_head([["金额单位:万元"], ["日期", "金额"]], (), WORDS)
    assert money_unit(in_title, 1) == ("万元", "金额单位:万元")
    unsaid = find_head([["日期", "金额"]], (), WORDS)
    assert money_unit(unsaid, 1) == ("元", "")


def test_a_heading_in_strange_words_is_found_above_numbers() -> None:
    assert find_head([["某表"], ["何时", "谁", "多少"], ["2024-03-05", "甲", "5.00"]], (), WORDS).first == 1
