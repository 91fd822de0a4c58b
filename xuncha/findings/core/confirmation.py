"""The body answers before a paper is signed: 事实确认单, its answer, the objection and the reply to it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from xuncha.base.words import Sentence


class Answer(StrEnum):
    """What the body says of the facts.  It speaks of facts only, not of their nature."""

    TRUE = "属实"
    PARTLY = "部分属实"
    UNTRUE = "不属实"


class State(StrEnum):
    """Where a working paper stands with its body."""

    OPEN = "未发出"
    SENT = "待单位确认"
    ANSWERED = "单位已确认"
    OBJECTED = "单位有异议"
    REPLIED = "异议已答复"
    SKIPPED = "未作事实确认"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Everything that is on record between the team and the body about one working paper.

    Texts are as written by the body (``explanation``, ``objection``), by the replier outside the team (``reply``) or
    by the team leader (``skip_reason``, ``held_reason``: why the team stays with its facts after 部分属实 or 不属实).
    """

    sent: bool = False
    answer: Answer | None = None
    explanation: str = ""
    material: tuple[str, ...] = ()
    objection: str = ""
    reply: str = ""
    replied_by: str = ""
    skip_reason: str = ""
    held_reason: str = ""


def state(record: Confirmation) -> State:
    """The one state that the record is in."""
    if record.skip_reason.strip():
        return State.SKIPPED
    if record.objection.strip():
        return State.REPLIED if record.reply.strip() else State.OBJECTED
    if record.answer is not None:
        return State.ANSWERED
    return State.SENT if record.sent else State.OPEN


def answer_problems(answer: Answer, explanation: str, material: Collection[str]) -> tuple[Sentence, ...]:
    """Why an answer of the body is not yet complete; empty when it is."""
    if answer is Answer.TRUE:
        return ()
    problems = []
    if not explanation.strip():
        problems.append(
            Sentence(
                f"选择“{answer.value}”的，须写明哪一处与事实不符、实际情况是什么",
                "Say which fact is wrong and what the facts are",
            )
        )
    if not material:
        problems.append(
            Sentence(
                f"选择“{answer.value}”的，须附说明材料；确无材料的，请填写“无”并在说明中讲清",
                "Add the supporting material, or write that there is none",
            )
        )
    return tuple(problems)


def skip_problems(record: Confirmation, reason: str) -> tuple[Sentence, ...]:
    """Why the confirmation may not be skipped."""
    problems = []
    if record.answer is not None:
        problems.append(
            Sentence(
                "单位已经答复，不能再作“未作事实确认”", "The body has answered; it cannot be skipped now"
            )
        )
    if not reason.strip():
        problems.append(
            Sentence("不作事实确认的，须写明理由", "Skipping the confirmation of facts needs a reason")
        )
    return tuple(problems)


def reply_problems(
    record: Confirmation, reply: str, replier: str, team: Collection[str]
) -> tuple[Sentence, ...]:
    """Why a reply to an objection may not be given by ``replier`` (``team``: everybody in the team)."""
    problems = []
    if not record.objection.strip():
        problems.append(Sentence("单位没有提出异议，无须答复", "There is no objection to reply to"))
    if not reply.strip():
        problems.append(Sentence("异议须书面答复，请写明答复内容", "The objection needs a reply in writing"))
    if not replier:
        problems.append(Sentence("请写明由谁答复", "Say who gives the reply"))
    elif replier in team:
        problems.append(
            Sentence(
                "异议应由本巡察组以外的人答复，请由巡察办指定组外人员",
                "Somebody outside the team must reply; let the office name one",
            )
        )
    return tuple(problems)


def sign_problems(record: Confirmation) -> tuple[Sentence, ...]:
    """What keeps the working paper from being signed; empty when the body has had its say."""
    now = state(record)
    if now in (State.OPEN, State.SENT):
        return (
            Sentence(
                "单位尚未答复事实确认单；先取得答复，或写明不作事实确认的理由",
                "The body has not answered yet; get its answer, or record why it is skipped",
            ),
        )
    if now is State.OBJECTED:
        return (
            Sentence(
                "单位的异议尚未书面答复，请由组外人员答复后再送签",
                "The objection has no written reply yet; somebody outside the team must give it first",
            ),
        )
    if (
        record.answer in (Answer.PARTLY, Answer.UNTRUE)
        and now is not State.SKIPPED
        and not record.held_reason.strip()
    ):
        return (
            Sentence(
                f"单位答复“{record.answer.value}”，请修改底稿或写明仍按此认定事实的理由",
                "The body disputes the facts: change the paper, or record why the team stays with them",
            ),
        )
    return ()
