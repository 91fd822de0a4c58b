"""Which column of a sheet holds what: guessed with a reason for every guess, shown, and correctable."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import Any, Literal

from xuncha.base.money import MoneyUnit
from xuncha.base.sheets_in import Cell
from xuncha.base.words import Sentence
from xuncha.screening.core.cells import (
    DayOrder,
    day_order,
    is_blank,
    lacks_year,
    read_cents,
    read_day,
    read_number,
)
from xuncha.screening.core.kinds import TableKind
from xuncha.screening.core.layout import Head, money_unit, spellings_of
from xuncha.screening.core.vocabulary import Field, Vocabulary

How = Literal["spelling", "hint", "near", "values", "hand", "remembered"]

NEAR = 0.86
SHORTEST_NEAR = 6
READABLE = 0.5
SURE_BY_VALUES = 0.9
TURNOVER = ("debit", "credit", "amount")

CORRECTED: dict[How, Sentence] = {
    "hand": Sentence("由人工指定", "set by hand"),
    "remembered": Sentence("上次由人工指定", "set by hand the last time"),
}
"""What is said of a column that a person moved: in this sheet, or once in another of the same headings."""


@dataclass(frozen=True)
class Guess:
    """One field in one column (counted from 0), why it is taken for that, and how it was found."""

    field: str
    column: int
    header: str
    how: How
    reason: Sentence


@dataclass(frozen=True)
class Columns:
    """The mapping of one sheet. `unused` are headings that nothing was read from."""

    kind: TableKind
    why: Sentence
    guesses: tuple[Guess, ...]
    units: Mapping[str, tuple[MoneyUnit, str]]
    order: DayOrder = ""
    order_why: str = ""
    unused: tuple[str, ...] = ()

    def at(self, field: str) -> int | None:
        """The column of a field, or None."""
        return next((guess.column for guess in self.guesses if guess.field == field), None)

    def header(self, field: str) -> str:
        """The heading over a field's column as written, "" when the field has none."""
        return next((guess.header for guess in self.guesses if guess.field == field), "")

    @property
    def fields(self) -> frozenset[str]:
        """The keys of the fields found."""
        return frozenset(guess.field for guess in self.guesses)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for `--json` and for the page."""
        return {
            "kind": self.kind,
            "why": self.why.as_dict(),
            "day_order": self.order,
            "columns": [
                {
                    "field": guess.field,
                    "column": guess.column + 1,
                    "header": guess.header,
                    "how": guess.how,
                    "reason": guess.reason.as_dict(),
                    "unit": self.units[guess.field][0] if guess.field in self.units else "",
                }
                for guess in self.guesses
            ],
            "unused": list(self.unused),
        }


def guess(words: Vocabulary, head: Head, sample: Sequence[Sequence[Cell]]) -> Columns:
    """The mapping of a sheet from its heading and some rows below it.

    Spellings go first, then hints inside a heading, then misspellings, then what the values look like. A
    guess that is not a known spelling is dropped when most of its cells cannot be read as what it would be; an
    amount beside debit and credit is some other amount.
    """
    values = _Values(sample)
    order, proof = day_order(cell for column in range(len(head.titles)) for cell in values.of(column))
    found: dict[str, Guess] = {}
    for seek in (_by_spelling, _by_hint, _by_nearness):
        for one in seek(words, head, found):
            if one.field not in found and one.column not in {known.column for known in found.values()}:
                share = values.readable(words.fields[one.field], one.column, order)
                if one.how == "spelling" or share >= READABLE:
                    found[one.field] = _doubted(one, share)
    for one in _by_values(words, head, found, values, order):
        found[one.field] = one
    if {"debit", "credit"} <= found.keys():
        found.pop("amount", None)
    return _columns(words, head, found.values(), order, proof)


def corrected(
    words: Vocabulary,
    columns: Columns,
    head: Head,
    changes: Mapping[str, int | None],
    order: DayOrder | None = None,
    how: How = "hand",
) -> Columns:
    """The mapping with fields moved to other columns (None: not in this sheet) by a person, here or the last time.

    A column that is given to a field is taken from the field that had it; a field that these words do not know is passed
    over. What a person left as it was guessed keeps its reason.
    """
    changes = {field: column for field, column in changes.items() if field in words.fields}
    taken = {column for column in changes.values() if column is not None}
    guessed = {one.field: one.column for one in columns.guesses}
    as_guessed = {
        field for field, column in changes.items() if column is not None and guessed.get(field) == column
    }
    kept = [
        one
        for one in columns.guesses
        if one.field in as_guessed or (one.field not in changes and one.column not in taken)
    ]
    says = CORRECTED[how]
    moved = [
        Guess(field, column, head.shown(column), how, says)
        for field, column in changes.items()
        if column is not None and column < len(head.titles) and field not in as_guessed
    ]
    fresh = _columns(words, head, kept + moved, columns.order, columns.order_why)
    return fresh if order is None else replace(fresh, order=order, order_why=says.zh)


def _columns(words: Vocabulary, head: Head, guesses: Iterable[Guess], order: DayOrder, proof: str) -> Columns:
    chosen = tuple(sorted(guesses, key=lambda one: one.column))
    used = {one.column for one in chosen}
    kind, why = words.kind_of({one.field for one in chosen})
    return Columns(
        kind,
        why,
        chosen,
        {
            one.field: money_unit(head, one.column)
            for one in chosen
            if words.fields[one.field].kind == "money"
        },
        order,
        proof,
        tuple(head.shown(at) for at in range(len(head.titles)) if at not in used and head.titles[at]),
    )


def _by_spelling(words: Vocabulary, head: Head, found: Mapping[str, Guess]) -> list[Guess]:
    ranked: list[tuple[int, int, Guess]] = []
    for column, parts in enumerate(head.titles):
        form = next((form for form in spellings_of(parts) if form in words.spelt), None)
        if form:
            field = words.fields[words.spelt[form]]
            says = Sentence("表头就是“{title}”的常用写法", "the heading is a usual spelling of “{title}”")
            one = Guess(field.key, column, head.shown(column), "spelling", says.filled(title=field.title))
            ranked.append((field.spellings.index(form), column, one))
    return [one for _, _, one in sorted(ranked, key=lambda entry: entry[:2])]


def _by_hint(words: Vocabulary, head: Head, found: Mapping[str, Guess]) -> list[Guess]:
    says = Sentence("表头里有“{hint}”字样", "the heading holds “{hint}”")
    guesses = []
    for column, parts in enumerate(head.titles):
        whole = spellings_of(parts)[:1]
        hits = [
            (len(hint), field.key, nth, hint)
            for field in words.fields.values()
            if field.key not in found
            for nth, hint in enumerate(field.hints)
            if whole and hint in whole[0]
        ]
        if hits:
            _, key, nth, hint = max(hits)
            guesses.append((nth, Guess(key, column, head.shown(column), "hint", says.filled(hint=hint))))
    return [one for _, one in sorted(guesses, key=itemgetter(0))]


def _by_nearness(words: Vocabulary, head: Head, found: Mapping[str, Guess]) -> list[Guess]:
    says = Sentence("表头与“{near}”只差几个字母", "the heading differs from “{near}” by few letters")
    open_spellings = [
        form for form, key in words.spelt.items() if key not in found and len(form) >= SHORTEST_NEAR
    ]
    guesses = []
    for column, parts in enumerate(head.titles):
        for form in spellings_of(parts)[:1]:
            for near in difflib.get_close_matches(form, open_spellings, n=1, cutoff=NEAR):
                guesses.append(
                    Guess(words.spelt[near], column, head.shown(column), "near", says.filled(near=near))
                )
    return guesses


def _by_values(
    words: Vocabulary, head: Head, found: Mapping[str, Guess], values: _Values, order: DayOrder
) -> list[Guess]:
    """A day or an amount that its heading did not give away, if exactly one column looks like it.

    Numbers alone are not taken for payments: something else must look like one.
    """
    taken = {one.column for one in found.values()}
    missing = [] if "day" in found or "dom" in found else ["day"]
    paid = found.keys() & {"day", "payee", "summary", "voucher_no"} and not found.keys() & set(TURNOVER)
    missing += ["amount"] if paid else []
    missing = [key for key in missing if key in words.fields]
    says = Sentence(
        "表头认不出，但这一列的内容几乎都能读成{title}",
        "its heading is unknown, but its cells read as {title}",
    )
    guesses = []
    for key in missing:
        field = words.fields[key]
        like = [
            column
            for column in range(len(head.titles))
            if column not in taken and values.looks_like(field, column, order)
        ]
        if len(like) == 1:
            reason = says.filled(title=field.title)
            guesses.append(Guess(key, like[0], head.shown(like[0]), "values", reason))
    return guesses


def _doubted(one: Guess, share: float) -> Guess:
    if share >= READABLE:
        return one
    more = Sentence(
        "；但抽看的内容大多读不出来，请核对", "; but most cells looked at cannot be read, please check"
    )
    return replace(one, reason=Sentence(one.reason.zh + more.zh, one.reason.en + more.en))


class _Values:
    """The cells of a sample, column by column."""

    def __init__(self, sample: Sequence[Sequence[Cell]]):
        self.sample = sample

    def of(self, column: int) -> list[Cell]:
        return [row[column] for row in self.sample if column < len(row) and not is_blank(row[column])]

    def readable(self, field: Field, column: int, order: DayOrder) -> float:
        """Share of the cells that can be read as the field's kind; 1 for texts and for a column without cells."""
        cells = self.of(column)
        if not cells or field.kind not in ("day", "money", "number", "whole"):
            return 1.0
        return sum(_read(field, cell, order) is not None for cell in cells) / len(cells)

    def looks_like(self, field: Field, column: int, order: DayOrder) -> bool:
        """Nearly every row has a cell that reads so; an amount also needs a decimal somewhere, or codes would pass."""
        cells = self.of(column)
        if len(cells) * 2 < len(self.sample) or not cells:
            return False
        if field.kind == "money" and not any(isinstance(cell, float) or "." in str(cell) for cell in cells):
            return False
        return self.readable(field, column, order) >= SURE_BY_VALUES


def _read(field: Field, cell: Cell, order: DayOrder) -> date | float | None:
    """What a cell says as a day, an amount or a quantity."""
    if field.kind == "day":
        return read_day(cell, order) or (date.min if lacks_year(cell) else None)
    return read_cents(cell) if field.kind == "money" else read_number(cell)
