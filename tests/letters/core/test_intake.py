"""Clerks' tables are read as they are; what cannot be read is told with its place and never quoted."""

from datetime import date

from xuncha.base.sheets_in import Book, Sheet
from xuncha.letters.core.intake import read_letters
from xuncha.letters.facts import triage_lists

LISTS = triage_lists()


def read(*rows):
    return read_letters(
        Book("来信.xlsx", (Sheet("登记", [list(row) for row in rows], file="来信.xlsx"),)), LISTS
    )


def said(intake):
    return [(r.level, r.place.row, r.place.column, r.says.zh) for r in intake.remarks]


def test_known_headings_are_read_without_a_remark():
    intake = read(
        ["信访编号", "来信日期", "渠道", "反映内容", "反映人", "联系电话", "是否实名", "被反映人"],
        ["7", "2026-03-05", "来访", "水渠坏了", "某甲", "12345", "实名", "某乙"],
    )
    (letter,) = intake.letters
    assert intake.remarks == ()
    assert (letter.row, letter.number, letter.day, letter.channel) == (2, "7", date(2026, 3, 5), "visit")
    assert (letter.text, letter.writer, letter.contact) == ("水渠坏了", "某甲", "12345")
    assert (letter.named, letter.reported) == (True, "某乙")


def test_title_rows_above_the_heading_are_passed_over():
    intake = read(["某县来信登记表", None], ["日期", "内容"], ["2026-03-05", "水渠坏了"])
    assert [(x.row, x.text) for x in intake.letters] == [(3, "水渠坏了")]


def test_an_unknown_heading_is_guessed_by_its_wording_and_said_so():
    intake = read(["群众反映内容（原话）", "日期"], ["水渠坏了", "2026-03-05"])
    assert [x.text for x in intake.letters] == ["水渠坏了"]
    assert said(intake) == [("notice", 1, "群众反映内容（原话）", "不是规定的表头，按字面当作“内容”")]


def test_the_column_with_the_longest_texts_is_taken_when_no_heading_fits():
    intake = read(
        ["日期", "甲", "乙"], ["2026-03-05", "一", "我们村的水渠坏了很久一直没有人来修请派人看看。"]
    )
    assert [x.text for x in intake.letters] == ["我们村的水渠坏了很久一直没有人来修请派人看看。"]
    assert said(intake) == [("notice", 1, "乙", "没有找到“内容”列，这一列文字最长，当作“内容”")]


def test_a_row_without_text_is_left_out_and_the_rest_is_read():
    intake = read(["日期", "内容"], ["2026-03-05", None], ["2026-03-06", "水渠坏了"])
    assert [x.row for x in intake.letters] == [3]
    assert said(intake) == [("error", 2, "内容", "没有内容，也没有标题，这一行没有读入")]


def test_a_bad_day_leaves_the_day_open_and_is_not_quoted():
    intake = read(["日期", "内容"], ["赵钱孙来的那天", "水渠坏了"])
    assert [x.day for x in intake.letters] == [None]
    assert [r.level for r in intake.remarks] == ["notice"]
    assert "赵钱孙" not in intake.remarks[0].line().zh + intake.remarks[0].line().en


def test_a_day_with_a_time_is_that_day():
    assert read(["日期", "内容"], ["2019/4/1 10:23:45", "水渠坏了"]).letters[0].day == date(2019, 4, 1)


def test_an_unknown_channel_is_left_open_with_a_notice():
    intake = read(["渠道", "内容"], ["飞鸽", "水渠坏了"])
    assert intake.letters[0].channel == ""
    assert said(intake) == [("notice", 2, "渠道", "看不出是哪种渠道，渠道先空着")]


def test_a_name_without_a_way_to_reach_the_writer_is_no_real_name():
    intake = read(["内容", "反映人", "是否实名"], ["水渠坏了", "某甲", "是"])
    assert intake.letters[0].named is False


def test_a_sheet_without_a_text_column_is_an_error_with_its_remedy():
    intake = read(["日期", "渠道"], ["2026-03-05", "来信"])
    assert intake.letters == ()
    assert intake.remarks[-1].says.zh == "没有找到“内容”或“标题”列"


def test_two_columns_of_the_same_meaning_are_a_notice_and_the_first_is_read():
    intake = read(["来信日期", "登记日期", "内容"], ["2026-03-05", "2026-03-09", "水渠坏了"])
    assert intake.letters[0].day == date(2026, 3, 5)
    assert [r.level for r in intake.remarks] == ["notice"]


def test_an_empty_sheet_beside_a_full_one_is_passed_over():
    full = Sheet("一", [["内容"], ["水渠坏了"]], file="f.xlsx")
    intake = read_letters(Book("f.xlsx", (full, Sheet("二", [], file="f.xlsx"))), LISTS)
    assert len(intake.letters) == 1
    assert [(r.level, r.place.sheet) for r in intake.remarks] == [("notice", "二")]
