"""规划要素一览: what the plan has to know of every target, in one table that goes out to Excel and comes back."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.remarks import errors
from xuncha.base.sheets_in import Unreadable, read_book
from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence, same
from xuncha.coverage.facts import current_term
from xuncha.coverage.pages._tabs import NO_TERM, SET_UP, tabs
from xuncha.desk.page import go, page, show
from xuncha.desk.table import Link, Table
from xuncha.rounds.actions.plan_term import import_outlooks
from xuncha.rounds.core.term.arranging import Arranging
from xuncha.rounds.core.term.outlook_table import HEADINGS, Row, read_outlooks
from xuncha.rounds.core.term.windows import windows_shown
from xuncha.rounds.models import Outlook
from xuncha.rounds.pages._forms import OutlooksFileForm
from xuncha.rounds.pages._term import sections
from xuncha.rounds.term import arranging_of
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.core.roles import OFFICE

TITLE = Sentence("规划要素", "What the plan has to know")
FAULTY = Sentence("表中有错误，什么都没有导入。", "The table has errors; nothing was imported.")
WIDTHS = {"name": 44, "grounds": 34, "closed": 26}
KINDS = {"days": "int", "pinned": "int", "joint": "int"}
COLUMNS = (
    *(
        Column(key, Sentence(words[0], words[-1]), KINDS.get(key, "text"), width=WIDTHS.get(key, 14))
        for key, words in HEADINGS.items()
    ),
    Column("reckoned", Sentence("排规划时按", "Reckoned with"), width=20),
)
SHOWN = (
    Column("name", Sentence("巡察对象", "Target"), width=44),
    Column("risk", Sentence("风险等级", "Risk"), width=14),
    Column("said", Sentence("登记的要素", "Entered"), width=44),
    Column("reckoned", Sentence("排规划时按", "Reckoned with"), width=20),
)


@page("coverage/plan/targets/", title=TITLE, roles=OFFICE)
def outlooks(request: HttpRequest) -> HttpResponse:
    """``do``: read (a table, dry run), import (what the dry run showed)."""
    term = current_term(clock.today())
    if term is None:
        shown = tabs(request, "rounds-plan", None)
        return show(request, "coverage/no_term.html", tabs=shown, says=NO_TERM, remedy=SET_UP)
    problem = arranging_of(request.user, term, clock.today())
    what = request.POST.get("do")
    if what == "import":
        read = [Row(str(key), said) for key, said in json.loads(request.POST.get("rows") or "[]")]
        count = import_outlooks(by=request.user, term=term, rows=read)
        done = Sentence(f"已登记{count}个对象。", f"{count} targets.")
        return go(request, "rounds-outlooks", done=done)
    form = OutlooksFileForm(request.POST, request.FILES) if what == "read" else OutlooksFileForm()
    found = _read(form, problem) if what == "read" and form.is_valid() else {}
    rows_said = {str(row.target_id): row for row in see(Outlook, request.user).filter(target__term=term)}
    rows = _rows(problem, rows_said)
    return show(
        request,
        "rounds/outlooks.html",
        tabs=tabs(request, "rounds-plan", None),
        sections=sections(request, "rounds-outlooks"),
        file=form,
        said=len(rows_said),
        whole=len(problem.free),
        table=Table("", TITLE, SHOWN, [_short(row) for row in rows]),
        sheet=Table("outlooks", TITLE, COLUMNS, rows),
        **found,
    )


def _read(form: OutlooksFileForm, problem: Arranging) -> dict[str, Any]:
    """The dry run: rows to be confirmed, or remarks that say what is wrong."""
    upload = form.cleaned_data["file"]
    names = {one.key: one.name for one in problem.targets}
    try:
        rows, remarks = read_outlooks(read_book(upload.read(), upload.name), names, problem.numbers.grades)
    except Unreadable as no:
        form.add_error("file", f"{no.says} {no.remedy}")
        return {}
    if errors(remarks):
        form.add_error("file", str(FAULTY))
        return {"remarks": remarks}
    return {
        "remarks": remarks,
        "rows": json.dumps([[one.target, dict(one.said)] for one in rows], ensure_ascii=False),
        "count": len(rows),
    }


def _rows(problem: Arranging, said: dict[str, Outlook]) -> list[dict[str, Any]]:
    """What holds of each target that no round has taken, or that is to be looked back at."""
    shown = [one for one in problem.targets if one.done is None or one.look_back]
    return [
        {
            "name": Link(one.name, reverse("rounds-outlook", kwargs={"target": one.key})),
            "risk": problem.numbers.grade(one.risk).name if one.key in said and said[one.key].risk else None,
            "grounds": said[one.key].grounds if one.key in said else None,
            "days": said[one.key].days if one.key in said else None,
            "sector": said[one.key].sector if one.key in said else None,
            "reckoned": [Sentence(f"{one.days:,}人天", f"{one.days:,} days"), same(one.sector)],
            "last": said[one.key].last if one.key in said else None,
            "pinned": one.pinned,
            "joint": one.joint,
            "closed": windows_shown(((w.first, w.last, w.why) for w in one.closed), "；"),
            "look_back": Sentence("是", "yes") if one.look_back else None,
        }
        for one in sorted(shown, key=lambda one: (one.key not in said, one.name))
    ]


def _short(row: dict[str, Any]) -> dict[str, Any]:
    """The same for the page: what is entered in one cell, a line each."""
    kept = [(column.title, row[column.key]) for column in COLUMNS[2:-1] if row[column.key]]
    lines = [Sentence(f"{title.zh}：{value}", f"{title.en}: {value}") for title, value in kept]
    return {**{key: row[key] for key in ("name", "risk", "reckoned")}, "said": lines}
