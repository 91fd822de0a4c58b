"""事实确认: the body says whether the facts are true before anybody signs; the clerk records what came back on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xuncha.base.words import Sentence
from xuncha.findings import facts
from xuncha.findings.actions._kept_away import bar_kept_away
from xuncha.findings.core.confirmation import Answer, answer_problems, reply_problems, skip_problems
from xuncha.findings.core.confirmation import Confirmation as Said
from xuncha.findings.models import Confirmation, WorkingPaper
from xuncha.rounds.models import Inspection
from xuncha.trust import vault
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import HEADS, OFFICE, TEAM

COLUMNS = ("explanation", "material", "objection", "reply", "skipped_because", "held_because")


@action(
    "findings.hand_over_slip",
    roles=TEAM,
    where="paper",
    says=Sentence("送达事实确认单", "hand over a fact confirmation"),
)
def hand_over_slip(act: Act, *, paper: WorkingPaper, on: date) -> Confirmation:
    """The slip went to the body on a day. Raises Refusal when it did before, or on a day to come."""
    row, _ = _record(act, paper)
    if row.handed_on or row.skipped_because:
        act.refuse(
            "handed",
            Sentence("事实确认单已经送达或已写明不作确认", "The slip went out already, or is skipped"),
        )
    _not_ahead(act, on)
    act.change(paper, state=WorkingPaper.CONFIRMING, noting="confirming")
    return act.change(row, handed_on=on)


@action(
    "findings.record_answer",
    roles=TEAM,
    where="paper",
    says=Sentence("登记单位对事实的答复", "record the body's answer"),
)
def record_answer(
    act: Act, *, paper: WorkingPaper, answer: str, on: date, explanation: str = "", material: Sequence[str] = (),
    objection: str = "",
) -> Confirmation:  # fmt: skip
    """属实, 部分属实 or 不属实, with explanation and material; an objection (异议说明) opens the paper to the office for the reply.

    Raises Refusal for an answer that is not complete, before the slip went out, or a second one.
    """
    row, known = _record(act, paper)
    material = [line.strip() for line in material if line.strip()]
    if row.handed_on is None:
        act.refuse(
            "not-handed", Sentence("请先登记事实确认单的送达日期", "Record first when the slip went out")
        )
    if known.answer is not None:
        act.refuse("answered", Sentence("单位的答复已登记", "The body's answer is on record"))
    if answer not in {one.value for one in Answer}:
        act.refuse("answer", Sentence("请选择属实、部分属实或不属实", "Choose true, partly true or untrue"))
    _first(act, "incomplete", answer_problems(Answer(answer), explanation, material))
    _not_ahead(act, on)
    sealed = {
        "explanation": explanation.strip(),
        "material": "\n".join(material),
        "objection": objection.strip(),
    }
    if objection.strip():
        act.change(paper, objected=True, noting="objected")
    return act.change(
        row, answer=answer, answered_on=on, objected_on=on if objection.strip() else None, noting="answered",
        **{name: vault.seal(row, name, text) for name, text in sealed.items()},
    )  # fmt: skip


@action(
    "findings.reply_to_objection", roles=OFFICE, where="paper",
    says=Sentence("书面答复单位异议", "reply to an objection in writing"),
)  # fmt: skip
def reply_to_objection(act: Act, *, paper: WorkingPaper, reply: str) -> Confirmation:
    """The written reply, by somebody outside the team. Raises Refusal for a member of the team or without an objection."""
    row, known = _record(act, paper)
    team = _team(act.one(Inspection, paper.inspection_id))
    _first(act, "reply", reply_problems(known, reply, str(act.by.pk), team))
    return act.change(
        row,
        reply=vault.seal(row, "reply", reply.strip()),
        replied_by=act.by,
        replied_on=act.today,
        noting="replied",
    )


@action(
    "findings.skip_confirmation", roles=HEADS, where="paper",
    says=Sentence("写明不作事实确认的理由", "skip the confirmation of facts with a reason"),
)  # fmt: skip
def skip_confirmation(act: Act, *, paper: WorkingPaper, because: str) -> Confirmation:
    """No confirmation, with the head's reason. Raises Refusal without one or after an answer."""
    row, known = _record(act, paper)
    _first(act, "skip", skip_problems(known, because))
    return act.change(
        row, skipped_because=vault.seal(row, "skipped_because", because.strip()), noting="skipped"
    )


@action(
    "findings.hold_facts", roles=HEADS, where="paper",
    says=Sentence("写明仍按原事实认定的理由", "stay with the facts, with a reason"),
)  # fmt: skip
def hold_facts(act: Act, *, paper: WorkingPaper, because: str) -> Confirmation:
    """Why the team stays with facts that the body disputes. Raises Refusal without a reason or without a dispute."""
    row, known = _record(act, paper)
    if known.answer not in (Answer.PARTLY, Answer.UNTRUE):
        act.refuse(
            "no-dispute", Sentence("单位没有对事实提出不同意见", "The body does not dispute the facts")
        )
    if not because.strip():
        act.refuse("reason", Sentence("请写明仍按此认定事实的理由和证据", "Give the reason and the evidence"))
    return act.change(row, held_because=vault.seal(row, "held_because", because.strip()), noting="held")


def _record(act: Act, paper: WorkingPaper) -> tuple[Confirmation, Said]:
    paper = act.one(WorkingPaper, paper.pk)
    bar_kept_away(act, [paper])
    if paper.state not in (WorkingPaper.DRAFT, WorkingPaper.CONFIRMING):
        act.refuse(
            "signed", Sentence("底稿已审签，事实确认不能再改", "The paper is signed; its confirmation stands")
        )
    row = act.see(Confirmation).get(working_paper=paper)
    return row, facts.said(row, act.open([row], *COLUMNS)[0])


def _team(inspection: Inspection) -> set[str]:
    return {str(one.pk) for one in facts.authors(inspection)}


def _first(act: Act, code: str, problems: Sequence[Sentence]) -> None:
    if problems:
        act.refuse(code, problems[0])


def _not_ahead(act: Act, on: date) -> None:
    if on > act.today:
        act.refuse("ahead", Sentence("日期在今天之后，请核对", "The day lies in the future; check it"))
