"""The hits as a workbook: an overview, one sheet per screen with every evidence row, and how the files were read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from xuncha.base.sheets_out import Column, Goto, Sheet, write_book
from xuncha.base.words import NOTHING, Sentence
from xuncha.screening.core.kinds import KINDS
from xuncha.screening.core.reading import Records
from xuncha.screening.core.screen import Declared, Evidence, Outcome

DOUBT_ONLY = Sentence(
    "以下均为疑点，只说明应当看哪里，不是问题结论；须由人核实后才能写入底稿。",
    "These are doubts: places to look at, not findings. Only a person who has checked may write one down.",
)

BESIDE = Sentence(
    "把本表和原来的账表文件放在同一个文件夹里，点“行”“金额所在格”就打开原文件、到那一格。",
    "With this book and the files it names in one folder, “row” and “cell” lead to the place in the file.",
)
LINKED = 10_000
"""So many rows of a sheet lead to their files: Excel takes no more than 65,530 links in one."""
SHEETS = (".xlsx", ".xls", ".xlsm", ".csv")
"""Endings of files that a spreadsheet opens at a cell."""

OVERVIEW, READING = "总表", "读取情况"
LONGEST = 28
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")

_OVERVIEW = (
    Column("screen", Sentence("筛查项目", "screen"), width=22),
    Column("found", Sentence("疑点数", "doubts"), "int"),
    Column("amount", Sentence("涉及金额（元）", "amount (yuan)"), "money"),
    Column("note", Sentence("说明", "note"), width=60),
)
_HITS = (
    Column("number", Sentence("疑点序号", "doubt"), "int", 9),
    Column("says", Sentence("疑点", "what it says"), width=46),
    Column("day", Sentence("日期", "date"), width=12),
    Column("voucher", Sentence("凭证号", "voucher"), width=14),
    Column("summary", Sentence("摘要", "summary"), width=28),
    Column("payee", Sentence("收款人", "payee"), width=26),
    Column("amount", Sentence("金额（元）", "amount (yuan)"), "money"),
    Column("file", Sentence("文件", "file"), width=18),
    Column("sheet", Sentence("表", "sheet"), width=12),
    Column("row", Sentence("行", "row"), width=7),
    Column("cell", Sentence("金额所在格", "cell"), width=10),
    Column("result", Sentence("核实结果（成立/不成立/转其他）", "result"), width=18),
    Column("reason", Sentence("理由", "reason"), width=24),
)
_READING = (
    Column("file", Sentence("文件", "file"), width=24),
    Column("sheet", Sentence("表", "sheet"), width=16),
    Column("item", Sentence("列或位置", "column or place"), width=24),
    Column("read_as", Sentence("读成", "read as"), width=16),
    Column("reason", Sentence("理由或提示", "reason or remark"), width=60),
)


@dataclass(frozen=True)
class Told:
    """One doubt as the workbook tells it; `result` and `reason` are what a person made of it, empty before."""

    number: int
    says: Sentence
    amount: int
    evidence: tuple[Evidence, ...]
    result: Sentence = NOTHING
    reason: str = ""


@dataclass(frozen=True)
class Chapter:
    """What one screen gave. `found` counts all doubts, of which `doubts` may hold the largest only."""

    screen: Declared
    doubts: tuple[Told, ...]
    found: int
    not_applicable: Sentence = NOTHING
    values: tuple[Sentence, ...] = ()

    @classmethod
    def of(cls, outcome: Outcome) -> Chapter:
        """Of an outcome, its doubts counted from 1."""
        doubts = tuple(
            Told(number, hit.says, hit.amount, hit.evidence) for number, hit in enumerate(outcome.hits, 1)
        )
        return cls(outcome.screen, doubts, outcome.found, outcome.not_applicable, outcome.values)


@dataclass(frozen=True)
class ReadSheet:
    """How one sheet was read: what it was taken for, (heading, field, reason) of each column, and remarks."""

    file: str
    sheet: str
    kind: Sentence
    columns: tuple[tuple[str, Sentence, Sentence], ...]
    remarks: tuple[Sentence, ...]

    @classmethod
    def of(cls, records: Records, titles: Mapping[str, Sentence]) -> ReadSheet:
        """Of records; `titles` names the fields (Vocabulary.title)."""
        guesses = records.columns.guesses if records.columns else ()
        return cls(
            records.file,
            records.sheet,
            KINDS[records.kind],
            tuple((one.header, titles[one.field], one.reason) for one in guesses),
            tuple(remark.line() for remark in records.remarks),
        )


def hits_book(chapters: Sequence[Chapter], reading: Iterable[ReadSheet], language: str = "zh") -> bytes:
    """An .xlsx of what every screen gave: the overview leads to the sheet of each, and how the files were read is at the end."""
    names = _sheet_names(chapters)
    overview = Sheet(
        OVERVIEW,
        _OVERVIEW,
        [_overview(one, names, language) for one in chapters],
        (DOUBT_ONLY.in_(language),),
    )
    screens = [_screen_sheet(one, names[one.screen.key], language) for one in chapters if one.doubts]
    read = Sheet(READING, _READING, _reading(reading, language), landscape=True)
    return write_book([overview, *screens, read], stamp="内部资料", language=language)


def _sheet_names(chapters: Sequence[Chapter]) -> dict[str, str]:
    """Screen → name of its sheet: its title without what Excel forbids there, not too long, each one once."""
    taken = {OVERVIEW, READING}
    names = {}
    for chapter in chapters:
        plain = (
            _FORBIDDEN.sub(" ", chapter.screen.title.zh).strip("' ")[:LONGEST] or chapter.screen.key[:LONGEST]
        )
        tries = (plain, *(f"{plain}{number}" for number in range(2, len(chapters) + 4)))
        names[chapter.screen.key] = next(name for name in tries if name not in taken)
        taken.add(names[chapter.screen.key])
    return names


def _overview(chapter: Chapter, names: Mapping[str, str], language: str) -> dict[str, object]:
    notes = [chapter.not_applicable] if chapter.not_applicable else list(chapter.values)
    head = {"zh": "不适用：", "en": "not applicable: "}[language] if chapter.not_applicable else ""
    title = chapter.screen.title.in_(language)
    return {
        "screen": Goto(title, names[chapter.screen.key]) if chapter.doubts else title,
        "found": None if chapter.not_applicable else chapter.found,
        "amount": sum(one.amount for one in chapter.doubts) if chapter.doubts else None,
        "note": head + {"zh": "；", "en": "; "}[language].join(note.in_(language) for note in notes),
    }


def _screen_sheet(chapter: Chapter, name: str, language: str) -> Sheet:
    screen = chapter.screen
    rows: list[dict[str, object]] = []
    for doubt in chapter.doubts:
        for at, one in enumerate(doubt.evidence):
            rows.append(
                {
                    "number": doubt.number,
                    "says": doubt.says.in_(language) if at == 0 else "",
                    "result": doubt.result.in_(language) if at == 0 else "",
                    "reason": doubt.reason if at == 0 else "",
                    **_place(one, len(rows) < LINKED),
                    **{
                        key: getattr(one, key)
                        for key in ("day", "voucher", "summary", "payee", "amount", "file", "sheet")
                    },
                }
            )
    linked = any(isinstance(row["row"], Goto) for row in rows)
    excluded = {"zh": "有意不看：", "en": "Knowingly left out: "}[language]
    look = {"zh": "看什么：", "en": "Look at: "}[language]
    notes = (
        screen.why.in_(language),
        look + screen.look.in_(language),
        excluded + {"zh": "；", "en": "; "}[language].join(one.in_(language) for one in screen.exclusions),
        DOUBT_ONLY.in_(language),
        *((BESIDE.in_(language),) if linked else ()),
    )
    return Sheet(name, _HITS, rows, notes, landscape=True)


def _place(one: Evidence, linked: bool) -> dict[str, object]:
    """Row and cell of the amount, as links where the file is one that a spreadsheet opens."""
    row, cell = str(one.row), one.amount_cell
    if not linked or not one.sheet or not one.file.lower().endswith(SHEETS):
        return {"row": row, "cell": cell}
    file = PurePosixPath(one.file).name
    return {
        "row": Goto(row, one.sheet, f"A{row}", file),
        "cell": Goto(cell, one.sheet, cell, file) if cell else "",
    }


def _reading(reading: Iterable[ReadSheet], language: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for one in reading:
        place: dict[str, object] = {"file": one.file, "sheet": one.sheet}
        rows.append(place | {"item": "", "read_as": one.kind.in_(language), "reason": ""})
        for header, field, reason in one.columns:
            rows.append(
                place | {"item": header, "read_as": field.in_(language), "reason": reason.in_(language)}
            )
        for remark in one.remarks:
            rows.append(place | {"item": "", "read_as": "", "reason": remark.in_(language)})
    return rows
