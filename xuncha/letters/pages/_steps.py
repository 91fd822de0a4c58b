"""The steps a matter can take, the form of each, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from xuncha.base.words import Sentence
from xuncha.letters.actions.close_matter import close_matter
from xuncha.letters.actions.decide_way import confirm_way, decide_way
from xuncha.letters.actions.extend_referral import propose_referral_extension
from xuncha.letters.actions.propose_way import propose_way
from xuncha.letters.actions.refer import record_answer, refer_matter, tell_writer
from xuncha.letters.core.handling import DECIDABLE, PROPOSABLE, may_close
from xuncha.letters.facts import triage_lists
from xuncha.letters.models import Letter, Matter, Referral
from xuncha.letters.pages._forms import (
    AnswerForm,
    CloseForm,
    ConfirmForm,
    DecideForm,
    ExtendForm,
    ProposeForm,
    ReferForm,
    TellForm,
)
from xuncha.registry.models import Organisation
from xuncha.trust.access import see
from xuncha.trust.models import Account


@dataclass(frozen=True)
class Step:
    """One step: its button, what is said above its form, its form, and the action behind it."""

    key: str
    button: Sentence
    lead: Sentence
    form: type[forms.Form]
    take: Callable[[Account, Matter, dict[str, Any]], Any]


def _propose(by: Account, matter: Matter, said: dict[str, Any]) -> None:
    propose_way(by=by, matter=matter, **said)


def _decide(by: Account, matter: Matter, said: dict[str, Any]) -> None:
    decide_way(by=by, matter=matter, **said)


def _confirm(by: Account, matter: Matter, said: dict[str, Any]) -> None:
    confirm_way(by=by, matter=matter, **said)


def _refer(by: Account, matter: Matter, said: dict[str, Any]) -> None:
    receiver = see(Organisation, by).filter(pk=said.pop("receiver") or None).first()
    refer_matter(by=by, matter=matter, receiver=receiver, **said)


def _answer(by: Account, matter: Matter, said: dict[str, Any]) -> None:
    said.pop("version")
    referral = see(Referral, by).filter(matter=matter).order_by("-sent_on", "-id").first()
    record_answer(by=by, referral=referral, version=referral.version, **said)


def _extend(by: Account, matter: Matter, said: dict[str, Any]) -> None:
    said.pop("version")
    referral = see(Referral, by).filter(matter=matter).order_by("-sent_on", "-id").first()
    propose_referral_extension(by=by, referral=referral, **said)


def _tell(by: Account, matter: Matter, said: dict[str, Any]) -> None:
    tell_writer(by=by, matter=matter, **{**said, "result": said["result"] == "yes"})


def _close(by: Account, matter: Matter, said: dict[str, Any]) -> None:
    close_matter(by=by, matter=matter, **said)


PROPOSE = Step(
    "propose",
    Sentence("提出拟办意见", "Propose"),
    Sentence(
        "系统提示只供参考，请读信后自己选定，写明理由。",
        "The suggestions are for reading; choose yourself.",
    ),
    ProposeForm,
    _propose,
)
DECIDE = Step(
    "decide",
    Sentence("记录签批", "Record the signature"),
    Sentence("组长或副组长在登记表上签批后，照原件填写。", "As the head signed it on the sheet."),
    DecideForm,
    _decide,
)
CONFIRM = Step(
    "confirm",
    Sentence("与原件核对无误", "It agrees with the original"),
    Sentence(
        "签批由别人代录，请拿签批原件核对后复核。", "Somebody else recorded it: compare it with the original."
    ),
    ConfirmForm,
    _confirm,
)
REFER = Step(
    "refer",
    Sentence("登记转出", "Record that it was sent"),
    Sentence(
        "名册里已去掉被反映的单位、它管的单位和被反映人任职的单位。",
        "Bodies on the accused side are left out.",
    ),
    ReferForm,
    _refer,
)
ANSWER = Step(
    "answer",
    Sentence("登记回复", "Record the answer"),
    Sentence("收文单位书面回复后填写。", "When the receiving body has answered in writing."),
    AnswerForm,
    _answer,
)
EXTEND = Step(
    "extend",
    Sentence("提议延期", "Propose an extension"),
    Sentence(
        "收文单位情况复杂、经批准延长的，填写新的期限；另一个人在“双人事项”里批准后才生效。",
        "When the body asked for longer and was granted it; takes effect when a second person approves.",
    ),
    ExtendForm,
    _extend,
)
TELL = Step(
    "tell",
    Sentence("登记答复反映人", "Record what the writer was told"),
    Sentence("只写答复要点，不写他人信息。", "The gist, nobody else's data."),
    TellForm,
    _tell,
)
CLOSE = Step(
    "close",
    Sentence("办结", "Close"),
    Sentence(
        "办结后计时停止，实名件开始计算反馈结果的期限。",
        "The clocks stop; a named writer is told the result.",
    ),
    CloseForm,
    _close,
)
STEPS = {step.key: step for step in (PROPOSE, DECIDE, CONFIRM, REFER, ANSWER, EXTEND, TELL, CLOSE)}


def next_steps(letter: Letter, matter: Matter, by: Account) -> list[Step]:
    """What can be done with a matter now, the most likely first."""
    way = triage_lists().ways.get(matter.way)
    needs_body = bool(way and way.needs_body)
    steps: list[Step] = []
    if matter.state == "recorded" and matter.decided_by_id != by.pk:
        steps.append(CONFIRM)
    if matter.state == "decided" and needs_body:
        steps.append(REFER)
    if matter.state == "sent":
        steps += [ANSWER, EXTEND]
    if may_close(matter.state, needs_body):
        steps.append(CLOSE)
    if matter.state == "proposed":
        steps.append(DECIDE)
    if matter.state in PROPOSABLE:
        steps.append(PROPOSE)
    if matter.state in DECIDABLE and DECIDE not in steps:
        steps.append(DECIDE)
    if matter.decided_on and matter.state != "recorded" and not (matter.told_on and matter.result_told_on):
        steps.append(TELL)
    return steps


def form_of(step: Step, data: Any, receivers: list[tuple[str, str]]) -> forms.Form:
    """The step's form, bound to `data` or empty; only sending needs the list of receivers."""
    return step.form(data, receivers=receivers) if step is REFER else step.form(data)
