"""Move on through a round: the stage of an inspection, the steps that a person marks as done, the days of a stay."""

from __future__ import annotations

from datetime import date

from xuncha.base.words import Sentence
from xuncha.rounds.facts import procedure
from xuncha.rounds.models import Inspection, Round, StepMark
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import AT_AN_INSPECTION, CLERKS, HEADS, OFFICE

MARKERS = AT_AN_INSPECTION | OFFICE
"""Everybody who works at the inspection, the petition officer too, and the office for those who never log in."""


@action(
    "rounds.advance",
    roles=CLERKS | HEADS,
    where="inspection",
    says=Sentence("推进到下一阶段", "go on to the next stage"),
)
def advance_stage(act: Act, *, inspection: Inspection, version: int | None = None) -> Inspection:
    """The next stage. Raises Refusal after the last stage or in a closed round, Stale."""
    _open(act, inspection.round)
    following = procedure().following(inspection.stage)
    if following is None:
        act.refuse("last", Sentence("已经是最后一个阶段。", "This is the last stage."))
    return act.change(inspection, version, stage=following, noting=following)


@action(
    "rounds.mark_step",
    roles=MARKERS,
    where="anywhere",
    says=Sentence("登记步骤办结", "mark a step as done"),
)
def mark_step(
    act: Act, *, round: Round, step: str, done_on: date, inspection: Inspection | None = None, note: str = ""
) -> StepMark:
    """Says that a step was done on a day; marking again corrects the day. Raises Refusal."""
    act.need(MARKERS, inspection.pk if inspection else None)
    _open(act, round)
    known = {one.key for one in procedure().of("inspection" if inspection else "round")}
    if step not in known:
        act.refuse("step", Sentence("流程中没有这个步骤。", "The procedure has no such step."))
    if done_on > act.today:
        act.refuse("future", Sentence("办结日期不能晚于今天。", "A step cannot be done in the future."))
    row = act.see(StepMark).filter(round=round, inspection=inspection, step=step).first()
    if row is not None:
        return act.change(row, done_on=done_on, note=note.strip()[:200], marked_by=act.by)
    row = StepMark(
        round=round,
        inspection=inspection,
        step=step,
        done_on=done_on,
        marked_by=act.by,
        note=note.strip()[:200],
    )
    return act.add(row, step=step, done_on=done_on)


@action(
    "rounds.unmark_step",
    roles=MARKERS,
    where="anywhere",
    says=Sentence("撤销步骤办结", "unmark a step"),
)
def unmark_step(act: Act, *, mark: StepMark) -> None:
    """Takes a mark back that was set by mistake; the journal keeps that it was there."""
    act.need(MARKERS, mark.inspection_id)
    _open(act, mark.round)
    act.note("stepmark.removed", mark, step=mark.step)
    act.see(StepMark).filter(pk=mark.pk).delete()


def _open(act: Act, round: Round) -> None:
    if round.state == "closed":
        act.refuse(
            "closed", Sentence("本轮已经结束，不能再改。", "The round is closed and cannot be changed.")
        )
