"""What the office says of its targets as a table: read, or refused cell by cell with what was expected."""

from __future__ import annotations

import pytest

from tests.rounds.core.term.terms import BOOK
from xuncha.base.sheets_in import read_book
from xuncha.rounds.core.term.outlook_table import Row, read_outlooks

NAMES = {"a": "水务局", "b": "民政局"}
HEAD = "巡察对象,风险等级,评定理由,工作量（人天）,所属系统,上一次巡察结束,已定轮次,联动轮次,不宜轮次,回头看"


def read(*lines: str):
    content = "\n".join((HEAD, *lines)).encode()
    return read_outlooks(read_book(content, "t.csv"), NAMES, BOOK.grades)


def test_a_full_row_and_a_row_that_says_nothing() -> None:
    rows, remarks = read(
        "水务局,高,项目多,300,农业农村,2019-05,5,,3-4 机构改革；8 普查,是", "民政局,,,,,,,,,"
    )
    said = {
        "risk": 3,
        "grounds": "项目多",
        "days": 300,
        "sector": "农业农村",
        "last": "2019-05",
        "pinned": 5,
        "closed": [[3, 4, "机构改革"], [8, 8, "普查"]],
        "look_back": True,
    }
    assert (rows, remarks) == ((Row("a", said),), ())
    assert rows[0].sound


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("水务,,,300,,,,,,", "没有“水务”这个巡察对象"),
        ("水务局,很高,x,,,,,,,", "没有“很高”这个风险等级"),
        ("水务局,高,,,,,,,,", "评定了风险等级，没有写理由"),
        ("水务局,,,多,,,,,,", "“工作量（人天）”不是1到5000的整数"),
        ("水务局,,,,,去年,,,,", "“去年”不是日期"),
        ("水务局,,,,,,,,机构改革,", "“机构改革”要写成“3-5 机构改革”：轮次、空格、原因。"),
        ("水务局,,,,,,,,,也许", "“回头看”只能写是或者否"),
    ],
)
def test_a_cell_that_cannot_be_understood_is_named_with_its_row(line: str, says: str) -> None:
    rows, remarks = read("民政局,,,200,,,,,,", line)
    assert [row.target for row in rows] == ["b"]
    assert [(one.level, one.place.row, one.says.zh) for one in remarks] == [("error", 3, says)]


@pytest.mark.parametrize(
    "said", [{"target_id": "x"}, {"risk": "3"}, {"closed": "3-5"}, {"name": "x"}], ids=str
)
def test_what_no_table_can_say_is_not_sound(said: dict[str, object]) -> None:
    assert not Row("a", said).sound
