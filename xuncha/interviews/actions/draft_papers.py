"""Papers out of talks: two timetables, a record, a notice."""

from __future__ import annotations

from datetime import date

from xuncha.base.words import Sentence
from xuncha.interviews.actions.read import read_talk, read_talks
from xuncha.interviews.core.notice import rows_for_body, talks_for_team
from xuncha.interviews.core.stages import KINDS
from xuncha.interviews.core.timetable import Talk
from xuncha.interviews.facts import offices_of, outlines, strokes
from xuncha.interviews.models import Interview
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.models import Paper, organ
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Inspection
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM


@action(
    "interviews.draft_for_body",
    roles=TEAM,
    where="inspection",
    says=Sentence("拟制送单位的谈话安排表", "draft the timetable for the body"),
)
def draft_for_body(act: Act, *, inspection: Inspection, contact: str, phone: str) -> Paper:
    """谈话安排表（送单位）. Built of must-talks alone, so that it is the same whatever letters say.

    Refuses an empty table, and one in which a must-talk has no day yet: a gap would ask why.
    """
    rows = rows_for_body(
        (talk for _, talk in read_talks(by=act, inspection=inspection)), offices_of(inspection), strokes()
    )
    if not rows:
        act.refuse("none", Sentence("还没有列出必谈人员。", "No must-talks are listed yet."))
    if any(row.day is None for row in rows):
        act.refuse("unplaced", Sentence("还有必谈人员没有排时间。", "A must-talk has no time yet."))
    inspection = _whole(act, inspection)
    body = _body(inspection)
    facts = {
        "organ": organ("office", act.today),
        "to": body.name if body else inspection.target.name,
        "round": inspection.round.title,
        "contact": contact.strip(),
        "phone": phone.strip(),
        "rows": [
            {
                "name": row.name,
                "office": row.office_name,
                "post": row.post,
                "day": _iso(row.day),
                "slot": str(row.slot or ""),
                "room": row.room,
            }
            for row in rows
        ],
    }
    return draft_paper(
        by=act,
        form="talk_table_body",
        facts=facts,
        inspection_id=inspection.pk,
        organisation_id=body.pk if body else None,
    )


@action(
    "interviews.draft_for_team",
    roles=TEAM,
    where="inspection",
    says=Sentence("拟制组内谈话安排表", "draft the team's timetable"),
)
def draft_for_team(act: Act, *, inspection: Inspection) -> Paper:
    """谈话安排表（组内）: every talk by day and time."""
    listed = read_talks(by=act, inspection=inspection)
    outline = {
        str(row.pk): outlines()[row.outline].title.zh for row, _ in listed if row.outline in outlines()
    }
    rows = [
        {
            "day": _iso(talk.day),
            "slot": str(talk.slot or ""),
            "room": talk.room,
            "name": talk.name,
            "office": talk.office_name,
            "post": talk.post,
            "kind": KINDS[talk.kind].zh,
            "talkers": "、".join(talk.talkers),
            "recorder": talk.recorder,
            "outline": outline.get(talk.key, ""),
        }
        for talk in talks_for_team(talk for _, talk in listed)
    ]
    facts = {"inspection": inspection.title, "drafted_on": act.today.isoformat(), "rows": rows}
    return draft_paper(by=act, form="talk_table_team", facts=facts, inspection_id=inspection.pk)


@action(
    "interviews.draft_record", roles=TEAM, where="interview", says=Sentence("打印谈话记录", "draft a record")
)
def draft_record(act: Act, *, interview: Interview) -> Paper:
    """谈话记录 as it was written, to be read and signed by the person. Refuses while there is no record."""
    talk, _, body = read_talk(by=act, interview=interview)
    if not body:
        act.refuse("none", Sentence("还没有谈话记录。", "There is no record yet."))
    outline = outlines()[interview.outline]
    told = set(body.get("told", ()))
    answers = body.get("answers", {})
    facts = {
        "serial": interview.serial,
        "inspection": act.one(Inspection, interview.inspection_id).title,
        "name": talk.name,
        "office": talk.office_name,
        "post": talk.post,
        "day": _iso(talk.day or act.today),
        "starts": body.get("starts", ""),
        "ends": body.get("ends", ""),
        "room": talk.room,
        "talkers": "、".join(talk.talkers),
        "recorder": talk.recorder,
        "told": [item["zh"] for item in outline.opening if item["key"] in told],
        "answers": [
            {"ask": question.ask, "answer": answers[question.key]["answer"]}
            for question in outline.questions
            if answers.get(question.key, {}).get("answer")
        ],
        "free": body.get("free", ""),
    }
    return draft_paper(
        by=act, form="talk_record", facts=facts, inspection_id=interview.inspection_id, about_id=interview.pk
    )


@action(
    "interviews.draft_notice", roles=TEAM, where="interview", says=Sentence("拟制谈话通知", "draft a notice")
)
def draft_notice(act: Act, *, interview: Interview, contact: str, phone: str) -> Paper:
    """谈话通知 to the person. It bears no body's id: no contact of a body ever sees who was asked to come."""
    talk, _, _ = read_talk(by=act, interview=interview)
    if not talk.placed:
        act.refuse("unplaced", Sentence("先安排时间地点。", "Give it a time and place first."))
    facts = {
        "organ": organ("office", act.today),
        **_of(talk),
        "contact": contact.strip(),
        "phone": phone.strip(),
    }
    return draft_paper(
        by=act, form="talk_notice", facts=facts, inspection_id=interview.inspection_id, about_id=interview.pk
    )


def _of(talk: Talk) -> dict[str, str]:
    return {
        "name": talk.name,
        "post": f"{talk.office_name}{talk.post}",
        "day": _iso(talk.day),
        "slot": str(talk.slot),
        "room": talk.room,
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _whole(act: Act, inspection: Inspection) -> Inspection:
    return act.see(Inspection).select_related("round", "target").get(pk=inspection.pk)


def _body(inspection: Inspection) -> Organisation | None:
    """The body that gets the paper: the target's unit, else its Party organisation."""
    members = inspection.target.members.exclude(organisation=None).select_related("organisation")
    bodies = sorted((m.organisation for m in members), key=lambda body: body.tree != "unit")
    return bodies[0] if bodies else None
