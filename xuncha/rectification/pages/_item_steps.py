"""The steps of an item, for the body's contact and for the office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xuncha.base.words import Sentence
from xuncha.desk.fields import choice, day, line, passage
from xuncha.desk.spoken import said
from xuncha.desk.steps import Step, StepForm
from xuncha.papers.actions.attach import File
from xuncha.rectification import facts
from xuncha.rectification.actions.extend import propose_extension
from xuncha.rectification.actions.repair import plan_measure, submit
from xuncha.rectification.actions.review import reopen, review
from xuncha.rectification.core import closing
from xuncha.rectification.core.clock import State
from xuncha.rectification.models import READERS, Item
from xuncha.rulebook.uploads import ScanField
from xuncha.trust import clock
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account


class MeasureForm(StepForm):
    says = passage("整改措施", "Measure", "可操作、可检验", "What will be done", rows=3)
    leader = line("责任领导", "Led by", "写职务", "The post", required=False, longest=40)
    department = line(
        "责任部门", "Department", "牵头在前，配合在后", "The leading one first", required=False, longest=80
    )
    due = day("措施完成时限", "Done by", required=False)
    goal = passage("整改目标", "Goal", required=False, rows=2)


class SubmitForm(StepForm):
    says = passage("整改措施和完成情况", "What was done")
    evidence = passage(
        "佐证材料",
        "Evidence",
        "一行一份，写明名称和页码、原件存放处",
        "One a line, with page and place",
        required=False,
        rows=3,
    )
    file = ScanField(label=said(Sentence("佐证扫描件", "Scan")), required=False)


class ReviewForm(StepForm):
    party = choice("审核方", "Reviewing party")
    verdict = choice("审核意见", "Verdict", radio=True)
    says = passage(
        "理由和要求", "Reason", "同意销号的可不填", "Not needed for closing", required=False, rows=3
    )


class ReopenForm(StepForm):
    because = passage("理由", "Reason", "如反弹、反向核查不实", "Why the repair did not hold", rows=3)


class ExtendForm(StepForm):
    until = day("延期至", "Until")
    decided_by = line("批准机关", "Decided by", longest=80)
    decided_on = day("批准日期", "Decided on")
    document = line("批准文书", "Document", "文号或会议纪要", "Number or minutes", longest=100)
    reason = line("延期理由", "Reason")


def _submit(by: Account, item: Item, said_: dict[str, Any]) -> None:
    scan = said_.pop("file")
    submit(by=by, item=item, file=File(scan.name, scan.stream) if scan else None, **said_)


def _without_version(said_: dict[str, Any]) -> dict[str, Any]:
    """What a proposal is bound to is its content, not the version that was read."""
    return {key: value for key, value in said_.items() if key != "version"}


MEASURE = Step(
    "measure",
    Sentence("填写整改措施", "Plan a measure"),
    lambda by, item, said_: plan_measure(
        by=by, item=item, **{key: said_[key] for key in ("says", "leader", "department", "due", "goal")}
    ),
    MeasureForm,
)
SUBMIT = Step(
    "submit",
    Sentence("报送整改结果", "Hand in the result"),
    _submit,
    SubmitForm,
    Sentence("没有佐证不能报送；报送后由另一方审核。", "Proof is needed; another party reviews it."),
)
REVIEW = Step(
    "review",
    Sentence("审核", "Review"),
    lambda by, item, said_: review(by=by, item=item, **said_),
    ReviewForm,
    Sentence("报送人不能审核自己报送的事项。", "Nobody reviews what he handed in."),
    lambda by, item: {
        "party": [("", ""), *((one, one) for one in facts.parties(clock.today()))],
        "verdict": [(one.value, one.value) for one in closing.Verdict],
    },
)
EXTEND = Step(
    "extend",
    Sentence("提议延期", "Propose an extension"),
    lambda by, item, said_: propose_extension(by=by, item=item, **_without_version(said_)),
    ExtendForm,
    Sentence(
        "只有批准文书能改期限，并要另一个人批准后才生效；原定期限一直保留。",
        "Only a decision moves the day, once a second person approves; the first day stays.",
    ),
)
REOPEN = Step(
    "reopen",
    Sentence("重新打开", "Open again"),
    lambda by, item, said_: reopen(by=by, item=item, **said_),
    ReopenForm,
    Sentence("反弹或反向核查不实的，重新打开；不另起期限。", "No new clock starts."),
)


def steps_of(by: Account, item: Item) -> Sequence[Step]:
    """What this account can do with the item now, the most likely first."""
    state = State(item.state)
    office, reader = by.sight.has({Role.OFFICE}), by.sight.has(READERS, item.inspection_id)
    wanted = [
        (REVIEW, reader and state is State.SUBMITTED),
        (SUBMIT, state not in (State.DONE, State.SUBMITTED)),
        (MEASURE, item.closed_on is None),
        (EXTEND, office and item.first_due is not None and not state.at_rest),
        (REOPEN, office and state.at_rest),
    ]
    return [step for step, now in wanted if now]
