"""导入谈话安排: a dry run of a hand-made table, then all of it or nothing."""

from __future__ import annotations

import base64
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_in import Unreadable, read_book
from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.actions.draft import drop_draft, keep_draft, take_draft
from xuncha.desk.page import go, page, show
from xuncha.desk.table import Table
from xuncha.interviews.actions.place import import_timetable
from xuncha.interviews.core.stages import KINDS
from xuncha.interviews.core.timetable_in import PlannedRow, read_timetable
from xuncha.interviews.pages._forms import FileForm
from xuncha.interviews.pages._words import tabs
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import Refusal

COLUMNS = (
    Column("row", Sentence("行号", "Row"), "int"),
    Column("name", Sentence("谈话对象", "Person")),
    Column("office", Sentence("单位", "Office")),
    Column("kind", Sentence("表中类别", "Kind in the table")),
    Column("day", Sentence("日期", "Day"), "date"),
    Column("slot", Sentence("时段", "Slot")),
    Column("room", Sentence("地点", "Room")),
)
GONE = Refusal(
    "gone",
    Sentence("没有找到刚才看过的文件。", "The file that was looked at is gone."),
    Sentence("请重新选择文件。", "Choose the file again."),
)


@page(
    "inspections/<uuid:inspection>/interviews/import/",
    title=Sentence("导入谈话安排", "Import a timetable"),
    roles=TEAM,
    where="inspection",
)
def bring(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """POST with a file makes the dry run, POST with `do=import` does it."""
    one = see_one(Inspection, request.user, inspection)
    form, no, rows, remarks = FileForm(), None, None, ()
    try:
        if request.method == "POST" and request.POST.get("do") == "import":
            return _import(request, one)
        if request.method == "POST":
            form = FileForm(request.POST, request.FILES)
            if form.is_valid():
                rows, remarks = _look(request, form)
    except Unreadable as bad:
        no = Refusal("unreadable", bad.says, bad.remedy)
    except Refusal as refusal:
        no = refusal
    return show(
        request,
        "interviews/bring.html",
        status=no.status if no else 200,
        inspection=one,
        tabs=tabs(one, "bring"),
        form=form,
        no=no,
        remarks=remarks,
        number=len(rows or ()),
        looked=rows is not None,
        rows=_table(rows or ()),
        submit=Sentence("先看一遍", "Look first"),
        back_url=reverse("interviews-table", args=[one.pk]),
    )


def _look(request: HttpRequest, form: FileForm) -> tuple[tuple[PlannedRow, ...], tuple]:
    file = form.cleaned_data["file"]
    content = file.read()
    rows, remarks = read_timetable(read_book(content, file.name))
    body = {"name": [file.name], "content": [base64.b64encode(content).decode()]}
    keep_draft(by=request.user, key=_key(request), body=body)
    return rows, remarks


def _import(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    kept = take_draft(by=request.user, key=_key(request))
    if kept is None:
        raise GONE
    rows, _ = read_timetable(read_book(base64.b64decode(kept["content"][0]), kept["name"][0]))
    placed, added = import_timetable(by=request.user, inspection=inspection, rows=rows)
    drop_draft(by=request.user, key=_key(request))
    done = Sentence(f"已导入{placed}场，其中新增{added}人。", f"{placed} talks, {added} people added.")
    return go(request, "interviews-table", inspection=inspection.pk, done=done)


def _table(rows: tuple[PlannedRow, ...]) -> Table:
    listed = [
        {
            "row": row.row,
            "name": row.name,
            "office": row.office,
            "kind": KINDS[row.kind],
            "day": row.day,
            "slot": str(row.slot) if row.slot else None,
            "room": row.room,
        }
        for row in rows
    ]
    note = "必谈以职务为准：表中写了必谈、但职务不在必谈范围的，按选谈列入，不上送单位的安排表。"
    return Table("", Sentence("逐行结果", "Row by row"), COLUMNS, listed, numbered=False, notes=(note,))


def _key(request: HttpRequest) -> str:
    return f"{request.path}#file"
