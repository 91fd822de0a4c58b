"""The plan of a term as the office made it by hand: which round takes which target; judged here, solved later elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
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
SHOWN = 5
AS_THERE = Sentence("请照“巡察对象”页的名称填写。", "Use the names of the targets page.")


@dataclass(frozen=True, slots=True)
class Planned:
    """A target (its key) and the number of the round that is to take it."""

    target: str
    round: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Rounds in a term, and targets in a round; the next round's number."""

    rounds: int
    most: int
    following: int


def check(
    names: Mapping[str, str], done: Mapping[str, int], plan: Sequence[Planned], limits: Limits
) -> tuple[Sentence, ...]:
    """What the plan breaks, in words. ``names``: the targets that count (key → name); ``done``: target → the round that took it."""
    times = Counter(one.target for one in plan)
    missing = [name for key, name in names.items() if key not in done and key not in times]
    twice = [names[key] for key, count in times.items() if count > 1 and key in names]
    again = [names[key] for key in times if key in done and key in names]
    outside = sorted({one.round for one in plan if not limits.following <= one.round <= limits.rounds})
    load = Counter(one.round for one in plan)
    found = [
        _some(
            missing,
            "{count} 个巡察对象还没有列入任何一轮：{names}",
            "{count} targets are in no round: {names}",
        ),
        _some(
            twice,
            "{count} 个巡察对象列入了不止一轮：{names}",
            "{count} targets are in more than one round: {names}",
        ),
        _some(
            again,
            "{count} 个巡察对象本届已经巡察，不应再列入：{names}",
            "{count} targets were inspected already: {names}",
        ),
    ]
    if outside:
        numbers = "、".join(map(str, outside))
        found.append(
            Sentence(
                f"第 {numbers} 轮不在可安排的范围内（第 {limits.following} 轮至第 {limits.rounds} 轮）",
                f"round {numbers} lies outside rounds {limits.following} to {limits.rounds}",
            )
        )
    found += [
        Sentence(
            f"第 {number} 轮列了 {count} 个对象，超过每轮 {limits.most} 个",
            f"round {number} holds {count} targets, the limit is {limits.most}",
        )
        for number, count in sorted(load.items())
        if count > limits.most
    ]
    return tuple(one for one in found if one)


def _some(names: Sequence[str], zh: str, en: str) -> Sentence:
    if not names:
        return Sentence("", "")
    shown = "、".join(names[:SHOWN]) + ("……" if len(names) > SHOWN else "")
    return Sentence(zh, en).filled(count=len(names), names=shown)


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
