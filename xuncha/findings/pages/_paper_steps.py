"""The steps of a working paper: confirmation of facts, objection and reply, signatures."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.desk.steps import Step
from xuncha.findings.actions.confirm_facts import (
    hand_over_slip,
    hold_facts,
    record_answer,
    reply_to_objection,
    skip_confirmation,
)
from xuncha.findings.actions.print_papers import draft_slip
from xuncha.findings.actions.sign_paper import recall_paper, send_for_signature, take_signed
from xuncha.findings.core import confirmation
from xuncha.findings.core.confirmation import Answer, Confirmation, State
from xuncha.findings.models import WorkingPaper
from xuncha.findings.pages._forms import AnswerForm, HandOverForm, ReasonForm, ReplyForm, SlipForm
from xuncha.trust.core.roles import HEADS, TEAM, Role
from xuncha.trust.models import Account


def _answer(by: Account, row: WorkingPaper, said: dict) -> None:
    said.pop("version")
    record_answer(by=by, paper=row, **{**said, "material": said["material"].splitlines()})


SLIP = Step(
    "slip",
    Sentence("拟制事实确认单", "Draft the slip"),
    lambda by, row, said: draft_slip(by=by, paper=row, reply_by=said["reply_by"]),
    SlipForm,
    Sentence("只写事实，不写定性、来源和姓名。", "Facts only: no judgement, no source, no name."),
)
HAND_OVER = Step(
    "hand_over",
    Sentence("登记送达", "Record the handing over"),
    lambda by, row, said: hand_over_slip(by=by, paper=row, on=said["on"]),
    HandOverForm,
)
ANSWER = Step(
    "answer",
    Sentence("登记单位答复", "Record the answer"),
    _answer,
    AnswerForm,
    choices=lambda by, row: {"answer": [(one.value, one.value) for one in Answer]},
)
REPLY = Step(
    "reply",
    Sentence("书面答复异议", "Reply to the objection"),
    lambda by, row, said: reply_to_objection(by=by, paper=row, reply=said["reply"]),
    ReplyForm,
    Sentence("由本巡察组以外的人员答复。", "By somebody outside the team."),
)
HOLD = Step(
    "hold",
    Sentence("写明仍按原事实认定的理由", "Stay with the facts"),
    lambda by, row, said: hold_facts(by=by, paper=row, because=said["because"]),
    ReasonForm,
)
SKIP = Step(
    "skip",
    Sentence("不作事实确认", "Skip the confirmation"),
    lambda by, row, said: skip_confirmation(by=by, paper=row, because=said["because"]),
    ReasonForm,
    Sentence("确实无法确认的（如单位已撤并），由组长或副组长写明理由。", "Only with a head's reason."),
)
SEND = Step(
    "send",
    Sentence("送签", "Send for signature"),
    lambda by, row, said: send_for_signature(by=by, paper=row, version=said["version"]),
    lead=Sentence(
        "底稿内容就此锁定，打印后由承办人、副组长、组长签字。",
        "The texts are frozen and printed to be signed in ink.",
    ),
)
TAKE = Step(
    "take",
    Sentence("审签完成", "It is signed"),
    lambda by, row, said: take_signed(by=by, paper=row, version=said["version"]),
    lead=Sentence(
        "签字已在文书页面代录并由另一人复核后，在这里完成。",
        "Once every signature is recorded and confirmed.",
    ),
)
RECALL = Step(
    "recall",
    Sentence("撤回修改", "Recall"),
    lambda by, row, said: recall_paper(by=by, paper=row, because=said["because"], version=said["version"]),
    ReasonForm,
    Sentence("已打印的底稿作废，修改后重新送签。", "The printed sheet becomes void."),
)


def steps_of(by: Account, row: WorkingPaper, known: Confirmation) -> list[Step]:
    """What can be done now by this account, the most likely first."""
    team, heads = by.sight.has(TEAM, row.inspection_id), by.sight.has(HEADS, row.inspection_id)
    if row.state == WorkingPaper.SIGNING:
        return [TAKE, RECALL] if team else []
    if row.state not in (WorkingPaper.DRAFT, WorkingPaper.CONFIRMING):
        return []
    asked = confirmation.state(known)
    disputed = known.answer in (Answer.PARTLY, Answer.UNTRUE)
    wanted = [
        (SEND, team and not confirmation.sign_problems(known)),
        (REPLY, asked is State.OBJECTED and by.sight.has({Role.OFFICE})),
        (ANSWER, team and asked is State.SENT),
        (SLIP, team and asked is State.OPEN),
        (HAND_OVER, team and asked is State.OPEN),
        (HOLD, heads and disputed and not known.held_reason),
        (SKIP, heads and asked in (State.OPEN, State.SENT)),
    ]
    return [step for step, now in wanted if now]
