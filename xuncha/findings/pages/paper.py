"""One working paper: its texts and evidence, what the body says of the facts, and the way to its signatures."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from xuncha.base.words import Sentence, same
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Step as Stage
from xuncha.desk.steps import take_step
from xuncha.findings import facts
from xuncha.findings.actions.confirm_facts import COLUMNS
from xuncha.findings.actions.read import read
from xuncha.findings.actions.sign_paper import period_written
from xuncha.findings.core import confirmation
from xuncha.findings.core.confirmation import Confirmation as Said
from xuncha.findings.core.fork import paper_remarks
from xuncha.findings.models import Confirmation, Evidence, WorkingPaper
from xuncha.findings.pages._paper_steps import SEND, SLIP, steps_of
from xuncha.findings.pages._place import PAPER_STATES, crumbs
from xuncha.papers.models import Paper
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import TEAM, Role
from xuncha.trust.models import Account

TEXTS = ("title", "text", "basis", "points_to")


@page("working-papers/<uuid:paper>/", title=Sentence("问题底稿", "Working paper"), roles=TEAM | {Role.OFFICE})
def paper(request: HttpRequest, paper: UUID) -> HttpResponse:
    """The sheet with the steps that this account may take now."""
    see_one(WorkingPaper, request.user, paper)
    row = see(WorkingPaper, request.user).select_related("organisation").get(pk=paper)
    place = see_one(Inspection, request.user, row.inspection_id)
    record = see(Confirmation, request.user).get(working_paper=row)
    (plain,) = read(by=request.user, rows=[row], columns=TEXTS)
    (words,) = read(by=request.user, rows=[record], columns=COLUMNS)
    known = facts.said(record, words)
    taken = take_step(request, steps_of(request.user, row, known), row)
    if taken.done in (SLIP, SEND):
        return redirect("papers-paper", paper=_newest(request.user, row).pk)
    if taken.done:
        return go(request, "findings-paper", paper=row.pk, done=Sentence("已记录。", "Recorded."))
    proofs = list(see(Evidence, request.user).filter(working_paper=row).order_by("number"))
    return show(
        request, "findings/paper.html", status=taken.status, paper=row, inspection=place, plain=plain, boxes=taken.boxes,
        state=PAPER_STATES[row.state], stages=_stages(row, record, known), answer=_answer(record, known),
        evidence=read(by=request.user, rows=proofs, columns=["says"]), remarks=_remarks(row, plain),
        sheet=see(Paper, request.user).filter(pk=row.paper_id).first() if row.paper_id else None,
        may_edit=row.state in (WorkingPaper.DRAFT, WorkingPaper.CONFIRMING) and request.user.sight.has(TEAM, place.pk),
        pairs=[
            (Sentence("被巡察单位", "Body"), row.organisation.name),
            (Sentence("问题归类", "Area"), facts.area_titles().get(row.area)),
            (Sentence("问题发生时段", "Happened"), period_written(row.starts, row.ends)),
            (Sentence("问题表现", "Facts"), plain["text"]),
            (Sentence("定性依据", "Basis"), plain["basis"]),
            (Sentence("责任指向", "Points to"), plain["points_to"]),
            (Sentence("承办人", "Authors"), "、".join(sorted(one.name for one in row.authors.all()))),
        ],
        crumbs=crumbs(place, "findings-papers", Sentence("问题底稿", "Working papers")),
    )  # fmt: skip


def _newest(by: Account, row: WorkingPaper) -> Paper:
    return see(Paper, by).filter(about_id=row.pk).order_by("serial").last()


def _stages(row: WorkingPaper, record: Confirmation, known: Said) -> list[Stage]:
    """编制 → 事实确认 → 送签 → 审签 → 归并."""
    asked = confirmation.state(known)
    had_its_say = not confirmation.sign_problems(known)
    done = {
        "draft": True,
        "facts": had_its_say,
        "signing": row.state in (WorkingPaper.SIGNED, WorkingPaper.MERGED),
        "merged": row.state == WorkingPaper.MERGED,
    }
    titles = {
        "draft": (Sentence("编制", "written"), None, None),
        "facts": (Sentence("事实确认", "facts confirmed"), record.answered_on, same(asked.value)),
        "signing": (Sentence("审签", "signed"), row.signed_on, None),
        "merged": (Sentence("归并为问题", "merged"), None, None),
    }
    current = next((key for key, passed in done.items() if not passed), "")
    return [
        Stage(title, "done" if done[key] else "now" if key == current else "todo", day, note)
        for key, (title, day, note) in titles.items()
    ]


def _answer(record: Confirmation, known: Said) -> list[tuple[Sentence, Any]]:
    pairs = [
        (Sentence("送达日期", "Handed over"), record.handed_on),
        (Sentence("单位意见", "Answer"), record.answer),
        (Sentence("单位说明", "Explanation"), known.explanation),
        (Sentence("附送材料", "Material"), "；".join(known.material)),
        (Sentence("异议说明", "Objection"), known.objection),
        (Sentence("书面答复", "Reply"), known.reply),
        (Sentence("仍按原事实认定的理由", "Why the facts stand"), known.held_reason),
        (Sentence("不作事实确认的理由", "Why it is skipped"), known.skip_reason),
    ]
    return [(label, value) for label, value in pairs if value]


def _remarks(row: WorkingPaper, plain: dict[str, str]) -> list[Sentence]:
    """Notices on the texts: a name, or words of a breach."""
    labelled = {
        "标题": plain["title"],
        "问题表现": plain["text"],
        "定性依据": plain["basis"],
        "责任指向": plain["points_to"],
    }
    names = [one.name for one in facts.people(row.organisation)]
    return [one.says for one in paper_remarks(labelled, names, facts.shipped("fork_words")["words"])]
