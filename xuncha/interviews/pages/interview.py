"""一次谈话: its place, the safety check, the record beside the outline, the end; the draft survives a closed window."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict

from xuncha.base.words import Sentence
from xuncha.desk import drafts
from xuncha.desk.page import go, page, show
from xuncha.desk.table import Mark
from xuncha.interviews.actions.draft_papers import draft_notice, draft_record
from xuncha.interviews.actions.place import place_talk
from xuncha.interviews.actions.read import read_talk
from xuncha.interviews.actions.talk import hold_talk, open_talk, sign_record, stop_talk, write_record
from xuncha.interviews.core.stages import KINDS, PLACEABLE, STAGES, WRITABLE
from xuncha.interviews.core.timetable import Talk
from xuncha.interviews.facts import outlines, released_until, terms
from xuncha.interviews.later import AlsoAsked, also_asked
from xuncha.interviews.models import Disclosure, Interview, Record
from xuncha.interviews.pages._forms import (
    ContactForm,
    PlaceForm,
    Plain,
    RecordForm,
    SafetyForm,
    SignForm,
    StopForm,
)
from xuncha.interviews.pages._words import TONES, crumbs_to
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import NotSeen, Refusal, Stale

DONE = {
    "place": Sentence("安排已保存。", "Saved."),
    "open": Sentence("安全事项已填，谈话开始。", "Open."),
    "write": Sentence("记录已保存。", "The record is saved."),
    "hold": Sentence("谈话结束，请打印记录核对签字。", "Over: print the record to be signed."),
    "sign": Sentence("已登记签字。", "Recorded."),
    "stop": Sentence("谈话已中止，内容已交组长。请马上当面报告组长。", "Stopped; tell the leader at once."),
}
PAPERS = Sentence("已拟出草稿，请核对。", "Drafted: check it.")


@page("interviews/<uuid:interview>/", title=Sentence("谈话", "Talk"), roles=TEAM)
def interview(request: HttpRequest, interview: UUID) -> HttpResponse:
    """`do` says which form was posted; the record's own draft is kept while one types."""
    row = see_one(Interview, request.user, interview)
    inspection = see_one(Inspection, request.user, row.inspection_id)
    talk, person, body = read_talk(by=request.user, interview=row)
    record = see(Record, request.user).filter(interview=row).first()
    kept = drafts.take(request) if request.method == "GET" and row.stage in WRITABLE else None
    made = _forms(request, row, inspection, talk, body, kept)
    no = None
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do not in made:
            raise NotSeen
        try:
            if made[do].is_valid():
                answer = _take(request, do, row, made[do])
                return answer or go(request, "interviews-interview", interview=row.pk, done=DONE[do])
        except Refusal as refusal:
            no = refusal
            if isinstance(refusal, Stale) and do == "write":
                drafts.keep(request)
    version = record.version if record else 0
    return show(
        request,
        "interviews/interview.html",
        status=no.status if no else 200,
        interview=row,
        inspection=inspection,
        facts=_facts(row, talk, person),
        stage=Mark(STAGES[row.stage], TONES[row.stage]),
        name=talk.name,
        forms=made,
        no=no,
        newest=body if isinstance(no, Stale) else None,
        record_version=(kept or {}).get("version", version),
        draft_found=bool(kept),
        draft_key=request.path,
        outline=outlines()[row.outline],
        also_asked=_also_asked(request, row, inspection),
        has_record=record is not None and record.state != "stopped",
        placed=talk.placed,
        to_check=_to_check(row, body),
        disclosure=_disclosure(request, row),
        until=released_until(request.user, [row], clock.today()).get(row.pk),
        crumbs=crumbs_to(inspection),
    )


def _forms(
    request: HttpRequest,
    row: Interview,
    inspection: Inspection,
    talk: Talk,
    body: dict[str, Any],
    kept: QueryDict | None,
) -> dict[str, Any]:
    """The forms that the stage allows, the posted one bound."""

    def data(do: str) -> Any:
        return request.POST if request.POST.get("do") == do else None

    made: dict[str, Any] = {"notice": ContactForm(data("notice")), "print": Plain(data("print"))}
    if row.stage in PLACEABLE:
        place = {
            "day": talk.day,
            "slot": str(talk.slot or ""),
            "room": talk.room,
            "talkers": "、".join(talk.talkers),
            "recorder": talk.recorder,
            "alone_because": talk.alone_because,
        }
        made["place"] = PlaceForm(data("place"), initial=place)
        made["open"] = SafetyForm(data("open"), items=terms(inspection).safety, initial=talk.safety)
    if row.stage in WRITABLE:
        made["write"] = RecordForm(data("write") or kept or None, outline=outlines()[row.outline], body=body)
        made["stop"] = StopForm(data("stop"))
    if row.stage == "open":
        made["hold"] = Plain(data("hold"))
    if row.stage == "held":
        made["sign"] = SignForm(data("sign"))
    return made


def _take(request: HttpRequest, do: str, row: Interview, form: Any) -> HttpResponse | None:
    """Do what was posted; an answer of its own only where a paper was made."""
    by, said = request.user, form.cleaned_data
    posted = request.POST.get("version", "")
    version = int(posted) if posted.isdigit() else 0
    if do == "notice":
        return go(request, "papers-paper", paper=draft_notice(by=by, interview=row, **said).pk, done=PAPERS)
    if do == "print":
        return go(request, "papers-paper", paper=draft_record(by=by, interview=row).pk, done=PAPERS)
    if do == "place":
        place_talk(by=by, interview=row, version=version, **said)
    elif do == "open":
        open_talk(by=by, interview=row, version=version, safety=said)
    elif do == "write":
        write_record(by=by, interview=row, version=version, body=form.body())
        drafts.drop(request)
    elif do == "hold":
        hold_talk(by=by, interview=row, version=version)
    elif do == "sign":
        sign_record(by=by, interview=row, version=version, **said)
    elif do == "stop":
        stop_talk(by=by, interview=row, version=version, **said)
        drafts.drop(request)
    return None


def _facts(row: Interview, talk: Talk, person: dict[str, Any]) -> list[tuple[Sentence, Any]]:
    when = f"{talk.day} {talk.slot}" if talk.placed else Sentence("未安排", "not yet")
    reasons = [Sentence(one["zh"], one["en"]) for one in person.get("reasons", ())]
    return [
        (Sentence("单位", "Office"), talk.office_name),
        (Sentence("职务", "Post"), talk.post),
        (Sentence("类别", "Kind"), KINDS[row.kind]),
        (Sentence("为什么谈", "Why"), reasons or None),
        (Sentence("时间", "When"), when),
        (Sentence("地点", "Where"), talk.room),
        (Sentence("谈话人", "Talkers"), "、".join(talk.talkers)),
        (Sentence("记录人", "Recorder"), talk.recorder),
    ]


def _to_check(row: Interview, body: dict[str, Any]) -> list[str]:
    """The questions whose answers were marked 待核实."""
    answers = body.get("answers", {})
    questions = outlines()[row.outline].questions
    return [q.ask for q in questions if answers.get(q.key, {}).get("result") == "check"]


def _also_asked(request: HttpRequest, row: Interview, inspection: Inspection) -> list[AlsoAsked]:
    """While the talk is prepared or held: what else is to be asked, for the team's eyes."""
    ahead = row.stage in PLACEABLE or row.stage in WRITABLE
    return also_asked(request.user, inspection, row.outline) if ahead else []


def _disclosure(request: HttpRequest, row: Interview) -> bool:
    """Whether something was sealed when the talk was stopped; only the leader sees that there is anything."""
    return see(Disclosure, request.user).filter(interview=row).exists()
