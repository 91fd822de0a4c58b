"""Triage as a list: rows, reasons and counts; content only where asked for."""

from xuncha.letters.core.intake import LetterRow
from xuncha.letters.core.listing import lines, summary
from xuncha.letters.core.triage import triage
from xuncha.letters.facts import triage_lists

LISTS = triage_lists()
LETTERS = (
    LetterRow("表", 2, text="老板拖欠工资三个月，恳请帮忙解决。", channel="post"),
    LetterRow("表", 5, text="老板拖欠工资三个月，恳请帮忙解决！", channel="post"),
    LetterRow(
        "表", 6, text="一、村支书把集体鱼塘的钱私分了，账目没有公开。二、建筑队拖欠农民工工资两年，恳请解决。"
    ),
)
TRIAGED = triage(LETTERS, LISTS)


def test_a_near_duplicate_names_the_row_of_the_earlier_letter():
    assert [line["resembles"] for line in lines(TRIAGED, LISTS)] == [None, 2, None, None]


def test_a_letter_with_two_matters_has_two_lines():
    assert [(x["row"], x["matter"], x["matters"]) for x in lines(TRIAGED, LISTS)][2:] == [
        (6, 1, 2),
        (6, 2, 2),
    ]


def test_no_line_holds_the_text_unless_asked():
    assert all("text" not in line for line in lines(TRIAGED, LISTS))
    assert lines(TRIAGED, LISTS, with_text=True)[0]["text"] == LETTERS[0].text


def test_the_summary_counts_letters_matters_and_ways():
    assert summary(TRIAGED, LISTS) == {
        "letters": 3,
        "matters": 4,
        "several": 1,
        "resembling": 1,
        "by_way": {"keep": 1, "petition": 3, "discipline": 1, "department": 3},
        "undecided": 0,
    }


def test_the_channel_stands_in_where_a_row_has_none():
    (one,) = triage(LETTERS[2:], LISTS, channel="phone")
    assert one.matters[1].ways == ("department", "outside", "petition")
