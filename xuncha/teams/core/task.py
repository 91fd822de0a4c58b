"""The teams that a clerk asks for: the sheet 本轮任务 of a workbook, or a line of names."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from xuncha.base.remarks import Place, Remark
from xuncha.base.sheets_in import Book, Sheet, find_table, plain
from xuncha.base.words import Sentence
from xuncha.registry.core.county import County
from xuncha.teams.core.facts import Need
from xuncha.teams.core.pool import need_of

SHEET = "本轮任务"
HEADINGS = {
    "team": ("组别", "巡察组", "组"),
    "body": ("巡察对象", "被巡察单位", "单位", "单位名称"),
    "woman": ("需女干部", "需要女干部", "女干部"),
}
YES = frozenset({"是", "需", "需要", "√", "1", "true"})


@dataclass(frozen=True)
class Task:
    """One team and the names of its bodies; `places` say where each name stood in the file."""

    team: str
    bodies: tuple[str, ...]
    woman_needed: bool = False
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Tasks:
    """The teams asked for, the book without their sheet, and what could not be read."""

    tasks: tuple[Task, ...]
    book: Book
    remarks: tuple[Remark, ...] = field(default=())


def tasks_in(book: Book) -> Tasks:
    """Reads the sheet 本轮任务: one line a body, lines of the same 组别 are one team. Without it there are no
    tasks.
    """
    sheet = next((one for one in book.sheets if plain(one.name) == SHEET), None)
    if sheet is None:
        return Tasks((), book)
    table = find_table(sheet, HEADINGS)
    rest = replace(book, sheets=tuple(one for one in book.sheets if one is not sheet))
    if "body" not in table.columns:
        return Tasks((), rest, (*table.remarks, _no_column(sheet)))
    found: dict[str, Task] = {}
    for number, cells in table.body:
        body = str(cells.get("body") or "").strip()
        if body:
            team = str(cells.get("team") or "").strip() or f"第{len(found) + 1}巡察组"
            before = found.get(team, Task(team, ()))
            place = Place(sheet.file, sheet.name, number, table.headings.get("body", ""))
            woman = before.woman_needed or str(cells.get("woman") or "").strip().lower() in YES
            found[team] = Task(team, (*before.bodies, body), woman, (*before.places, place))
    return Tasks(tuple(found.values()), rest, tuple(table.remarks))


def _no_column(sheet: Sheet) -> Remark:
    return Remark(
        "error",
        Place(sheet.file, sheet.name),
        Sentence("没有“巡察对象”列", "the column 巡察对象 is missing"),
        Sentence(
            "请在表头写“组别”和“巡察对象”，一行一个对象。",
            "Head two columns 组别 and 巡察对象, one body a row.",
        ),
    )


def tasks_said(line: str) -> tuple[Task, ...]:
    """Teams from a line: bodies of one team parted by 、 or a comma, teams by ；or a semicolon."""
    teams = [one.strip() for one in line.replace("；", ";").split(";") if one.strip()]
    split = [tuple(b.strip() for b in one.replace("、", ",").replace("，", ",").split(",")) for one in teams]
    return tuple(
        Task(f"第{number}巡察组", tuple(filter(None, bodies))) for number, bodies in enumerate(split, start=1)
    )


def needs_of(tasks: Iterable[Task], county: County) -> tuple[tuple[Need, ...], tuple[Remark, ...]]:
    """The teams to be formed, and a remark for each name that is in neither tree of the county."""
    known = county.names("unit") | county.names("party")
    needs, remarks = [], []
    for number, task in enumerate(tasks, start=1):
        for place, body in zip(task.places or (Place(),) * len(task.bodies), task.bodies, strict=True):
            if body not in known:
                remarks.append(_unknown(place, body, known))
        targets = {body: (body,) for body in task.bodies if body in known}
        if targets:
            needs.append(need_of(county, f"{number:02d}", task.team, targets, task.woman_needed))
    return tuple(needs), tuple(remarks)


def _unknown(place: Place, body: str, known: Iterable[str]) -> Remark:
    near = get_close_matches(body, sorted(known), n=1, cutoff=0.5)
    hint = f"是不是“{near[0]}”？" if near else "请写“单位”表或“党组织”表中的名称。"
    return Remark(
        "error",
        place,
        Sentence(f"“{body}”不在单位和党组织名单里", f"“{body}” is in neither tree of the county"),
        Sentence(hint, f"Do you mean “{near[0]}”?" if near else "Write a name of the sheet 单位 or 党组织."),
    )
