"""The talk itself: opened after the safety check, written down, held, signed, or stopped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from xuncha.base.words import Sentence
from xuncha.interviews.actions.read import dumped, loaded, opened
from xuncha.interviews.actions.release import may_begin
from xuncha.interviews.core.check import missing_safety
from xuncha.interviews.core.stages import SAFETY, WRITABLE
from xuncha.interviews.facts import newest_releases, outlines, terms
from xuncha.interviews.models import Disclosure, Interview, Jotting, Record
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.models import Paper, organ
from xuncha.rounds.models import Inspection
from xuncha.trust import vault
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import TEAM, Role


@action(
    "interviews.open",
    roles=TEAM,
    where="interview",
    says=Sentence("填写谈话安全事项并开始谈话", "open a talk"),
)
def open_talk(act: Act, *, interview: Interview, version: int, safety: Mapping[str, str]) -> Interview:
    """The safety items are filled in and the talk begins.

    Refuses while one of them is blank, naming it; too few inspectors without a reason; a talk outside the hours of the day
    (never at night); and one that the leader has not released, or not since something came in, without a word why.
    """
    if interview.stage not in ("planned", "set"):
        act.refuse("stage", Sentence("这次谈话已经开始或者结束。", "This talk has begun or is over."))
    talk = opened(act, [interview])[0]
    if not talk.team:
        act.refuse("team", Sentence("还没有安排谈话人和记录人。", "No talker and recorder yet."))
    if not may_begin(newest_releases(act.by, [interview]).get(interview.pk), act.today):
        act.refuse(
            "release",
            Sentence("组长尚未核对放行，或者放行已过期，还不能开始。", "The leader has to look through this talk first, or again."),
            Sentence("请组长在“谈前核对”里放行。每场谈话都一样。", "The leader releases it under 谈前核对; it is so with every talk."),
        )  # fmt: skip
    inspection = act.one(Inspection, interview.inspection_id)
    limits = terms(inspection)
    if len(talk.team) < limits.talkers and not talk.alone_because:
        act.refuse(
            "alone",
            Sentence(f"谈话须有{limits.talkers}名巡察人员在场。", f"{limits.talkers} inspectors are needed."),
            Sentence(
                "一对一谈心的，请先在安排里写明理由。", "For a talk by one alone, give the reason first."
            ),
        )
    if talk.slot and not limits.hours.opens <= talk.slot.starts < talk.slot.ends <= limits.hours.closes:
        act.refuse("night", Sentence("谈话不得安排在夜间。", "Talks are never held at night."))
    filled = {key: text.strip() for key, text in safety.items()}
    missing = missing_safety(replace(talk, safety=filled), limits.safety)
    if missing:
        says = SAFETY.get(missing[0], Sentence(missing[0], missing[0]))
        act.refuse(
            "safety",
            Sentence(f"安全事项没有填全：{says.zh}。", f"A safety item is blank: {says.en}."),
            Sentence("填全后才能开始谈话。", "Fill in all of them first."),
        )
    return act.change(
        interview,
        version,
        stage="open",
        safety=vault.seal(interview, "safety", dumped(filled)),
        noting="opened",
    )


@action(
    "interviews.write",
    roles=TEAM,
    where="interview",
    says=Sentence("保存谈话记录", "save the record of a talk"),
)
def write_record(act: Act, *, interview: Interview, version: int, body: Mapping[str, Any]) -> Record:
    """The record so far: opening items told, answers by question, free text, start and end. `version` is the record's
    (0 for the first time). Refuses a talk that is not open, and a question that its outline does not have.
    """
    if interview.stage not in WRITABLE:
        act.refuse("stage", Sentence("谈话还没有开始，或者记录已经签字。", "Not begun, or signed already."))
    known = {question.key for question in outlines()[interview.outline].questions}
    if set(body.get("answers", {})) - known:
        act.refuse("question", Sentence("提纲里没有这个问题。", "The outline has no such question."))
    record = act.see(Record).filter(interview=interview).first()
    if record is None:
        record = Record(interview=interview, inspection_id=interview.inspection_id, written_by=act.by)
        act.seal(record, "body", dumped(dict(body)))
        return act.add(record)
    return act.change(record, version, body=vault.seal(record, "body", dumped(dict(body))), noting="written")


@action("interviews.hold", roles=TEAM, where="interview", says=Sentence("谈话结束", "a talk is over"))
def hold_talk(act: Act, *, interview: Interview, version: int) -> Interview:
    """The talk is over; what is missing is the signature. Refuses when 谈话须知 was not told in full or nothing is written."""
    if interview.stage != "open":
        act.refuse("stage", Sentence("谈话没有在进行。", "The talk is not open."))
    record = act.see(Record).filter(interview=interview).first()
    body = loaded(act.open([record], "body")[0]["body"]) if record else {}
    told = set(body.get("told", ()))
    if {item["key"] for item in outlines()[interview.outline].opening} - told:
        act.refuse(
            "notice",
            Sentence("谈话须知没有逐条说明。", "The opening notice was not told in full."),
            Sentence("请补充说明并勾选后再结束。", "Tell and tick what is missing first."),
        )
    return act.change(interview, version, stage="held", noting="held")


@action(
    "interviews.sign",
    roles=TEAM,
    where="interview",
    says=Sentence("登记谈话记录签字", "record the signature"),
)
def sign_record(
    act: Act,
    *,
    interview: Interview,
    version: int,
    signed_on: date,
    original_at: str,
    unsigned_because: str = "",
) -> Record:
    """The printed record was read and signed by the person (or why not), and where the original lies."""
    record = act.see(Record).filter(interview=interview).first()
    if interview.stage != "held" or record is None:
        act.refuse("stage", Sentence("谈话结束、有记录后才能登记签字。", "Only after the talk."))
    if signed_on > act.today:
        act.refuse("future", Sentence("签字日期在今天之后。", "The day lies in the future."))
    if not original_at.strip():
        act.refuse("original", Sentence("请写明签字原件存放在哪里。", "Say where the original lies."))
    body = loaded(act.open([record], "body")[0]["body"])
    body |= {
        "signed_on": signed_on.isoformat(),
        "original_at": original_at.strip(),
        "unsigned_because": unsigned_because.strip(),
    }
    act.change(interview, version, stage="signed", noting="signed")
    return act.change(record, state="signed", body=vault.seal(record, "body", dumped(body)), noting="signed")


@action("interviews.stop", roles=TEAM, where="interview", says=Sentence("中止谈话", "stop a talk"))
def stop_talk(act: Act, *, interview: Interview, version: int, words: str) -> None:
    """主动交代: the talk stops, and what was written moves at once out of the team's sight to the leader alone.

    The record keeps only that the talk was stopped; the talkers' notes on it are emptied.
    `words` is what the person had begun to say, in one or two lines.
    """
    if interview.stage not in WRITABLE:
        act.refuse("stage", Sentence("谈话没有在进行。", "The talk is not open."))
    record = act.see(Record).filter(interview=interview).first()
    written = act.open([record], "body")[0]["body"] if record else ""
    row = Disclosure(
        interview=interview, inspection_id=interview.inspection_id, stopped_on=act.today, stopped_by=act.by
    )
    act.seal(row, "text", dumped({"words": words.strip(), "record": loaded(written)}))
    act.add(row)
    if record:
        act.change(record, state="stopped", body=vault.seal(record, "body", dumped({})), noting="stopped")
    for note in act.see(Jotting).filter(interview=interview):
        act.change(note, text=vault.seal(note, "text", ""), noting="emptied")
    act.change(interview, version, stage="stopped", noting="stopped")


@action(
    "interviews.draft_disclosure_report", roles={Role.LEADER}, where="interview",
    says=Sentence("拟制主动交代情况报告", "draft the report of a voluntary confession"),
)  # fmt: skip
def draft_disclosure_report(act: Act, *, interview: Interview, to: str, phone: str) -> Paper:
    """To the discipline commission, sealed for the leader: who began to own up, when, and in which words; nothing was asked."""
    row = act.see(Disclosure).filter(interview=interview).first()
    if row is None:
        act.refuse("none", Sentence("这场谈话没有中止。", "This talk was not stopped."))
    talk = opened(act, [interview])[0]
    facts = {
        "organ": organ("office", act.today),
        "to": to.strip(),
        "inspection": act.one(Inspection, interview.inspection_id).title,
        "name": talk.name,
        "post": f"{talk.office_name}{talk.post}",
        "day": row.stopped_on.isoformat(),
        "room": talk.room,
        "talkers": "、".join(dict.fromkeys(name for name in (*talk.talkers, talk.recorder) if name)),
        "words": loaded(act.open([row], "text")[0]["text"])["words"],
        "home": talk.safety.get("route_back", ""),
        "phone": phone.strip(),
    }
    return draft_paper(
        by=act,
        form="disclosure_report",
        facts=facts,
        inspection_id=interview.inspection_id,
        about_id=interview.pk,
    )
