"""组长暂留: the leader does not let a talk go ahead yet; where the person has to be asked about first, until it is allowed.

The team sees that a talk is held back and never why: a change of day, a person's own wish and 谈前请示 look alike.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from xuncha.base.words import Sentence
from xuncha.interviews.actions.read import dumped, loaded, read_talk, read_talks
from xuncha.interviews.core.stages import HOLDS, PLACEABLE
from xuncha.interviews.core.timetable import Talk
from xuncha.interviews.later import under_leads
from xuncha.interviews.models import Interview
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.models import Paper, organ
from xuncha.rounds.models import Inspection
from xuncha.trust import vault
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import Role

LEADER = frozenset({Role.LEADER})


@action(
    "interviews.hold_back", roles=LEADER, where="interview", says=Sentence("暂留谈话", "hold a talk back")
)
def hold_back(act: Act, *, interview: Interview, version: int, why: str, words: str = "") -> Interview:
    """`why` is one of `stages.HOLDS`; `words` are the leader's own. Refuses a talk that has begun."""
    if interview.stage not in PLACEABLE:
        act.refuse("begun", Sentence("谈话已经开始。", "The talk has begun."))
    if why not in HOLDS:
        act.refuse("why", Sentence("请选择缘由。", "Choose why."))
    kept = {"why": why, "words": words.strip(), "on": act.today.isoformat()}
    return act.change(
        interview, version, held=True, hold=vault.seal(interview, "hold", dumped(kept)), noting="held_back"
    )


@action(
    "interviews.let_go", roles=LEADER, where="interview", says=Sentence("放行谈话", "let a talk go ahead")
)
def let_go(
    act: Act,
    *,
    interview: Interview,
    version: int,
    allowed_by: str = "",
    allowed_on: date | None = None,
    document: str = "",
) -> Interview:
    """The talk may go ahead. Where the person had to be asked about first, who allowed it, when, and where that is on paper.

    Refuses a talk that is not held back, and 谈前请示 without its approval.
    """
    kept = loaded(act.open([interview], "hold")[0]["hold"]) if interview.held else {}
    if not kept:
        act.refuse("free", Sentence("这场谈话没有暂留。", "This talk is not held back."))
    if kept["why"] == "ask_first" and not (allowed_by.strip() and allowed_on and document.strip()):
        act.refuse(
            "allowed",
            Sentence("请填写谁批准、哪天批准、批件在哪里。", "Who allowed it, when, and where is the paper?"),
            Sentence("没有批准不能放行。", "Without approval the talk stays where it is."),
        )
    if allowed_on and allowed_on > act.today:
        act.refuse("future", Sentence("批准日期在今天之后。", "The day lies in the future."))
    kept |= {
        "allowed_by": allowed_by.strip(),
        "allowed_on": allowed_on.isoformat() if allowed_on else "",
        "document": document.strip(),
        "let_go_on": act.today.isoformat(),
    }
    return act.change(
        interview, version, held=False, hold=vault.seal(interview, "hold", dumped(kept)), noting="let_go"
    )


@action(
    "interviews.read_hold", roles=LEADER, where="interview", says=Sentence("查看暂留缘由", "read why a talk is held back"),
    reads=True,
)  # fmt: skip
def read_hold(act: Act, *, interview: Interview) -> dict[str, Any]:
    """Why it is or was held back and what was allowed; {} when it never was."""
    return loaded(act.open([interview], "hold")[0]["hold"]) if interview.hold else {}


@action(
    "interviews.ask_first", roles=LEADER, where="inspection", says=Sentence("核对谈前请示", "see whose talk has to be asked about first"),
    reads=True,
)  # fmt: skip
def to_be_asked_first(act: Act, *, inspection: Inspection) -> list[tuple[Interview, Talk]]:
    """Talks that could begin without approval though an open lead is about the person; by name, so namesakes are among them."""
    names = under_leads(act.by, inspection)
    ahead = [
        (row, talk)
        for row, talk in read_talks(by=act, inspection=inspection)
        if row.stage in PLACEABLE and not row.held and talk.name in names
    ]
    kept = [loaded(one["hold"]) for one in act.open([row for row, _ in ahead], "hold")] if ahead else []
    return [pair for pair, hold in zip(ahead, kept, strict=True) if not hold.get("allowed_by")]


@action(
    "interviews.draft_clearance", roles=LEADER, where="interview", says=Sentence("拟制谈话请示单", "draft the request to talk")
)  # fmt: skip
def draft_clearance(act: Act, *, interview: Interview, to: str, words: str) -> Paper:
    """谈话请示单: the leader asks whether somebody may be talked to. Sealed for the leader; it never goes to the body."""
    talk, _, _ = read_talk(by=act, interview=interview)
    facts = {
        "organ": organ("office", act.today),
        "inspection": act.one(Inspection, interview.inspection_id).title,
        "to": to.strip(),
        "name": talk.name,
        "post": f"{talk.office_name}{talk.post}",
        "day": talk.day.isoformat() if talk.day else "",
        "talkers": "、".join(dict.fromkeys(name for name in (*talk.talkers, talk.recorder) if name)),
        "words": words.strip(),
    }
    return draft_paper(
        by=act,
        form="talk_clearance",
        facts=facts,
        inspection_id=interview.inspection_id,
        about_id=interview.pk,
    )
