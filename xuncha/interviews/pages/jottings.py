"""谈后小记: one's own words after a talk, and those of the others who sat there; gone when the round ends."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.interviews.actions.jot import jot, read_jottings
from xuncha.interviews.actions.read import read_talk
from xuncha.interviews.models import Interview
from xuncha.interviews.pages._plan_forms import JottingForm
from xuncha.interviews.pages._words import crumb_of, crumbs_to
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import NotSeen, Refusal

JOTTED = ("open", "held", "signed")


@page("interviews/<uuid:interview>/jottings/", title=Sentence("谈后小记", "Notes after a talk"), roles=TEAM)
def jottings(request: HttpRequest, interview: UUID) -> HttpResponse:
    """POST keeps one's own note. A talk that has not begun, or was stopped, has no such page."""
    row = see_one(Interview, request.user, interview)
    if row.stage not in JOTTED:
        raise NotSeen
    inspection = see_one(Inspection, request.user, row.inspection_id)
    talk, _, _ = read_talk(by=request.user, interview=row)
    notes = read_jottings(by=request.user, interview=row)
    mine = next(((note, text) for note, text in notes if note.written_by_id == request.user.pk), None)
    form, no = JottingForm(request.POST or None, initial={"text": mine[1] if mine else ""}), None
    if request.method == "POST" and form.is_valid():
        posted = request.POST.get("version", "")
        try:
            jot(
                by=request.user,
                interview=row,
                version=int(posted) if posted.isdigit() else 0,
                text=form.cleaned_data["text"],
            )
            done = Sentence("小记已保存。", "Saved.")
            return go(request, "interviews-interview", interview=row.pk, done=done)
        except Refusal as refusal:
            no = refusal
    return show(
        request,
        "interviews/jottings.html",
        status=no.status if no else 200,
        interview=row,
        name=talk.name,
        form=form,
        version=mine[0].version if mine else 0,
        others=[
            (note.written_by.name, text)
            for note, text in notes
            if note.written_by_id != request.user.pk and text
        ],
        no=no,
        submit=Sentence("保存", "Save"),
        crumbs=[*crumbs_to(inspection), crumb_of(row)],
    )
