"""What the office says of its targets, as one table: a row a target, a blank cell says nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_in import Book
from xuncha.base.sheets_table import find_table
from xuncha.base.span import Day, NotADay
from xuncha.base.words import Sentence
from xuncha.rounds.core.term.numbers import Grade
from xuncha.rounds.core.term.windows import NotAWindow, windows_read

HEADINGS = {
    "name": ("巡察对象", "对象", "Target"),
    "risk": ("风险等级", "风险", "Risk"),
    "grounds": ("评定理由", "风险理由", "Grounds"),
    "days": ("工作量（人天）", "工作量", "人天", "Person-days"),
    "sector": ("所属系统", "系统", "Sector"),
    "last": ("上一次巡察结束", "上次巡察", "Last inspection"),
    "pinned": ("已定轮次", "Settled round"),
    "joint": ("联动轮次", "Joint round"),
    "closed": ("不宜轮次", "不宜安排的轮次", "Shut rounds"),
    "look_back": ("回头看", "Second visit"),
}
YES = frozenset({"是", "√", "有", "1", "y", "yes"})
NO = frozenset({"否", "无", "0", "n", "no"})


_SHAPES: dict[str, type] = {
    "risk": int,
    "days": int,
    "pinned": int,
    "joint": int,
    "closed": list,
    "look_back": bool,
}


class _Wrong(ValueError):
    def __init__(self, says: Sentence, remedy: Sentence) -> None:
        super().__init__(str(says))
        self.says, self.remedy = says, remedy


@dataclass(frozen=True)
class Row:
    """A target (its key) and what is said of it: columns of `Outlook`, only those that are not blank."""

    target: str
    said: Mapping[str, Any]

    @property
    def sound(self) -> bool:
        """Whether it says only what can be said of a target, in the shape it is kept in."""
        return all(
            key in HEADINGS and key != "name" and isinstance(value, _SHAPES.get(key, str))
            for key, value in self.said.items()
        )


def read_outlooks(
    book: Book, names: Mapping[str, str], grades: tuple[Grade, ...]
) -> tuple[tuple[Row, ...], tuple[Remark, ...]]:
    """The rows that say something; `names`: key → name. An error names sheet, row and what was expected."""
    known = {name: key for key, name in names.items()}
    words = {one.name.zh: one.grade for one in grades} | {str(one.grade): one.grade for one in grades}
    rows: list[Row] = []
    remarks: list[Remark] = []
    for sheet in book.sheets:
        table = find_table(sheet, HEADINGS)
        remarks += table.remarks
        for number, cells in table.body:
            said, wrong = _row(cells, words)
            name = str(cells.get("name") or "").strip()
            place = Place(book.name, sheet.name, number, HEADINGS["name"][0])
            if not name or not (said or wrong):
                continue
            if name not in known:
                wrong = [_unknown(name, known)]
            remarks += [Remark("error", place, one.says, one.remedy) for one in wrong]
            if not wrong:
                rows.append(Row(known[name], said))
    return tuple(rows), tuple(remarks)


def _row(cells: Mapping[str, Any], words: Mapping[str, int]) -> tuple[dict[str, Any], list[_Wrong]]:
    said: dict[str, Any] = {}
    wrong: list[_Wrong] = []
    for key, text in _texts(cells):
        try:
            said[key] = _value(key, text, words)
        except _Wrong as fault:
            wrong.append(fault)
    if said.get("risk") is not None and not said.get("grounds"):
        wrong.append(
            _Wrong(
                Sentence("评定了风险等级，没有写理由", "a grade of risk without grounds"),
                Sentence("在“评定理由”里写单位层面的事实。", "Write facts of the body under 评定理由."),
            )
        )
    return said, wrong


def _texts(cells: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in HEADINGS:
        value = cells.get(key)
        if key == "name" or value in (None, ""):
            continue
        whole = isinstance(value, float) and value.is_integer()
        yield key, str(int(value) if whole else value).strip()


def _value(key: str, text: str, words: Mapping[str, int]) -> Any:
    if key == "risk":
        return _one_of(text, words)
    if key in ("days", "pinned", "joint"):
        return _number(key, text)
    if key == "last":
        return _day(text)
    if key == "closed":
        try:
            return windows_read(text)
        except NotAWindow as fault:
            raise _Wrong(fault.says, Sentence("几段之间用分号隔开。", "Part several by ；.")) from None
    if key == "look_back":
        return _yes(text)
    return text[:200] if key == "grounds" else text[:30]


def _one_of(text: str, words: Mapping[str, int]) -> int:
    if text not in words:
        shown = "、".join(word for word in words if not word.isdigit())
        raise _Wrong(
            Sentence(f"没有“{text}”这个风险等级", f"there is no grade “{text}”"),
            Sentence(f"只能写：{shown}。", f"One of {shown}."),
        )
    return words[text]


def _number(key: str, text: str) -> int:
    most = 5000 if key == "days" else 99
    if not text.isdigit() or not 1 <= int(text) <= most:
        raise _Wrong(
            Sentence(
                f"“{HEADINGS[key][0]}”不是1到{most}的整数", f"{HEADINGS[key][-1]} is no number up to {most}"
            ),
            Sentence("只写数字。", "Write a number only."),
        )
    return int(text)


def _day(text: str) -> str:
    try:
        day = Day.parse(text)
    except NotADay:
        day = None
    if day is None or not day.known:
        raise _Wrong(
            Sentence(f"“{text}”不是日期", f"“{text}” is no day"),
            Sentence("写成 2019-05 或者 2019-05-20。", "Write 2019-05 or 2019-05-20."),
        )
    return str(day)


def _yes(text: str) -> bool:
    if text.lower() not in YES | NO:
        raise _Wrong(
            Sentence("“回头看”只能写是或者否", "second visit is yes or no"),
            Sentence("想安排的写“是”，其余留空。", "Write 是 where one is wished."),
        )
    return text.lower() in YES


def _unknown(name: str, known: Mapping[str, str]) -> _Wrong:
    near = get_close_matches(name, known, 1)
    return _Wrong(
        Sentence(f"没有“{name}”这个巡察对象", f"there is no target “{name}”"),
        Sentence(f"是不是“{near[0]}”？", f"Is it “{near[0]}”?")
        if near
        else Sentence("请照本页导出的表填写名称。", "Use the names of this page's table."),
    )
