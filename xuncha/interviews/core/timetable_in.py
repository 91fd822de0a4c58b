"""A timetable made by hand in Excel, read row by row; what cannot be read is told with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_in import Book, Sheet
from xuncha.base.sheets_table import find_table
from xuncha.base.span import Day, NotADay
from xuncha.base.words import Sentence
from xuncha.interviews.core.timetable import NotATime, Slot, minutes

HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("姓名", "谈话对象", "对象", "谈话对象姓名"),
    "office": ("单位", "科室", "部门", "所在单位", "单位（科室）"),
    "post": ("职务", "岗位", "单位及职务"),
    "kind": ("类别", "谈话类别", "必谈选谈", "必谈/选谈"),
    "day": ("日期", "谈话日期", "时间（日期）"),
    "slot": ("时段", "时间", "谈话时间", "起止时间"),
    "starts": ("开始", "开始时间", "起"),
    "ends": ("结束", "结束时间", "止"),
    "room": ("地点", "谈话地点", "房间", "谈话室"),
    "talkers": ("谈话人", "谈话人员", "主谈人", "主谈"),
    "recorder": ("记录人", "记录", "记录人员"),
    "outline": ("提纲", "谈话提纲", "提纲编号"),
}
KINDS = {"必谈": "must", "选谈": "chosen", "约谈": "asked", "主动约谈": "asked", "": "chosen"}
_BETWEEN_NAMES = re.compile(r"[、，,;；/\s]+")


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of a hand-made timetable; `kind` is must, chosen or asked. Names are content."""

    row: int
    name: str
    office: str
    post: str
    kind: str
    day: date | None
    slot: Slot | None
    room: str
    talkers: tuple[str, ...]
    recorder: str
    outline: str


def read_timetable(book: Book) -> tuple[tuple[PlannedRow, ...], tuple[Remark, ...]]:
    """The rows of all sheets that hold a timetable. An error is a row (or a sheet) that was left out."""
    rows: list[PlannedRow] = []
    remarks: list[Remark] = []
    for sheet in book.sheets:
        if not sheet.empty:
            found, said = _read_sheet(sheet, Place(book.name, sheet.name))
            rows.extend(found)
            remarks.extend(said)
    return tuple(rows), tuple(remarks)


def _read_sheet(sheet: Sheet, place: Place) -> tuple[list[PlannedRow], list[Remark]]:
    table = find_table(sheet, HEADINGS)
    if "name" not in table.columns:
        return [], [_no_names(place)]
    rows: list[PlannedRow] = []
    remarks = list(table.remarks)
    for number, cells in table.body:
        reader = _Row(number, cells, place, table.headings)
        row = reader.read()
        remarks.extend(reader.remarks)
        if row:
            rows.append(row)
    return rows, remarks


class _Row:
    """Reads one row and collects what is to be said about it."""

    def __init__(
        self, number: int, cells: Mapping[str, Any], place: Place, headings: Mapping[str, str]
    ) -> None:
        self.number, self.cells, self.place, self.headings = number, cells, place, headings
        self.remarks: list[Remark] = []

    def read(self) -> PlannedRow | None:
        if not any(self.text(key) for key in self.cells):
            return None
        name = self.text("name")
        if not name:
            self.say("name", _NO_NAME, _FILL_NAME)
        kind = KINDS.get(self.text("kind"))
        if kind is None:
            self.say("kind", _NO_KIND, _WRITE_KIND)
        day, slot = self.day(), self.slot()
        if self.remarks:
            return None
        return PlannedRow(
            row=self.number,
            name=name,
            office=self.text("office"),
            post=self.text("post"),
            kind=kind or "chosen",
            day=day,
            slot=slot,
            room=self.text("room"),
            talkers=tuple(one for one in _BETWEEN_NAMES.split(self.text("talkers")) if one),
            recorder=self.text("recorder"),
            outline=self.text("outline"),
        )

    def text(self, key: str) -> str:
        cell = self.cells.get(key)
        return "" if cell is None else str(cell).strip()

    def say(self, key: str, says: Sentence, remedy: Sentence) -> None:
        where = Place(self.place.file, self.place.sheet, self.number, self.headings.get(key, ""))
        self.remarks.append(Remark("error", where, says, remedy))

    def day(self) -> date | None:
        try:
            day = Day.parse(self.cells.get("day"))
        except NotADay:
            self.say("day", _NO_DAY, NotADay.remedy)
            return None
        if day is not None and day.exact is None:
            self.say("day", _NO_DAY, NotADay.remedy)
        return day.exact if day else None

    def slot(self) -> Slot | None:
        try:
            if self.text("slot"):
                return self.checked(Slot.parse(self.text("slot")))
            if self.text("starts") and self.text("ends"):
                return self.checked(Slot(_minutes(self.cells["starts"]), _minutes(self.cells["ends"])))
        except NotATime:
            self.say("slot" if self.text("slot") else "starts", NotATime.says, _WRITE_SLOT)
        return None

    def checked(self, slot: Slot) -> Slot:
        if slot.length <= 0:
            self.say("slot" if self.text("slot") else "ends", _ENDS_FIRST, _WRITE_SLOT)
        return slot


def _minutes(cell: object) -> int:
    if isinstance(cell, time):
        return cell.hour * 60 + cell.minute
    return minutes(":".join(str(cell).split(":")[:2]))


_NO_NAME = Sentence("没有写谈话对象", "names nobody to talk to")
_FILL_NAME = Sentence("请填姓名，或者删除这一行。", "Fill in the name or delete the row.")
_NO_KIND = Sentence("看不出是必谈还是选谈", "is neither 必谈 nor 选谈")
_WRITE_KIND = Sentence("请写必谈、选谈或主动约谈。", "Write 必谈, 选谈 or 主动约谈.")
_NO_DAY = Sentence("看不出是哪一天", "is no day")
_WRITE_SLOT = Sentence("请写成 09:00-10:00。", "Write 09:00-10:00.")
_ENDS_FIRST = Sentence("结束不晚于开始", "ends before it starts")


def _no_names(place: Place) -> Remark:
    return Remark(
        "error",
        place,
        Sentence("没有找到“姓名”（谈话对象）列", "has no column 姓名 for whom to talk to"),
        Sentence(
            "表头应有：姓名、日期、时段、地点、谈话人、记录人。",
            "Head the columns 姓名, 日期, 时段, 地点, 谈话人, 记录人.",
        ),
    )
