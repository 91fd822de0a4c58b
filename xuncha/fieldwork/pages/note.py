"""One note: read, and changed by the person who wrote it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk import drafts
from xuncha.desk.page import go, page, show
from xuncha.fieldwork.actions.write_note import change_note, read_notes
from xuncha.fieldwork.facts import lists
from xuncha.fieldwork.models import Note
from xuncha.fieldwork.pages._forms import NoteForm
from xuncha.fieldwork.pages._ways import crumbs_to
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import NotSeen, Refusal

CHANGED = Sentence("修改已保存。", "The change is kept.")


@page("notes/<uuid:note>/", title=Sentence("调阅走访记录", "Note"), roles=TEAM)
def note(request: HttpRequest, note: UUID) -> HttpResponse:
    """POST changes the note; a stale change is shown beside the newest text."""
    row = see(Note, request.user).select_related("written_by").filter(pk=note).first()
    if row is None:
        raise NotSeen
    inspection = see_one(Inspection, request.user, row.inspection_id)
    plain = read_notes(by=request.user, notes=[row])[0]
    kept = drafts.take(request) if request.method == "GET" else None
    form = NoteForm(request.POST or kept or None, initial={"method": row.method, "on": row.on, **plain})
    no = None
    if request.method == "POST" and form.is_valid():
        try:
            change_note(by=request.user, note=row, version=int(request.POST["version"]), **form.cleaned_data)
            drafts.drop(request)
            return go(request, "fieldwork-note", note=row.pk, done=CHANGED)
        except Refusal as refusal:
            drafts.keep(request)
            no = refusal
    method = lists().methods[row.method].title
    return show(
        request,
        "fieldwork/note.html",
        status=no.status if no else 200,
        note=row,
        plain=plain,
        method=method,
        inspection=inspection,
        facts=[
            (Sentence("方式", "Way"), method),
            (Sentence("日期", "Day"), row.on),
            (Sentence("地点或出处", "Place or source"), plain["where"]),
            (Sentence("记录人", "Written by"), row.written_by.name),
        ],
        mine=row.written_by_id == request.user.pk,
        form=form,
        no=no,
        version=row.version,
        draft_key=request.path,
        draft_found=bool(kept),
        submit=Sentence("保存修改", "Keep the change"),
        back_url=reverse("fieldwork-notes", args=[inspection.pk]),
        crumbs=crumbs_to(inspection, "fieldwork-notes"),
    )
