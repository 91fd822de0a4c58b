"""疑点分布: how many doubts wait, by unit and by file, screen by screen, so that work can be shared out. It ranks nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.desk.table import Link, Table
from xuncha.rounds.models import Inspection
from xuncha.screening.actions.load_ledger import read_ledgers
from xuncha.screening.actions.read_hits import read_hits
from xuncha.screening.core.screen import Declared
from xuncha.screening.facts import declared
from xuncha.screening.models import Hit, Ledger
from xuncha.screening.pages._ways import crumbs_to
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM

EMPTY = Sentence("没有待核实的疑点。", "No doubts wait.")
SHORT = 10
"""So many letters of a file's name stand over its column."""
UNSAID = Sentence("未写单位", "no unit told")
SCREEN = Column("screen", Sentence("筛查项目", "Screen"), width=26)
NOTE = "只用于组内分工：数字是还没核实的疑点数，单位按名称、文件按编号、项目按目录排列，不能用来比较单位或者个人。"
SHARED = "一个疑点涉及几个单位的，在每个单位各计一次。"


@page(
    "inspections/<uuid:inspection>/doubts/by-file/",
    title=Sentence("疑点分布", "Doubts by unit and file"),
    roles=TEAM,
    where="inspection",
)
def matrix(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """Units by screens, then screens by files, in the order of the catalogue and of the numbers of files."""
    one = see_one(Inspection, request.user, inspection)
    waiting = list(see(Hit, request.user).filter(inspection=one, state="open").order_by("serial"))
    counted = Counter((hit.ledger_id, hit.screen) for hit in waiting)
    known = see(Ledger, request.user).filter(inspection=one, pk__in={file for file, _ in counted})
    return show(
        request,
        "screening/matrix.html",
        inspection=one,
        crumbs=crumbs_to(one, "screening-hits"),
        by_unit=_by_unit(request, one, waiting),
        by_file=_by_file(request, one, list(known.order_by("serial")), counted),
    )


def _by_unit(request: HttpRequest, inspection: Inspection, waiting: list[Hit]) -> Table | None:
    """A row for each screen, a column for each unit by name; None where no row says a unit."""
    opened = read_hits(by=request.user, hits=waiting) if waiting else []
    counted = Counter(
        (unit, one.row.screen) for one in opened for unit in {line.unit for line in one.evidence}
    )
    units = sorted({unit for unit, _ in counted}, key=lambda unit: (not unit, unit))
    if not any(units):
        return None
    columns = [Column(f"unit{at}", _named(unit), "int", 16) for at, unit in enumerate(units)]
    rows = [
        {"screen": Link(screen.title, f"{_doubts(inspection)}?screen={key}")}
        | {f"unit{at}": counted[unit, key] or None for at, unit in enumerate(units)}
        for key, screen in _screens({screen for _, screen in counted}).items()
    ]
    return Table(
        "by-unit", Sentence("按单位", "By unit"), [SCREEN, *columns], rows, EMPTY, notes=(SHARED,)
    )  # fmt: skip


def _named(unit: str) -> Sentence:
    return Sentence(unit, unit) if unit else UNSAID


def _by_file(
    request: HttpRequest, inspection: Inspection, files: list[Ledger], counted: Counter[tuple[UUID, str]]
) -> Table:
    names = [one["name"] for one in read_ledgers(by=request.user, ledgers=files)] if files else []
    named = list(zip(names, files, strict=True))
    columns = [Column(str(file.pk), _heading(name, file.serial), "int", 16) for name, file in named]
    rows = [
        {"screen": Link(screen.title, f"{_doubts(inspection)}?screen={key}")}
        | {str(file.pk): counted[file.pk, key] or None for file in files}
        for key, screen in _screens({screen for _, screen in counted}).items()
    ]
    return Table(
        "by-file", Sentence("按文件", "By file"), [SCREEN, *columns], rows, EMPTY,
        notes=(NOTE, *(f"{file.serial}号：{name}" for name, file in named)),
    )  # fmt: skip


def _screens(found: set[str]) -> dict[str, Declared]:
    """The screens of these keys, in the order of the catalogue."""
    return {key: screen for key, screen in declared(Path(settings.XUNCHA_HOME)).items() if key in found}


def _heading(name: str, serial: int) -> Sentence:
    """A file's number and the beginning of its name; the notes below tell the whole."""
    bare = name.rsplit(".", 1)[0]
    short = bare if len(bare) <= SHORT else bare[: SHORT - 1] + "…"
    return Sentence(f"{serial}号 {short}", f"No. {serial} {short}")


def _doubts(inspection: Inspection) -> str:
    return reverse("screening-hits", args=[inspection.pk])
