"""五年规划: which round takes which target, made by hand or imported; what it breaks stands above it."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse

from xuncha.base.remarks import errors
from xuncha.base.sheets_in import Unreadable, read_book
from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.coverage.facts import current_term
from xuncha.coverage.models import Target, Term
from xuncha.coverage.pages._tabs import NO_TERM, SET_UP, tabs
from xuncha.desk.page import go, page, show
from xuncha.desk.table import Table
from xuncha.rounds.actions.plan_term import import_plan, place_target
from xuncha.rounds.core.term.arrange import check_plan
from xuncha.rounds.core.term_plan import Planned, read_plan
from xuncha.rounds.pages._forms import PlaceForm, PlanFileForm
from xuncha.rounds.pages._term import sections
from xuncha.rounds.term import arranging_of, present
from xuncha.trust import clock
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import OFFICE, Role

TITLE = Sentence("五年规划", "Plan of the term")
COLUMNS = (
    Column("name", Sentence("巡察对象", "Target"), width=44),
    Column("round", Sentence("轮次", "Round"), "int", width=8),
    Column("state", Sentence("说明", "State"), width=24),
)
TAKEN = Sentence("已列入第{number}轮", "taken by round {number}")
OPEN = Sentence("未安排", "not planned")
FAULTY = Sentence("表中有错误，什么都没有导入。", "The table has errors; nothing was imported.")


@page("coverage/plan/", title=TITLE, roles=OFFICE | {Role.LEADING})
def plan(request: HttpRequest) -> HttpResponse:
    """``do``: place (one target), read (a table, dry run), import (what the dry run showed)."""
    term = current_term(clock.today())
    if term is None:
        return show(
            request,
            "coverage/no_term.html",
            tabs=tabs(request, "rounds-plan", None),
            says=NO_TERM,
            remedy=SET_UP,
        )
    problem = arranging_of(request.user, term, clock.today())
    names = {one.key: one.name for one in sorted(problem.targets, key=lambda one: one.name)}
    done = {one.key: one.done for one in problem.targets if one.done is not None}
    open_names = {key: name for key, name in names.items() if key not in done}
    placing = PlaceForm(request.POST if request.POST.get("do") == "place" else None, targets=open_names)
    file = (
        PlanFileForm(request.POST or None, request.FILES)
        if request.POST.get("do") == "read"
        else PlanFileForm()
    )
    found: dict[str, Any] = {}
    if request.method == "POST":
        answer = _do(request, term, placing, file, names, found)
        if answer is not None:
            return answer
    now = present(request.user, problem, term)
    broken = [one.broken.says for one in check_plan(now) if one.broken.price is None]
    return show(
        request, "rounds/plan.html", tabs=tabs(request, "rounds-plan", None),
        sections=sections(request, "rounds-plan"),
        table=Table("plan", TITLE, COLUMNS, _rows(names, done, dict(now.visits))),
        broken=broken if now.placed else (),
        placing=placing, file=file, may=request.user.sight.has(OFFICE), **found,
    )  # fmt: skip


def _rows(names: dict[str, str], done: dict[str, int], planned: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "round": done.get(key, planned.get(key)),
            "state": TAKEN.filled(number=done[key]) if key in done else "" if key in planned else OPEN,
        }
        for key, name in names.items()
    ]


def _do(
    request: HttpRequest,
    term: Term,
    placing: PlaceForm,
    file: PlanFileForm,
    names: dict[str, str],
    found: dict[str, Any],
) -> HttpResponse | None:
    """Act on what was posted; ``found`` takes the dry run's rows and remarks."""
    what = request.POST.get("do")
    if what == "place" and placing.is_valid():
        target = see_one(Target, request.user, placing.cleaned_data["target"])
        place_target(by=request.user, target=target, number=placing.cleaned_data["number"])
        return go(request, "rounds-plan", done=Sentence("已安排。", "Planned."))
    if what == "import":
        rows = [
            Planned(str(key), int(number)) for key, number in json.loads(request.POST.get("rows") or "[]")
        ]
        count = import_plan(by=request.user, term=term, rows=rows)
        return go(
            request, "rounds-plan", done=Sentence(f"已导入，改动 {count} 处。", f"Imported, {count} changes.")
        )
    if what == "read" and file.is_valid():
        upload = file.cleaned_data["file"]
        try:
            read, remarks = read_plan(read_book(upload.read(), upload.name), names)
        except Unreadable as no:
            file.add_error("file", f"{no.says} {no.remedy}")
            return None
        found["remarks"] = remarks
        if errors(remarks):
            file.add_error("file", str(FAULTY))
        else:
            found["rows"], found["count"] = json.dumps([[one.target, one.round] for one in read]), len(read)
    return None
