"""Red ink: amounts that are negative by nothing but the colour in which they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from xuncha.base.words import Sentence
from xuncha.screening.core.body import Body
from xuncha.screening.core.faults import Faults

Reds = Callable[[str], frozenset[tuple[int, int]] | None]
"""Sheet name → row and column, from 0, of the numbers written in red; None where the file's colours cannot be told."""


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
    if red is None:
        faults.add(
            Sentence(
                "这是旧版 .xls，看不出字的颜色；表里没有负数，如有用红色字表示的冲销，会被当成正数",
                "this is an .xls file, whose colours cannot be told; no amount has a sign, and one that is negative by red ink "
                "alone is read as positive",
            ),
            Sentence(
                "有红色字的，请用 Excel 或 WPS 另存为 .xlsx 后重新导入。",
                "If there is red ink, save it as .xlsx in Excel or WPS and bring it in again.",
            ),
        )
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
