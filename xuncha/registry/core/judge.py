"""The one judge of county workbooks, for the command and the page alike. It reads everything before it speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_in import Book
from xuncha.base.words import Sentence
from xuncha.registry.core.assembling import assemble
from xuncha.registry.core.checks import check
from xuncha.registry.core.county import County, Judgement
from xuncha.registry.core.form import Choices, forms
from xuncha.registry.core.merging import merge
from xuncha.registry.core.reading import filled_forms

NOTHING_KNOWN = County()
MOST_REMARKS = 200
"""Of one level in one column of a sheet; a person reads no more."""


def judge(book: Book, known: County = NOTHING_KNOWN, choices: Choices | None = None) -> Judgement:
    """The county that a workbook describes, and every remark on it.

    `known` is what the registry already holds: rows may refer to it, and are judged together with it.
    `choices` are the words of the drop-downs; without them no word is remarked on. Errors do not stop the
    judging: rows with errors are left out, all others are in the county.
    """
    choices = choices or {}
    read, remarks = filled_forms(book, choices)
    made = assemble(read, known, choices)
    county = made.county()
    remarks += [remark for one in read for remark in one.remarks]
    remarks += made.remarks
    if read and not county.units and not known.units:
        remarks.append(_no_units(book))
    remarks += check(made, merge(known, county).county, choices)
    return Judgement(county, tuple(_shortened(_in_order(book, remarks))))


def _shortened(remarks: list[Remark]) -> Iterator[Remark]:
    """The first remarks of each column and level, and how many more there are."""
    counted: Counter[tuple[str, str, str]] = Counter()
    for one in remarks:
        kind = (one.level, one.place.sheet, one.place.column)
        counted[kind] += 1
        if counted[kind] <= MOST_REMARKS:
            yield one
    for (level, sheet, column), number in counted.items():
        if number > MOST_REMARKS:
            more = number - MOST_REMARKS
            yield Remark(
                level,  # type: ignore[arg-type]
                Place(remarks[0].place.file, sheet, None, column),
                Sentence(f"这里另有 {more} 处问题没有逐条列出", f"{more} more of these are not listed"),
                Sentence("请先改正列出的，再检查一次。", "Correct those listed and check again."),
            )


def _no_units(book: Book) -> Remark:
    return Remark(
        "error",
        Place(book.name),
        Sentence("一个单位也没有", "there is not a single unit"),
        Sentence("请先填“单位”表。", "Fill in the 单位 sheet first."),
    )


def _in_order(book: Book, remarks: Iterable[Remark]) -> list[Remark]:
    """By sheet and row as a person goes through the file; errors before notices at the same place."""
    sheets = {sheet.name: number for number, sheet in enumerate(book.sheets)}
    unique = dict.fromkeys(remarks)
    last = len(sheets) + len(forms())
    return sorted(
        unique,
        key=lambda one: (
            sheets.get(one.place.sheet, last if one.place.sheet else -1),
            one.place.row or 0,
            not one.stops,
        ),
    )
