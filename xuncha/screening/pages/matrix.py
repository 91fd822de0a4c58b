"""疑点分布: how many doubts wait, file by file and screen by screen, so that work can be shared out. It ranks nothing."""

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
from xuncha.screening.facts import declared
from xuncha.screening.models import Hit, Ledger
from xuncha.screening.pages._ways import crumbs_to
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM

EMPTY = Sentence("没有待核实的疑点。", "No doubts wait.")
SHORT = 10
"""So many letters of a file's name stand over its column."""
SCREEN = Column("screen", Sentence("筛查项目", "Screen"), width=26)
NOTE = "只用于组内分工：数字是还没核实的疑点数，文件按编号、项目按目录排列，不能用来比较单位或者个人。"


@page(
    "inspections/<uuid:inspection>/doubts/by-file/",
    title=Sentence("疑点分布", "Doubts file by file"),
    roles=TEAM,
    where="inspection",
)
def matrix(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """A row for each screen with waiting doubts in the order of the catalogue, a column for each file by number."""
    one = see_one(Inspection, request.user, inspection)
    waiting = see(Hit, request.user).filter(inspection=one, state="open").values_list("ledger_id", "screen")
    counted = Counter(waiting)
    known = see(Ledger, request.user).filter(inspection=one, pk__in={file for file, _ in counted})
    files = list(known.order_by("serial"))
    return show(
        request,
        "screening/matrix.html",
        inspection=one,
        crumbs=crumbs_to(one, "screening-hits"),
        waiting=_table(request, one, files, counted),
    )


def _table(
    request: HttpRequest, inspection: Inspection, files: list[Ledger], counted: Counter[tuple[UUID, str]]
) -> Table:
    names = [one["name"] for one in read_ledgers(by=request.user, ledgers=files)] if files else []
    named = list(zip(names, files, strict=True))
    columns = [Column(str(file.pk), _heading(name, file.serial), "int", 16) for name, file in named]
    found = {screen for _, screen in counted}
    known = {key: screen for key, screen in declared(Path(settings.XUNCHA_HOME)).items() if key in found}
    rows = [
        {"screen": Link(screen.title, f"{_doubts(inspection)}?screen={key}")}
        | {str(file.pk): counted[file.pk, key] or None for file in files}
        for key, screen in known.items()
    ]
    return Table(
        "by-file", Sentence("待核实的疑点", "Doubts that wait"), [SCREEN, *columns], rows, EMPTY,
        notes=(NOTE, *(f"{file.serial}号：{name}" for name, file in named)),
    )  # fmt: skip


def _heading(name: str, serial: int) -> Sentence:
    """A file's number and the beginning of its name; the notes below tell the whole."""
    bare = name.rsplit(".", 1)[0]
    short = bare if len(bare) <= SHORT else bare[: SHORT - 1] + "…"
    return Sentence(f"{serial}号 {short}", f"No. {serial} {short}")


def _doubts(inspection: Inspection) -> str:
    return reverse("screening-hits", args=[inspection.pk])
