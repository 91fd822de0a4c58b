"""A kind of pool entries as a table: the columns that a page shows, that Excel gets, and that a filled-in table is read by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_in import Book, find_table
from xuncha.base.sheets_out import Column
from xuncha.base.span import Day, NotADay
from xuncha.base.words import NOTHING, Sentence
from xuncha.rounds.models import Round
from xuncha.teams.models import Cadre
from xuncha.teams.upkeep import Fact, Kind

NAME = Sentence("姓名", "Name")
UNIT = Sentence("所在单位", "Unit")
ROUND = Sentence("轮次", "Round")


def columns_of(kind: Kind) -> tuple[Column, ...]:
    """The columns of a kind; keys are those of ``Fact``."""
    found = [
        Column("name", NAME, width=12, required=True),
        Column("unit", UNIT, width=26),
        Column("starts", kind.starts, "day", width=14, required=True),
    ]
    if kind.ends:
        found.append(Column("ends", kind.ends, "day", width=14))
    found += [Column("what", kind.what, width=26), Column("document", kind.document, width=28)]
    if kind.of_round:
        found.append(Column("round", ROUND, width=26))
    return tuple(found)


@dataclass(frozen=True)
class Read:
    """The rows that can be entered, and a remark for each that cannot."""

    facts: tuple[Fact, ...]
    remarks: tuple[Remark, ...]


class _Fault(Exception):
    """A row that cannot be entered: the column, what is wrong, what to write."""

    def __init__(self, column: Sentence, says: Sentence, remedy: Sentence) -> None:
        super().__init__(says.zh)
        self.column, self.says, self.remedy = column, says, remedy


def read_entries(book: Book, kind: Kind, pool: Iterable[Cadre], rounds: Iterable[Round]) -> Read:
    """The rows of the first sheet that has the kind's table; rows at fault are told and the others kept."""
    wanted = {one.key: (one.title.zh, one.title.en) for one in columns_of(kind)}
    named: dict[str, list[Cadre]] = {}
    for cadre in pool:
        named.setdefault(cadre.person.name, []).append(cadre)
    titles = {one.title: one for one in rounds}
    facts: list[Fact] = []
    remarks: list[Remark] = list(book.remarks)
    for sheet in book.sheets[:1]:
        table = find_table(sheet, wanted)
        remarks += table.remarks
        for row, cells in table.body:
            try:
                facts.append(_fact(kind, cells, named, titles))
            except _Fault as fault:
                place = Place(sheet.file, sheet.name, row, fault.column.zh)
                remarks.append(Remark("error", place, fault.says, fault.remedy))
    return Read(tuple(facts), tuple(remarks))


def _fact(
    kind: Kind, cells: Mapping[str, Any], named: Mapping[str, list[Cadre]], rounds: Mapping[str, Round]
) -> Fact:
    starts = _day(kind.starts, cells.get("starts"))
    if starts is None:
        raise _Fault(
            kind.starts,
            Sentence(f"没有填{kind.starts.zh}", f"{kind.starts.en} is missing"),
            Sentence("请写日期，如2026-03-15。", "Write a day, like 2026-03-15."),
        )
    title = str(cells.get("round") or "").strip()
    if title and title not in rounds:
        raise _Fault(
            ROUND,
            Sentence(f"没有“{title}”这一轮", f"there is no round “{title}”"),
            Sentence("请写轮次全称。", "Write the round's full title."),
        )
    return Fact(
        cadre=_cadre(cells, named),
        starts=starts,
        ends=_day(kind.ends, cells.get("ends")),
        what=str(cells.get("what") or ""),
        document=str(cells.get("document") or ""),
        around=rounds.get(title),
    )


def _cadre(cells: Mapping[str, Any], named: Mapping[str, list[Cadre]]) -> Cadre:
    name, unit = (str(cells.get(key) or "").strip() for key in ("name", "unit"))
    found = named.get(name, [])
    if len(found) > 1:
        found = [one for one in found if one.unit is not None and one.unit.name == unit]
    if len(found) == 1:
        return found[0]
    if name in named:
        says = Sentence(f"人才库里有几个“{name}”", f"several in the pool are called {name}")
        raise _Fault(
            UNIT, says, Sentence("请写所在单位全称，以便区分。", "Write the unit in full to tell them apart.")
        )
    says = Sentence(f"人才库里没有“{name}”", f"“{name}” is not in the pool") if name else _NAMELESS
    raise _Fault(NAME, says, Sentence("请先把人员列入人才库。", "Put the person into the pool first."))


_NAMELESS = Sentence("没有填姓名", "the name is missing")


def _day(title: Sentence, value: Any) -> Day | None:
    try:
        return Day.parse(value)
    except NotADay:
        raise _Fault(
            title or NOTHING,
            Sentence(f"“{value}”不是日期", f"“{value}” is no day"),
            Sentence("请写日期，如2026-03-15或2026-03。", "Write a day, like 2026-03-15 or 2026-03."),
        ) from None
