"""The plan of a term as a table that the office filled in: which round takes which target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_in import Book
from xuncha.base.sheets_table import find_table
from xuncha.base.words import Sentence

HEADINGS = {
    "name": ("巡察对象", "对象", "被巡察单位", "Target"),
    "round": ("轮次", "计划轮次", "第几轮", "Round"),
}
AS_THERE = Sentence("请照“巡察对象”页的名称填写。", "Use the names of the targets page.")


@dataclass(frozen=True, slots=True)
class Planned:
    """A target (its key) and the number of the round that is to take it."""

    target: str
    round: int


def read_plan(book: Book, names: Mapping[str, str]) -> tuple[tuple[Planned, ...], tuple[Remark, ...]]:
    """The rows of a table with target and round; a row without a round is no plan. Names must be those of the targets."""
    known = {name: key for key, name in names.items()}
    rows: list[Planned] = []
    remarks: list[Remark] = []
    for sheet in book.sheets:
        table = find_table(sheet, HEADINGS)
        remarks += table.remarks
        for number, cells in table.body:
            name, when = str(cells.get("name") or "").strip(), cells.get("round")
            if not name or when in (None, ""):
                continue
            place = Place(book.name, sheet.name, number, HEADINGS["name"][0])
            if name not in known:
                remarks.append(_unknown(place, name, known))
            elif not str(when).strip().isdigit():
                remarks.append(_no_number(place))
            else:
                rows.append(Planned(known[name], int(str(when).strip())))
    return tuple(rows), tuple(remarks)


def _unknown(place: Place, name: str, known: Mapping[str, str]) -> Remark:
    near = get_close_matches(name, known, 1)
    hint = Sentence(f"是不是“{near[0]}”？", f"Is it “{near[0]}”?") if near else AS_THERE
    return Remark("error", place, Sentence(f"没有“{name}”这个巡察对象", f"there is no target “{name}”"), hint)


def _no_number(place: Place) -> Remark:
    return Remark(
        "error",
        place,
        Sentence("轮次不是数字", "the round is not a number"),
        Sentence("写成 5 这样的数字。", "Write a number such as 5."),
    )
