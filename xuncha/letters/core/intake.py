"""Letters out of clerks' own tables and exports of other systems: what can be read is read, the rest is told.

No remark holds a cell's content: names and texts of letters stay out of terminals, pages and logs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_in import Book, Sheet
from xuncha.base.span import Day, NotADay
from xuncha.base.words import Sentence
from xuncha.letters.core.headers import letter_table
from xuncha.letters.core.lists import Lists

_ANONYMOUS = ("匿名", "否", "未署名", "不详")
_NAMED = ("实名", "是", "署名", "联名")


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter as a table or a clerk has it. `row` is that seen in Excel, `channel` a key of the lists or "".

    `consent`: the writer lets his name be passed on. Everything but `sheet`, `row`, `channel`, `day` and `named` is content to be sealed.
    """

    sheet: str
    row: int
    number: str = ""
    channel: str = ""
    day: date | None = None
    subject: str = ""
    text: str = ""
    writer: str = ""
    contact: str = ""
    named: bool = False
    reported: str = ""
    reported_post: str = ""
    reported_body: str = ""
    consent: bool = False


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read of a file and what is to be said about it. An error is a row or sheet left out."""

    letters: tuple[LetterRow, ...]
    remarks: tuple[Remark, ...]


def read_letters(book: Book, lists: Lists) -> Intake:
    """All letters of all sheets of a book that look like letters; empty ones are passed over with a notice."""
    letters: list[LetterRow] = []
    remarks: list[Remark] = []
    for sheet in book.sheets:
        read = _read_sheet(sheet, Place(book.name, sheet.name), lists)
        letters.extend(read.letters)
        remarks.extend(read.remarks)
    if not letters and not any(remark.stops for remark in remarks):
        remarks.append(_nothing(Place(book.name)))
    return Intake(tuple(letters), tuple(remarks))


def _read_sheet(sheet: Sheet, place: Place, lists: Lists) -> Intake:
    if sheet.empty:
        return Intake(
            (), (Remark("notice", place, Sentence("是空表，跳过", "is empty and was passed over")),)
        )
    table, remarks = letter_table(sheet, lists.headers)
    if not {"text", "subject"} & set(table.columns):
        return Intake((), (*remarks, _no_text(place)))
    letters: list[LetterRow] = []
    said = [*sheet.remarks, *remarks]
    for number, cells in table.body:
        letter, about = _read_row(number, cells, place, table.headings, lists)
        said.extend(about)
        if letter:
            letters.append(letter)
    return Intake(tuple(letters), tuple(said))


def _read_row(
    number: int, cells: Mapping[str, Any], place: Place, named: Mapping[str, str], lists: Lists
) -> tuple[LetterRow | None, Sequence[Remark]]:
    texts = {key: _text(cell) for key, cell in cells.items()}
    if not any(texts.values()):
        return None, ()
    if not texts.get("text") and not texts.get("subject"):
        where = Place(place.file, place.sheet, number, named.get("text") or named.get("subject", ""))
        return None, (_row_without_text(where),)
    remarks: list[Remark] = []
    day, fault = _day(cells.get("day"))
    if fault:
        remarks.append(_bad_day(Place(place.file, place.sheet, number, named["day"])))
    channel = lists.channel_of(texts.get("channel", ""))
    if texts.get("channel") and channel is None:
        remarks.append(_bad_channel(Place(place.file, place.sheet, number, named["channel"])))
    row = LetterRow(
        place.sheet,
        number,
        number=texts.get("number", ""),
        channel=channel.key if channel else "",
        day=day,
        subject=texts.get("subject", ""),
        text=texts.get("text", ""),
        writer=texts.get("writer", ""),
        contact=texts.get("contact", ""),
        named=_is_named(texts),
        reported=texts.get("reported", ""),
        reported_post=texts.get("reported_post", ""),
        reported_body=texts.get("reported_body", ""),
    )
    return row, remarks


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def _day(cell: object) -> tuple[date | None, bool]:
    """The day of a cell, and whether the cell holds something that is no day."""
    if isinstance(cell, str):
        cell = cell.strip().replace("T", " ").split(" ")[0]
    try:
        day = Day.parse(cell)
    except NotADay:
        return None, True
    return (day.exact, day.known and day.exact is None) if day else (None, False)


def _is_named(texts: Mapping[str, str]) -> bool:
    """Real name only where the table says so and has both a name and a way to reach the writer."""
    said = texts.get("named", "")
    if any(word in said for word in _ANONYMOUS):
        return False
    return any(word in said for word in _NAMED) and bool(texts.get("writer") and texts.get("contact"))


def _row_without_text(place: Place) -> Remark:
    return Remark(
        "error",
        place,
        Sentence("没有内容，也没有标题，这一行没有读入", "has neither text nor heading and was left out"),
        Sentence(
            "请补上反映内容后重新导入，或者删除这一行。",
            "Fill in the text and import again, or delete the row.",
        ),
    )


def _bad_day(place: Place) -> Remark:
    return Remark(
        "notice",
        place,
        Sentence("看不出是哪一天，日期先空着", "is no day; the day is left open"),
        Sentence(
            "请写成 2026-03-05；导入时空着的日期用登记日。",
            "Write 2026-03-05; an open day takes that of entry.",
        ),
    )


def _bad_channel(place: Place) -> Remark:
    return Remark(
        "notice",
        place,
        Sentence("看不出是哪种渠道，渠道先空着", "is no known channel; the channel is left open"),
        Sentence(
            "请写来信、来访、来电、信箱、邮件、短信、扫码之一。",
            "Write 来信, 来访, 来电, 信箱, 邮件, 短信 or 扫码.",
        ),
    )


def _no_text(place: Place) -> Remark:
    return Remark(
        "error",
        place,
        Sentence("没有找到“内容”或“标题”列", "has no column for the text or the heading of a letter"),
        Sentence(
            "请在表头写上“反映内容”，其余列可有可无。",
            "Head one column 反映内容; all other columns may be left out.",
        ),
    )


def _nothing(place: Place) -> Remark:
    return Remark(
        "error",
        place,
        Sentence("没有读到信访件", "holds no letters"),
        Sentence("请确认选对了文件。", "Check that this is the right file."),
    )
