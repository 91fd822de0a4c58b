"""How the stage guide is shown: a table of steps, the choices for marking one, and a bar of stages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpRequest

from xuncha.base.sheets_out import Column
from xuncha.base.words import NOTHING, Sentence
from xuncha.desk.parts import Step as ShownStep
from xuncha.desk.spoken import spoken
from xuncha.desk.table import Mark, Table
from xuncha.rounds.core.guide import Point, State, Step
from xuncha.rounds.facts import procedure
from xuncha.trust import clock

COLUMNS = (
    Column("stage", Sentence("阶段", "Stage"), width=12),
    Column("title", Sentence("步骤", "Step"), width=26),
    Column("state", Sentence("进度", "Progress"), "mark", width=10),
    Column("day", Sentence("登记日期", "Marked"), "date"),
    Column("lacks", Sentence("还差什么", "What is lacking"), width=34),
    Column("output", Sentence("应形成的材料", "What comes of it"), width=34),
    Column("who", Sentence("责任人", "Who"), width=24),
    Column("basis", Sentence("依据", "Basis"), width=30),
)
TONES = {
    State.DONE: "ok",
    State.MISSING: "wait",
    State.NEXT: "go",
    State.LATER: "off",
    State.OPTIONAL: "off",
}
UNCHECKED = Sentence("{basis}（未核实）", "{basis} (not checked)")


def table(points: Sequence[Point]) -> Table:
    """The steps in order."""
    return Table("guide", Sentence("流程指引", "Stage guide"), COLUMNS, [_row(point) for point in points])


def _row(point: Point) -> dict[str, object]:
    step = point.step
    return {
        "stage": procedure().title(step.stage),
        "title": step.title,
        "state": Mark(point.state.value, TONES[point.state]),
        "day": point.day,
        "lacks": point.lacks if point.state is not State.OPTIONAL else NOTHING,
        "output": step.output,
        "who": step.who,
        "basis": step.basis if step.confirmed else UNCHECKED.filled(basis=step.basis),
    }


def next_point(points: Iterable[Point]) -> Point | None:
    """The step that comes next, None when all is done."""
    return next((point for point in points if point.state is State.NEXT), None)


def passed_over(points: Iterable[Point]) -> list[Point]:
    """The steps left undone although a later one is done."""
    return [point for point in points if point.state is State.MISSING]


def choices(points: Iterable[Point]) -> list[tuple[str, str]]:
    """Steps that a person may mark, those not yet done first."""
    rows = sorted(points, key=lambda point: point.state is State.DONE)
    return [(point.step.key, f"{spoken(point.step.title)}（{spoken(point.state.value)}）") for point in rows]


def decisions(steps: Iterable[Step]) -> list[tuple[str, str]]:
    """The matters on which a round waits for a decision; the Chinese title is what the record bears."""
    return [(step.title.zh, spoken(step.title)) for step in steps if step.decision]


def initial(request: HttpRequest, points: Iterable[Point]) -> dict[str, object]:
    """The form starts on the next step and today."""
    following = next_point(points)
    return {"step": following.step.key if following else "", "done_on": clock.today()}


def bar(stage: str) -> list[ShownStep]:
    """The stages of a round with the present one."""
    keys = [one.key for one in procedure().stages]
    here = keys.index(stage)
    states = ["done" if place < here else "now" if place == here else "todo" for place in range(len(keys))]
    return [ShownStep(one.title, state) for one, state in zip(procedure().stages, states, strict=True)]
