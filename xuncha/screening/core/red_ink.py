"""Red ink: amounts that are negative by nothing but the colour in which they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from xuncha.base.words import Sentence
from xuncha.screening.core.body import Body
from xuncha.screening.core.faults import Faults

Reds = Callable[[str], frozenset[tuple[int, int]]]
"""Sheet name → row and column, from 0, of the numbers written in red."""


def no_reds(sheet: str) -> frozenset[tuple[int, int]]:
    """A file without colours."""
    return frozenset()


def with_red_ink(
    body: Body, amounts: Mapping[str, Sequence[int | None]], reds: Reds, faults: Faults
) -> dict[str, list[int | None]]:
    """The amounts, those in red made negative.

    Only where no amount of the sheet has a sign: a sheet that writes minus means minus, and red is decoration there. Nor
    where most of the amounts are red. Colours are looked at only then, as that takes another reading of the file.
    """
    columns = {name: list(column) for name, column in amounts.items()}
    if any(value is not None and value < 0 for column in columns.values() for value in column):
        return columns
    red = reds(faults.sheet)
    if not red:
        return columns
    meant = [
        (name, at)
        for name, column in columns.items()
        for at, row in enumerate(body.bookings)
        if column[at] and (row, body.columns.at(name)) in red
    ]
    if not meant or 2 * len(meant) > sum(bool(value) for column in columns.values() for value in column):
        return columns
    for name, at in meant:
        columns[name][at] = -(columns[name][at] or 0)
    first = min(body.bookings[at] for _, at in meant) + 1
    faults.add(
        Sentence(
            f"有 {len(meant)} 个金额是红色字、没有负号，按红字（负数）读入",
            f"{len(meant)} amounts are written in red without a sign and are read as negative",
        ),
        Sentence(
            "如红色只是标记，请改成黑色后重新导入。",
            "If red is only a mark, make them black and bring the file in again.",
        ),
        first,
    )
    return columns
