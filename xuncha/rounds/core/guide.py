"""流程指引: which steps of a round are done, which were passed over, and which comes next.

Steps are data (`data/rounds/stages.toml`). A step is done when a person marked it or when everything that
proves it is there: its papers issued, its facts known, its decision recorded.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from xuncha.base.words import NOTHING, Sentence, joined


class State(Enum):
    """Where a step stands. MISSING: not done although a later one is."""

    DONE = Sentence("已完成", "done")
    MISSING = Sentence("漏办", "passed over")
    NEXT = Sentence("接下来", "next")
    LATER = Sentence("以后", "later")
    OPTIONAL = Sentence("视情况", "if needed")


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the large parts of a round, in order."""

    key: str
    title: Sentence


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `each` tells whether it is done once for the round or for every inspection."""

    key: str
    stage: str
    title: Sentence
    output: str
    who: str
    each: str
    forms: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    decision: bool = False
    optional: bool = False
    basis: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Procedure:
    """The stages and steps of a round, in order."""

    stages: tuple[Stage, ...]
    steps: tuple[Step, ...]

    def of(self, each: str) -> tuple[Step, ...]:
        """The steps of the round, or those of every inspection."""
        return tuple(step for step in self.steps if step.each == each)

    def following(self, stage: str) -> str | None:
        """The key of the stage after `stage`; None after the last."""
        keys = [one.key for one in self.stages]
        place = keys.index(stage) + 1
        return keys[place] if place < len(keys) else None

    def title(self, stage: str) -> Sentence:
        """The title of a stage."""
        return next(one.title for one in self.stages if one.key == stage)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is on record. `papers` are keys of forms with an issued paper, `facts` computed, `decisions` step
    keys.
    """

    papers: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    decisions: frozenset[str] = frozenset()
    marks: Mapping[str, date] | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A step as the guide shows it. `lacks` says in words what would prove it; `day` when it was marked done."""

    step: Step
    state: State
    lacks: Sentence = NOTHING
    day: date | None = None


def procedure_from_toml(text: str) -> Procedure:
    """Reads `[[stage]]` and `[[step]]`. Raises ValueError when a step names no known stage."""
    data = tomllib.loads(text)
    stages = tuple(Stage(row["key"], Sentence(row["zh"], row["en"])) for row in data["stage"])
    steps = tuple(
        Step(
            key=row["key"],
            stage=row["stage"],
            title=Sentence(row["zh"], row["en"]),
            output=row["output"],
            who=row["who"],
            each=row["each"],
            forms=tuple(row.get("forms", ())),
            facts=tuple(row.get("facts", ())),
            decision=row.get("decision", False),
            optional=row.get("optional", False),
            basis=row["basis"],
            confirmed=row["confirmed"],
        )
        for row in data["step"]
    )
    strays = [step.key for step in steps if step.stage not in {stage.key for stage in stages}]
    if strays:
        raise ValueError(f"steps without a stage: {', '.join(strays)}")
    return Procedure(stages, steps)


def guide(
    steps: Iterable[Step], evidence: Evidence, form_titles: Mapping[str, Sentence]
) -> tuple[Point, ...]:
    """Each step with its state. `form_titles` names the papers that a step still lacks."""
    steps = tuple(steps)
    marks = evidence.marks or {}
    done = [step.key in marks or _proven(step, evidence) for step in steps]
    last = max((place for place, is_done in enumerate(done) if is_done), default=-1)
    ahead = next((place for place in range(last + 1, len(steps)) if not steps[place].optional), None)
    return tuple(
        Point(
            step,
            _state(step, done[place], place < last, place == ahead),
            NOTHING if done[place] else _lacks(step, evidence, form_titles),
            marks.get(step.key),
        )
        for place, step in enumerate(steps)
    )


def _proven(step: Step, evidence: Evidence) -> bool:
    provable = bool(step.forms or step.facts or step.decision)
    return (
        provable
        and set(step.forms) <= evidence.papers
        and set(step.facts) <= evidence.facts
        and (not step.decision or step.key in evidence.decisions)
    )


def _state(step: Step, done: bool, passed: bool, ahead: bool) -> State:
    if done:
        return State.DONE
    if step.optional:
        return State.OPTIONAL
    if passed:
        return State.MISSING
    return State.NEXT if ahead else State.LATER


def _lacks(step: Step, evidence: Evidence, form_titles: Mapping[str, Sentence]) -> Sentence:
    papers = [
        form_titles.get(form, Sentence(form, form)) for form in step.forms if form not in evidence.papers
    ]
    parts = [Sentence(f"《{title.zh}》未签发", f"“{title.en}” not issued") for title in papers]
    if step.decision and step.key not in evidence.decisions:
        parts.append(Sentence("会议决定未记录", "the decision is not on record"))
    if not parts:
        parts.append(Sentence("未登记办结", "not marked as done"))
    return joined(parts, "；", "; ")


def lacking(points: Collection[Point]) -> tuple[Step, ...]:
    """The steps that a round cannot do without and that are not done."""
    return tuple(point.step for point in points if point.state not in (State.DONE, State.OPTIONAL))
