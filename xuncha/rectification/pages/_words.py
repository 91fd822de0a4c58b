"""How items look on pages: the mark of a state, the countdown with red for overdue only, the line of who has the duty."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.desk.table import Mark
from xuncha.rectification.core.clock import State
from xuncha.rectification.core.duty import Duty
from xuncha.rectification.facts import Standing

TONES = {
    State.NEW: "wait",
    State.RUNNING: "go",
    State.SUBMITTED: "wait",
    State.DONE: "ok",
    State.MOSTLY: "go",
    State.UNDONE: "wait",
    State.LONG: "go",
}
ENGLISH = {
    State.NEW: "not started",
    State.RUNNING: "under way",
    State.SUBMITTED: "to be reviewed",
    State.DONE: "closed",
    State.MOSTLY: "mostly done",
    State.UNDONE: "sent back",
    State.LONG: "lasting",
}
NO_POST = Mark(Sentence("未落实到职务", "no post has it"), "wait")
SOON = 7


def state_mark(state: State) -> Mark:
    """The state as a badge; never red."""
    return Mark(Sentence(state.value, ENGLISH[state]), TONES[state])


def countdown_mark(standing: Standing) -> Mark:
    """Red for overdue only."""
    count = standing.countdown
    soon = count.days is not None and 0 <= count.days <= SOON
    return Mark(count.says, "late" if count.overdue else "wait" if soon else "plain")


def duty_lines(duty: Duty | None) -> list[object]:
    """Who has the duty now, 到任天数, and what a person should look at."""
    if duty is None:
        return [NO_POST]
    if duty.holder is None:
        return [Mark(duty.says, "wait")]
    lines: list[object] = [duty.says]
    if duty.days:
        lines.append(duty.days.shown())
    if not duty.certain:
        lines.append(Mark(Sentence("不能确定", "not certain"), "wait"))
    return lines
