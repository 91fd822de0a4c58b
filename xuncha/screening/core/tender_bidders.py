"""Several tenderers in one row of a list: in columns of their own, or all in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from xuncha.base.words import Sentence
from xuncha.screening.core.layout import Head, spellings_of
from xuncha.screening.core.mapping import Columns, Guess
from xuncha.screening.core.tender_cells import TenderRow
from xuncha.screening.core.tender_words import TenderWords

SHARED = ("ocid", "lot_id", "title", "buyer", "winner", "currency")
"""Fields that hold for every tenderer of the row."""
_NUMBERS = re.compile(r"第?[一二三四五六七八九十\d]+")
_APART = re.compile(r"[、；;|\n]+|(?<=公司)[\s,，/]+")
_FIRM = re.compile(r"[^\W\d_].*", re.DOTALL)
_TOGETHER = "联合体"
_NUMBERED = Sentence("表头是“{title}”加序号", "the heading is “{title}” with a number")


def each_tenderer(head: Head, columns: Columns, words: TenderWords) -> Iterator[Columns]:
    """The mapping as it is; then, for a list with 投标人1, 报价1, 投标人2, 报价2 …, one for each further tenderer."""
    yield columns
    first = columns.at("bidder")
    if first is None:
        return
    numbered = [(at, field) for at in range(len(head.titles)) if (field := _numbered(head, at, words))]
    groups: list[dict[str, int]] = []
    for at, field in numbered:
        if field == "bidder":
            groups.append({field: at})
        elif groups:
            groups[-1].setdefault(field, at)
    shared = tuple(one for one in columns.guesses if one.field in SHARED)
    for group in groups:
        if group["bidder"] != first:
            own = (_guess(field, at, head, words) for field, at in group.items())
            yield replace(columns, guesses=tuple(sorted((*shared, *own), key=lambda one: one.column)))


def _numbered(head: Head, column: int, words: TenderWords) -> str:
    """bidder or bid where a column is called so, but for a number; else ""."""
    forms = (_NUMBERS.sub("", form) for form in spellings_of(head.titles[column]))
    field = next((words.headings.spelt[form] for form in forms if form in words.headings.spelt), "")
    return field if field in ("bidder", "bid") else ""


def _guess(field: str, column: int, head: Head, words: TenderWords) -> Guess:
    says = _NUMBERED.filled(title=words.headings.fields[field].title)
    return Guess(field, column, head.shown(column), "spelling", says)


def apart(row: TenderRow) -> list[TenderRow]:
    """A row for each tenderer where a cell names several; a consortium is one. Whose the row's bid is, is then not known."""
    named = row.texts.get("bidder", "")
    if _TOGETHER in named:
        return [row]
    parts = (_FIRM.search(part) for part in _APART.split(named))
    firms = list(dict.fromkeys(found.group().lstrip(".．)） ").strip() for found in parts if found))
    if len(firms) < 2:
        return [row]
    cents = {name: value for name, value in row.cents.items() if name not in ("bid", "amount", "price")}
    return [replace(row, texts={**row.texts, "bidder": firm}, cents=cents) for firm in firms]
