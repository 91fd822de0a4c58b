"""The rows of a list beside the books as values: each field by its kind; what cannot be read is named and left blank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from xuncha.base.words import Sentence
from xuncha.screening.core import values
from xuncha.screening.core.body import Body
from xuncha.screening.core.cells import as_text, read_cents, read_number
from xuncha.screening.core.faults import Faults
from xuncha.screening.core.layout import Head
from xuncha.screening.core.list_words import SIDED, ListWords, sides
from xuncha.screening.core.stated import unit_in
from xuncha.screening.core.vocabulary import said

_UNREAD = Sentence("读不成金额，这一格没有采用", "is no amount; the cell is left out")
_NO_NUMBER = Sentence("读不成数，这一格没有采用", "is no number; the cell is left out")
_NO_SIDE = Sentence(
    "看不出是收还是支，这一行的金额没有采用", "is neither money in nor money out; the amount is left out"
)
_SIDE_REMEDY = Sentence("请写“借”“贷”或“收入”“支出”。", "Write 借 or 贷, 收入 or 支出.")
_REMEDY = Sentence("请在原表中改正后重新导入。", "Correct it in the file and bring it in again.")


def read_list(
    body: Body, head: Head, words: ListWords, faults: Faults
) -> tuple[list[int], dict[str, list[Any]], dict[str, int]]:
    """Row numbers as in Excel, values by field, and counts as `Records` has them.

    A row that does not say what it is about (the first group of `needs`), or nothing besides, is left out.
    """
    year = head.year(faults.sheet, faults.file)
    found = {name: _column(body, name, words, faults, year) for name in sorted(body.columns.fields)}
    _net(found, words)
    _split(found, body, words, faults)
    counts = {"repeated_headings": body.repeated_headings, "void": body.void, "sum_rows": len(body.sums)}
    summed = {name: found[name] for name in words.sums if name in found and name in body.columns.units}
    counts["sums_wrong"] = values.check_sums(body, summed, words, faults)
    good = [at for at in range(len(body.bookings)) if _says(found, at, words.needs[0])]
    _passed_over(body, good, words, faults)
    counts["read"], counts["nameless"] = len(good), len(body.bookings) - len(good)
    kept = {name: [column[at] for at in good] for name, column in found.items()}
    if "year" in words.fields and "year" not in kept and year:
        kept["year"] = [str(year)] * len(good)
    if "period" in words.fields and not kept.keys() & {"period", "day"} and year:
        month = head.month(faults.sheet, faults.file)
        kept |= {"period": [f"{month:02d}"] * len(good)} if month else {}
    if "unit" in words.fields and "unit" not in kept and (unit := unit_in(head.above, words)):
        kept["unit"] = [unit] * len(good)
    return [faults.number(body.bookings[at] + 1) for at in good], kept, counts


def _net(found: dict[str, list[Any]], words: ListWords) -> None:
    """Puts debit less credit in place of a balance that stands in two columns."""
    for name in words.two_sided:
        halves = {
            sign: found.pop(side) for sign, side in zip((1, -1), sides(name), strict=True) if side in found
        }
        if halves and name not in found:
            found[name] = [_sum(halves.keys(), cells) for cells in zip(*halves.values(), strict=True)]


def _split(found: dict[str, list[Any]], body: Body, words: ListWords, faults: Faults) -> None:
    """Puts one amount column with its side beside it into the two that the list has."""
    amounts, sides_said = (found.pop(name, None) for name in SIDED)
    if words.by_side is None or amounts is None or found.keys() & {*words.by_side}:
        return
    if sides_said is None:
        found |= _signed(amounts, found.get("balance", ()), words.by_side)
        return
    told = [said(side) for side in sides_said]
    for name, key in zip(words.by_side, ("out", "in"), strict=True):
        found[name] = [
            cents if side in words.cells[key] else None for cents, side in zip(amounts, told, strict=True)
        ]
    known = words.cells["out"] | words.cells["in"]
    bad = [
        (row, as_said)
        for row, as_said, side, cents in zip(body.bookings, sides_said, told, amounts, strict=True)
        if side not in known and cents is not None
    ]
    faults.cells(body.columns.header(SIDED[1]), bad, _NO_SIDE, _SIDE_REMEDY)


def _signed(
    amounts: Sequence[int | None], balances: Sequence[int | None], by_side: tuple[str, str]
) -> dict[str, list[int | None]]:
    """Amounts with a sign as what went out and what came in: what lowers the balance went out."""
    steps = [
        (later - one, cents)
        for (one, later), cents in zip(pairwise(balances), amounts[1:], strict=False)
        if one is not None and later is not None and cents
    ]
    turned = sum(step == -cents for step, cents in steps) > sum(step == cents for step, cents in steps)
    moved = [None if cents is None else -cents if turned else cents for cents in amounts]
    out, into = by_side
    return {
        out: [-cents if cents is not None and cents < 0 else None for cents in moved],
        into: [cents if cents is not None and cents > 0 else None for cents in moved],
    }


def _sum(signs: Iterable[int], cells: Iterable[int | None]) -> int | None:
    """The sum of the cells that say something, by their signs; None where none does."""
    said = [sign * cell for sign, cell in zip(signs, cells, strict=True) if cell is not None]
    return sum(said) if said else None


def _column(body: Body, name: str, words: ListWords, faults: Faults, year: int | None) -> list[Any]:
    kind = words.fields[name].kind
    if kind == "day":
        return values.days_in(body, name, body.rows, faults, year)
    column = body.column(name, body.rows)
    nothing = words.cells["nothing"]
    if kind == "money":
        unit = body.columns.units[name][0]
        cents = [read_cents(cell, unit) for cell in column.said]
        values.tell_unread(body, name, column, cents, nothing, faults, _UNREAD, _REMEDY)
        return column.spread(cents)
    if kind in ("number", "whole"):
        read = [read_number(cell) for cell in column.said]
        numbers = read if kind == "number" else [None if one is None else round(one) for one in read]
        values.tell_unread(body, name, column, numbers, nothing, faults, _NO_NUMBER, _REMEDY)
        return column.spread(numbers)
    texts = [as_text(cell) for cell in column.said]
    return column.spread(["" if said(text) in nothing else text for text in texts])


def _says(found: Mapping[str, Sequence[Any]], at: int, about: tuple[str, ...]) -> bool:
    told = {name for name, column in found.items() if column[at] not in ("", None)}
    return bool(told & set(about)) and len(told) > 1


def _passed_over(body: Body, good: Sequence[int], words: ListWords, faults: Faults) -> None:
    kept = set(good)
    left = [row for at, row in enumerate(body.bookings) if at not in kept]
    if left:
        about = words.told(words.needs[0])
        faults.count(
            len(left),
            Sentence(
                f"有 {{number}} 行没有写{about.zh}或只写了这一项，未读入",
                f"{{number}} rows do not say {about.en}, or nothing else, and are left out",
            ),
            Sentence("请看这些行是不是说明文字。", "See whether they are only notes."),
            row=left[0] + 1,
        )
