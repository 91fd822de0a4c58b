"""Small books for tests: rows as a person would type them, read by the real reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from xuncha.base.sheets_in import Book, Cell, Range, Sheet
from xuncha.base.workdays import Calendar
from xuncha.screening.core.books import lay_books
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.reading import Correction, Records, Source, read_sheet
from xuncha.screening.core.run import run_screen, screens
from xuncha.screening.core.screen import Outcome
from xuncha.screening.facts import shipped_rules, standing, vocabulary

FILE, SHA = "账.xlsx", "ab" * 32
JOURNAL = [
    "会计体系",
    "日期",
    "凭证字",
    "凭证号",
    "摘要",
    "科目编码",
    "借方金额",
    "贷方金额",
    "往来单位",
    "制单人",
    "审核人",
]
PAYMENTS = ["日期", "凭证号", "收款人", "摘要", "金额"]


def read(
    rows: Sequence[Sequence[Cell]],
    merged: Iterable[Range] = (),
    fix: Correction | None = None,
    name: str = "账",
) -> Records:
    """One sheet of rows, read as the only sheet of a file."""
    sheet = Sheet(name, [list(row) for row in rows], tuple(merged), FILE)
    return read_sheet(Source(FILE, SHA, Book(FILE, (sheet,))), sheet, vocabulary(), fix)


def payments(rows: Iterable[Sequence[Cell]]) -> Records:
    """A payment list from rows of (day, number, payee, summary, yuan)."""
    return read([PAYMENTS, *rows])


def outcome(key: str, *books: Records, **changed: object) -> Outcome:
    """What one screen gives on these books, with some of its parameters changed."""
    names = {f"screening.{key}.{name}": value for name, value in changed.items()}
    rules = [replace(rule, value=names.get(rule.key, rule.value)) for rule in shipped_rules()]
    screen = next(one for one in screens() if one.key == key)
    with Engine("ledger") as engine:
        lay_books(engine, books, standing(rules, date(2026, 1, 1)))
        return run_screen(engine, screen, rules, Calendar.official())


def rows_of(found: Outcome) -> set[frozenset[int]]:
    """The evidence of every hit as row numbers."""
    return {frozenset(one.row for one in hit.evidence) for hit in found.hits}


def told(found: Outcome) -> list[str]:
    """The sentences of all hits, in their order."""
    return [hit.says.zh for hit in found.hits]
