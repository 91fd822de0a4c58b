"""调阅走访记录: every note of an inspection, and the form for a new one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk import drafts
from xuncha.desk.page import go, page, show
from xuncha.desk.table import Link, Table
from xuncha.fieldwork.actions.write_note import read_notes, write_note
from xuncha.fieldwork.facts import lists
from xuncha.fieldwork.models import Note
from xuncha.fieldwork.pages._forms import NoteForm
from xuncha.fieldwork.pages._ways import tabs
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import Refusal

COLUMNS = (
    Column("serial", Sentence("编号", "No."), "int"),
    Column("on", Sentence("日期", "Day"), "date"),
    Column("method", Sentence("方式", "Way")),
    Column("heading", Sentence("标题", "Heading"), width=40),
    Column("where", Sentence("地点或出处", "Place or source"), width=30),
    Column("by", Sentence("记录人", "Written by")),
)
EMPTY = Sentence("还没有记录。看完资料、走访回来，当天写一条。", "No notes yet. Write one the same day.")
WRITTEN = Sentence("已保存。", "Kept.")


@page(
    "inspections/<uuid:inspection>/notes/",
    title=Sentence("调阅走访记录", "Notes"),
    roles=TEAM,
    where="inspection",
)
def notes(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """POST writes a note; what was typed survives a closed window."""
    one = see_one(Inspection, request.user, inspection)
    kept = drafts.take(request) if request.method == "GET" else None
    form, no = NoteForm(request.POST or kept or None, initial={"on": clock.today()}), None
    if request.method == "POST" and form.is_valid():
        try:
            note = write_note(by=request.user, inspection=one, **form.cleaned_data)
            drafts.drop(request)
            return go(request, "fieldwork-note", note=note.pk, done=WRITTEN)
        except Refusal as refusal:
            drafts.keep(request)
            no = refusal
    return show(
        request,
        "fieldwork/notes.html",
        status=no.status if no else 200,
        inspection=one,
        tabs=tabs(one, "fieldwork-notes"),
        notes=_table(request, one),
        form=form,
        no=no,
        methods=lists().methods.values(),
        draft_key=request.path,
        draft_found=bool(kept),
        submit=Sentence("保存记录", "Keep the note"),
    )


def _table(request: HttpRequest, inspection: Inspection) -> Table:
    rows = list(
        see(Note, request.user)
        .select_related("written_by")
        .filter(inspection=inspection)
        .order_by("-on", "-serial")
    )
    opened = read_notes(by=request.user, notes=rows) if rows else []
    listed = [
        {
            "serial": row.serial,
            "on": row.on,
            "method": lists().methods[row.method].title,
            "heading": Link(plain["heading"], reverse("fieldwork-note", args=[row.pk])),
            "where": plain["where"],
            "by": row.written_by.name,
        }
        for row, plain in zip(rows, opened, strict=True)
    ]
    return Table("notes", Sentence("记录", "Notes"), COLUMNS, listed, empty=EMPTY, numbered=False)
