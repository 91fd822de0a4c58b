"""What the body does about an item: measures planned, proof handed in."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from xuncha.base.words import Sentence
from xuncha.papers.actions.attach import File, keep
from xuncha.papers.models import Attachment
from xuncha.rectification import facts
from xuncha.rectification.core.clock import State
from xuncha.rectification.core.closing import submission_problems
from xuncha.rectification.models import READERS, Item, Measure, Submission
from xuncha.trust import clock
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import Role

HANDS_IN = READERS | {Role.CONTACT}


@action(
    "rectification.plan_measure",
    roles=HANDS_IN,
    where="anywhere",
    says=Sentence("填写整改措施", "plan a measure"),
)
def plan_measure(
    act: Act,
    *,
    item: Item,
    says: str,
    leader: str = "",
    department: str = "",
    due: date | None = None,
    goal: str = "",
) -> Measure:
    """A measure with who leads it and by when. Raises Refusal for an empty one or a closed item."""
    item = act.one(Item, item.pk)
    if not says.strip():
        act.refuse("empty", Sentence("请写明整改措施", "Write what will be done"))
    if item.closed_on:
        act.refuse("closed", Sentence("该事项已销号，不能再加措施", "The item is closed"))
    measure = act.add(
        Measure(
            item=item, inspection_id=item.inspection_id, organisation_id=item.organisation_id, says=says.strip(),
            leader=leader.strip(), department=department.strip(), due=due,
        )
    )  # fmt: skip
    state = State.RUNNING.value if item.state == State.NEW else item.state
    if state != item.state or goal.strip():
        act.change(item, state=state, goal=goal.strip() or item.goal, noting="planned")
    return measure


@action(
    "rectification.submit",
    roles=HANDS_IN,
    where="anywhere",
    says=Sentence("报送整改结果", "hand in the result"),
)
def submit(
    act: Act,
    *,
    item: Item,
    says: str,
    evidence: str = "",
    attachment: Attachment | None = None,
    file: File | None = None,
    version: int | None = None,
) -> Submission:
    """Hand in what was done with its proof, by the body's contact or recorded for it. Raises Refusal without proof, Stale.

    ``file`` is a scan that comes with it, ``attachment`` one that is kept already.
    """
    item = act.one(Item, item.pk)
    if file is not None:
        attachment = keep_file(act, item.organisation_id, file)
    if item.state in (State.DONE, State.SUBMITTED):
        act.refuse(
            "state", Sentence("该事项已报送或已销号，请等待审核", "It is handed in already, or closed")
        )
    pieces = len([line for line in evidence.splitlines() if line.strip()]) + (attachment is not None)
    problems = submission_problems(says, pieces)
    if problems:
        act.refuse("incomplete", problems[0])
    row = act.add(
        Submission(
            item=item, inspection_id=item.inspection_id, organisation_id=item.organisation_id, on=act.today,
            says=says.strip(), evidence=evidence.strip(), attachment=attachment, by=act.by,
        )
    )  # fmt: skip
    after(act, item, version)
    return row


def keep_file(act: Act, organisation: UUID, file: File) -> Attachment:
    """Keep a body's file under seal for the office and the body's contact; for actions of this room. Raises Refusal."""
    return keep(act, Attachment(audience="office", body_of=organisation, received_at=clock.now()), file)


def after(act: Act, item: Item, version: int | None = None) -> Item:
    """Write the state that the events leave an item in; for actions of this room that added one."""
    state = facts.closing.state(facts.events(item, act), started=True, parties=facts.parties(act.today))
    return act.change(
        item,
        version,
        state=state.value,
        closed_on=act.today if state is State.DONE else None,
        noting=state.name.lower(),
    )
