"""The ledger as a body sends it back: headings in ten dialects, merged cells, notes below the table.

Reads every sheet, finds the item that each row is about, and says row by row what it would do.  Nothing is decided
here: a due day in a return is compared, never taken over; "done" needs words and proof like any submission.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_book import Book, Cell, Sheet, plain
from xuncha.base.sheets_table import Table, find_table
from xuncha.base.span import Day, NotADay
from xuncha.base.words import NOTHING, Sentence

SHORTEST_PROBLEM = 6
"""Letters of a problem's text from which it tells an item; shorter ones stand in many."""

Claim = Literal["", "done", "running", "lasting"]


@dataclass(frozen=True, slots=True)
class Known:
    """An item on record as a return is compared with it.  ``open`` is False when nothing can be handed in for it."""

    item: str
    number: str
    says: str
    due: str
    open: bool
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """A measure that the return adds."""

    says: str
    leader: str
    department: str


@dataclass(frozen=True, slots=True)
class Returned:
    """What the return says of one item, all its rows together.  ``claim``: what its state column asks for."""

    item: str
    number: str
    place: Place
    claim: Claim = ""
    goal: str = ""
    progress: str = ""
    evidence: tuple[str, ...] = ()
    measures: tuple[Planned, ...] = ()


@dataclass(frozen=True)
class Reading:
    """The whole return: what it says item by item, and every remark in the order of the rows."""

    items: tuple[Returned, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether nothing stops the import."""
        return not any(remark.stops for remark in self.remarks)


@dataclass
class _Reader:
    known: Sequence[Known]
    words: Mapping[str, Any]
    found: dict[str, Returned] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    read: bool = False

    def sheet(self, sheet: Sheet) -> None:
        table = find_table(sheet, {key: tuple(texts) for key, texts in self.words["headers"].items()})
        if not {"number", "problem"} & set(table.columns):
            if not sheet.empty:
                self._say("notice", Place(sheet.file, sheet.name), NO_TABLE)
            return
        self.read = True
        self.remarks.extend(table.remarks)
        for row, cells in table.body:
            self.row(sheet, table, row, cells)

    def row(self, sheet: Sheet, table: Table, row: int, cells: Mapping[str, Cell]) -> None:
        text = {key: _text(cells.get(key)) for key in self.words["headers"]}
        place = Place(sheet.file, sheet.name, row)
        if self._skipped(text):
            return
        known = self._item(text, place, table)
        if known is None:
            return
        self._compare_due(known, cells.get("due"), replace(place, column=table.headings.get("due", "")))
        claim = self._claim(text["state"], replace(place, column=table.headings.get("state", "")))
        self._keep(known, text, claim, place)

    def _skipped(self, text: Mapping[str, str]) -> bool:
        first = next((value for value in (text["number"], text["problem"]) if value), "")
        marks = [plain(mark) for mark in self.words["skip"]["first_cells"]]
        return not first or any(
            plain(first).rstrip(":") == mark or plain(first).startswith(f"{mark}:") for mark in marks
        )

    def _item(self, text: Mapping[str, str], place: Place, table: Table) -> Known | None:
        number, problem = plain(text["number"]), plain(text["problem"])
        found = [one for one in self.known if number and plain(one.number) == number]
        if not found and len(problem) >= SHORTEST_PROBLEM:
            found = [one for one in self.known if problem in plain(one.says)]
        if len(found) == 1:
            return found[0]
        column = table.headings.get("number") or table.headings.get("problem", "")
        self._say("error", replace(place, column=column), MANY if found else NONE, CHECK_NUMBER)
        return None

    def _compare_due(self, known: Known, cell: Cell, place: Place) -> None:
        try:
            day = Day.parse(cell)
        except NotADay as no:
            self._say("notice", place, no.says, NotADay.remedy)
            return
        if (
            day is not None
            and day.known
            and known.due
            and str(day) != known.due
            and not known.due.startswith(str(day))
        ):
            says = Sentence(
                f"填报的时限{day}与台账期限{known.due}不一致，以台账为准",
                f"the day given, {day}, differs from the day on record, {known.due}, which stands",
            )
            self._say("notice", place, says, EXTEND)

    def _claim(self, state: str, place: Place) -> Claim:
        if not state:
            return ""
        claims: tuple[Claim, ...] = ("done", "running", "lasting")
        for claim in claims:
            if plain(state) in {plain(word) for word in self.words["states"][claim]}:
                return claim
        self._say("error", place, UNKNOWN_STATE, STATE_WORDS)
        return ""

    def _keep(self, known: Known, text: Mapping[str, str], claim: Claim, place: Place) -> None:
        old = self.found.get(known.item, Returned(known.item, known.number, place))
        planned = Planned(text["measure"], text["leader"], text["department"])
        taken = {plain(says) for says in known.measures} | {plain(one.says) for one in old.measures}
        new = (planned,) if planned.says and plain(planned.says) not in taken else ()
        self.found[known.item] = replace(
            old,
            claim=claim or old.claim,
            goal=old.goal or text["goal"],
            progress=_joined(old.progress, text["progress"]),
            evidence=_lines((*old.evidence, *text["evidence"].splitlines())),
            measures=(*old.measures, *new),
        )

    def judge(self) -> None:
        known = {one.item: one for one in self.known}
        for one in self.found.values():
            if one.claim == "done" and known[one.item].open:
                if not one.progress:
                    self._say("error", one.place, NO_PROGRESS)
                if not one.evidence:
                    self._say("error", one.place, NO_EVIDENCE)
            if not known[one.item].open and (one.claim == "done" or one.measures):
                self._say("notice", one.place, CLOSED)

    def _say(
        self, level: Literal["error", "notice"], place: Place, says: Sentence, remedy: Sentence = NOTHING
    ) -> None:
        self.remarks.append(Remark(level, place, says, remedy))


NO_TABLE = Sentence("没有找到台账表头，该表未读取", "no ledger headings found; the sheet was not read")
NO_LEDGER = Sentence("没有找到“问题编号”或“反馈问题”列", "no column of numbers or of problems found")
USE_BLANK = Sentence("请使用从系统下载的整改台账填报。", "Fill in the ledger downloaded from here.")
NONE = Sentence("台账中没有对应的整改事项", "no item on record answers to this row")
MANY = Sentence("对应到多个整改事项，分不清是哪一项", "more than one item on record answers to this row")
CHECK_NUMBER = Sentence(
    "请按台账填写问题编号，或照抄反馈问题原文。", "Give the number of the ledger, or copy the problem's text."
)
EXTEND = Sentence("确需延期的，请另行报批。", "An extension needs a decision of its own.")
UNKNOWN_STATE = Sentence("看不懂填写的整改状态", "the state given is not understood")
STATE_WORDS = Sentence("请填写“已完成”“整改中”或“长期坚持”。", "Write 已完成, 整改中 or 长期坚持.")
NO_PROGRESS = Sentence("填报为已完成，但没有写整改情况", "said to be done, but not what was done")
NO_EVIDENCE = Sentence("填报为已完成，但没有列佐证材料", "said to be done, but without evidence")
CLOSED = Sentence(
    "该事项已销号或正在审核，填报内容不再写入",
    "the item is closed or under review; the row is not taken over",
)


def read_return(book: Book, known: Iterable[Known], words: Mapping[str, Any]) -> Reading:
    """What a returned ledger says of the items on record.

    ``words``: the parsed ``return_headers.toml``.  One item may stand in several rows, one for each measure.
    """
    reader = _Reader(tuple(known), words, remarks=list(book.remarks))
    for sheet in book.sheets:
        reader.remarks.extend(sheet.remarks)
        reader.sheet(sheet)
    if not reader.read:
        return Reading((), (*reader.remarks, Remark("error", Place(book.name), NO_LEDGER, USE_BLANK)))
    reader.judge()
    return Reading(tuple(reader.found.values()), tuple(reader.remarks))


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _joined(old: str, new: str) -> str:
    return old if not new or new in old else f"{old}\n{new}".strip()


def _lines(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))
