"""立行立改: given to the body, answered by it, checked by the team."""

from __future__ import annotations

from datetime import date

from xuncha.base.words import Sentence
from xuncha.fieldwork.core.corrections import Given, day_fault
from xuncha.fieldwork.models import Correction
from xuncha.rounds.models import Inspection
from xuncha.trust import vault
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import HEADS, TEAM


@action(
    "fieldwork.give_correction",
    roles=HEADS,
    where="inspection",
    says=Sentence("提出立行立改", "ask for an immediate correction"),
)
def give_correction(act: Act, *, inspection: Inspection, problem: str, demand: str, due: date) -> Correction:
    """A matter to be put right during the stay. Raises Refusal when it is empty or could not be done in time."""
    if not problem.strip() or not demand.strip():
        act.refuse("empty", Sentence("请写明问题和整改要求。", "Write the problem and what is demanded."))
    fault = day_fault(Given(act.today, due), inspection.ends)
    if fault:
        act.refuse("days", Sentence(f"{fault.zh}。", f"{fault.en}."))
    row = Correction(
        inspection=inspection,
        serial=act.next_serial(Correction, inspection),
        given_on=act.today,
        due=due,
        given_by=act.by,
    )
    act.seal(row, "problem", problem.strip())
    act.seal(row, "demand", demand.strip())
    return act.add(row, due=due)


@action(
    "fieldwork.answer_correction",
    roles=TEAM,
    where="correction",
    says=Sentence("登记立行立改回复", "record the answer to a correction"),
)
def answer_correction(act: Act, *, correction: Correction, version: int, answer: str, on: date) -> Correction:
    """What the body wrote back, recorded by the team. Raises Refusal out of turn or empty, Stale."""
    if correction.state not in ("open", "replied"):
        act.refuse("state", Sentence("这一项已经核查完毕。", "This one was checked already."))
    if not answer.strip():
        act.refuse("empty", Sentence("请写单位的回复。", "Write what the body answered."))
    if not correction.given_on <= on <= act.today:
        act.refuse(
            "days",
            Sentence(
                "回复日期应在提出之后、今天之前。", "The answer lies before it was asked, or in the future."
            ),
        )
    return act.change(
        correction, version, noting="answered", state="replied", answered_on=on,
        answer=vault.seal(correction, "answer", answer.strip()),
    )  # fmt: skip


@action(
    "fieldwork.check_correction",
    roles=HEADS,
    where="correction",
    says=Sentence("核查立行立改", "check an immediate correction"),
)
def check_correction(act: Act, *, correction: Correction, version: int, done: bool, seen: str) -> Correction:
    """改到位 or not, with what was seen; what was not put right goes into a working paper. Raises Refusal, Stale."""
    if correction.state != "replied":
        act.refuse(
            "state",
            Sentence("单位还没有回复，不能核查。", "The body has not answered yet."),
            Sentence("请先登记单位的回复。", "Record its answer first."),
        )
    if not seen.strip():
        act.refuse("empty", Sentence("请写核查时看到的情况。", "Write what was seen."))
    return act.change(
        correction, version, noting="checked", state="done" if done else "carried", checked_on=act.today,
        seen=vault.seal(correction, "seen", seen.strip()),
    )  # fmt: skip


@action(
    "fieldwork.read_corrections",
    roles=TEAM,
    where="anywhere",
    says=Sentence("查看立行立改", "read corrections"),
    reads=True,
)
def read_corrections(act: Act, *, corrections: list[Correction]) -> list[dict[str, str]]:
    """Problem, demand, answer and check of corrections, in their order."""
    return act.open(corrections, "problem", "demand", "answer", "seen")
