"""A hand-made timetable is read row by row; a bad row is told with its place and the rest is read."""

from datetime import date, time

from xuncha.base.sheets_in import Book, Sheet
from xuncha.interviews.core.timetable import Slot
from xuncha.interviews.core.timetable_in import read_timetable

HEAD = ["姓名", "单位", "职务", "类别", "日期", "时段", "地点", "谈话人", "记录人"]
GOOD = ["某甲", "党政办", "主任", "必谈", "2026-11-16", "09:00-10:00", "一室", "组员一、组员二", "组员三"]


def read(*rows):
    return read_timetable(Book("表.xlsx", (Sheet("安排", [list(r) for r in rows], file="表.xlsx"),)))


def test_a_row_is_read_with_its_day_slot_and_inspectors():
    (row,), remarks = read(HEAD, GOOD)
    assert remarks == ()
    assert (row.row, row.kind, row.day, row.slot) == (2, "must", date(2026, 11, 16), Slot(540, 600))
    assert (row.talkers, row.recorder) == (("组员一", "组员二"), "组员三")


def test_start_and_end_in_columns_of_their_own_are_read():
    (row,), _ = read(["姓名", "开始", "结束"], ["某甲", time(9, 0), "10:00"])
    assert row.slot == Slot(540, 600)


def test_a_row_without_a_time_is_read_as_not_yet_placed():
    (row,), _ = read(["姓名", "日期"], ["某甲", None])
    assert (row.day, row.slot, row.kind) == (None, None, "chosen")


def test_bad_rows_are_told_with_row_and_column_and_the_rest_is_read():
    bad = [list(GOOD) for _ in range(4)]
    bad[0][0], bad[1][4], bad[2][5], bad[3][3] = None, "下周", "上午", "随便"
    rows, remarks = read(HEAD, *bad, GOOD)
    assert [row.row for row in rows] == [6]
    assert [(r.place.row, r.place.column) for r in remarks] == [
        (2, "姓名"),
        (3, "日期"),
        (4, "时段"),
        (5, "类别"),
    ]


def test_a_slot_that_ends_before_it_starts_is_told():
    row = list(GOOD)
    row[5] = "10:00-09:00"
    rows, (remark,) = read(HEAD, row)
    assert rows == ()
    assert remark.says.zh == "结束不晚于开始"


def test_no_remark_quotes_a_cell():
    row = list(GOOD)
    row[4] = row[5] = row[3] = "赵钱孙"
    _, remarks = read(HEAD, row)
    assert len(remarks) == 3
    assert not any("赵钱孙" in r.line().zh + r.line().en for r in remarks)


def test_a_sheet_without_names_is_told():
    rows, (remark,) = read(["日期", "地点"], ["2026-11-16", "一室"])
    assert rows == ()
    assert remark.says.zh == "没有找到“姓名”（谈话对象）列"
