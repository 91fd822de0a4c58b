"""`solve(problem, rules) -> Result`: the best plan by the rules, or the sentences that cannot all hold."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from math import ceil, isfinite
from time import process_time
from typing import Any

from xuncha.base.words import Sentence
from xuncha.planning.explain import Reason, explain
from xuncha.planning.feasible import Switchboard
from xuncha.planning.model import (
    ROUNDING,
    TIE,
    VERSION,
    WEIGHT,
    Answer,
    Disagreement,
    Model,
    Posted,
    fingerprint,
    post,
    stamped,
)
from xuncha.planning.result import Effort, Limits, Miss, Result, Status
from xuncha.planning.rule import Choice, Grade, Problem, Rule, Taken
from xuncha.planning.settle import Left, possible, settle
from xuncha.planning.slack import slacks

__all__ = ["Count", "Limits", "Result", "Status", "Task", "Tell", "precheck", "solve"]

Count = Callable[[Any], Iterable[Reason]]
"""A counting check of a room: says in words what is missing, before any solver is asked."""

Tell = Callable[[Sequence[str]], None]
"""Gets the solver's own lines while it works."""

TO_THE_END = Limits()
"""No gap allowed, no node refused."""

LARGEST = 400_000
"""Choices beyond which no model is built: a county's year has some ten thousand."""

FEW = 20
"""Settled choices up to which the whole model is asked again; with more it pays to build a smaller one."""

SECOND = 40_000
"""Choices up to which a count that finds no plan is confirmed by a solver; beyond, counting stands alone: it is a proof."""


TOO_LARGE = Reason(
    Sentence(
        f"可选安排超过{LARGEST}种，一次算不了；请分批（按组、按片或按年）提出",
        f"more than {LARGEST} choices at once; ask in parts",
    ),
    "largest",
    Sentence("一次计算的规模", "size of one solve"),
    "",
)


def precheck(problem: Any, counts: Iterable[Count]) -> tuple[Reason, ...]:
    """What the counting checks say, in words and at once; those that `stops` first."""
    return tuple(
        sorted((reason for count in counts for reason in count(problem)), key=lambda one: not one.stops)
    )


@dataclass
class Task:
    """A problem with the demands of its rules, posted once and solved as often as is asked."""

    problem: Problem
    choices: Sequence[Choice]
    posted: Sequence[Posted]
    level_by_level: bool = False
    limits: Limits = TO_THE_END
    tell: Tell | None = None
    settled: Mapping[Choice, int] = field(default_factory=dict)
    spent: Mapping[Grade, int] = field(default_factory=lambda: dict.fromkeys(Grade, 0))

    @classmethod
    def of(cls, problem: Problem, rules: Iterable[Rule], **options: Any) -> "Task":
        choices = sorted(problem.choices(), key=lambda one: one.key)
        return cls(problem, choices, post(problem, rules), **options)

    def narrowed(self, fixed: Mapping[Choice, int]) -> "Task":
        """The same with these choices settled for good; what only they bear on is no longer counted among the misses."""
        left = settle(self.choices, self.posted, fixed)
        settled = {**self.settled, **fixed}
        spent = {grade: self.spent[grade] + left.spent[grade] for grade in Grade}
        return replace(self, choices=left.choices, posted=left.posted, settled=settled, spent=spent)

    def best(self, fixed: Mapping[Choice, int] | None = None, start: Taken | None = None) -> Result:
        """The best plan in which the choices of `fixed` have these numbers; `start` is a plan to begin with.

        Raises Disagreement when the solver's answer does not survive recounting.
        """
        started = process_time()
        fixed = fixed or {}
        if self.level_by_level or len(fixed) > FEW:
            left = settle(self.choices, self.posted, fixed)
            answer, bound = self._answer(left, Model(left.choices, left.posted), start)
        else:
            left = Left(tuple(self.choices), tuple(self.posted), dict.fromkeys(Grade, 0), possible(fixed))
            self._whole.hold(fixed)
            answer, bound = self._answer(left, self._whole, start)
            self._whole.release(fixed)
        taken = None if answer.taken is None else self._whole_plan(answer.taken, fixed)
        misses = () if taken is None else _misses(self.posted, taken)
        paid = _weighed(self.spent) + sum(WEIGHT[m.rule.grade] * m.cost for m in misses)
        objective = None if taken is None else paid
        return Result(
            status=_status(answer, objective, bound),
            plan=None if taken is None else self.problem.plan(taken),
            misses=misses,
            objective=objective,
            bound=bound,
            reasons=(),
            solver="HiGHS",
            version=VERSION,
            effort=Effort(len(left.choices), len(left.posted), answer.nodes, process_time() - started),
            input_hash=self.hash(fixed, start),
            slacks=() if taken is None else slacks(self.posted, taken),
        )

    def hash(self, fixed: Mapping[Choice, int] | None = None, start: Taken | None = None) -> str:
        """Stands for all that the solver is given: same hash, same plan."""
        settings = (self.limits, self.level_by_level)
        return stamped(self._fingerprint, *settings, _listed(fixed), _listed(self.settled), _listed(start))

    @cached_property
    def _fingerprint(self) -> str:
        return fingerprint(self.choices, self.posted)

    @cached_property
    def _whole(self) -> Model:
        """The model of all choices, built once; what is asked of it in turn differs in a few of them."""
        return Model(self.choices, self.posted)

    def _answer(self, left: Left, model: Model, start: Taken | None) -> tuple[Answer, int | None]:
        if not left.possible:
            return Answer(None, True, 0.0, 0), None
        answer, bound = self._descend(model, left.posted, start)
        return answer, None if bound is None else bound + _weighed(left.spent) + _weighed(self.spent)

    def _whole_plan(self, taken: Taken, fixed: Mapping[Choice, int]) -> Taken:
        settled = {choice: times for choice, times in {**self.settled, **fixed}.items() if times}
        return {**taken, **settled}

    def _descend(
        self, model: Model, posted: Sequence[Posted], start: Taken | None
    ) -> tuple[Answer, int | None]:
        """Solve level after level, each within what the heavier ones have reached: the last answer, the summed bound."""
        levels = [[grade] for grade in Grade] if self.level_by_level else [list(Grade)]
        bound = nodes = 0
        for place, level in enumerate(levels):
            last = place == len(levels) - 1
            answer = model.solve(
                level, ties=last, gap=self.limits.gap, nodes=self.limits.nodes, tell=self.tell, start=start
            )
            nodes += answer.nodes
            if answer.taken is None:
                return answer, None
            worth = _worth(posted, answer.taken, level)
            bound += min(worth, _whole(answer.bound))
            start = answer.taken
            if not last:
                model.freeze(level, worth)
        return Answer(answer.taken, answer.impossible, answer.bound, nodes), bound


def solve(
    problem: Problem,
    rules: Sequence[Rule],
    *,
    counts: Sequence[Count] = (),
    limits: Limits = TO_THE_END,
    level_by_level: bool = False,
    tell: Tell | None = None,
    start: Taken | None = None,
) -> Result:
    """The best plan for `problem` under `rules`.

    Grades are weighed apart in one objective; `level_by_level` proves each grade before the next lighter one,
    which is strict and slower. `tell` gets the solver's own lines while it works; `start` is a plan to begin
    with, good or bad. When there is no plan, `reasons` holds what the counting checks say, or else the
    smallest set of demands that cannot all hold; either has been confirmed by a second solver.
    Raises `Disagreement` when an answer does not survive a second look.
    """
    said = precheck(problem, counts)
    stops = any(reason.stops for reason in said)
    size = sum(1 for _ in islice(problem.choices(), LARGEST + 1))
    if size > (SECOND if stops else LARGEST):
        return _unbuilt(said, size)
    task = Task.of(problem, rules, limits=limits, level_by_level=level_by_level, tell=tell)
    if stops:
        return _counted(task, said)
    result = task.best(start=start)
    if result.status is Status.IMPOSSIBLE:
        return result.saying(reasons=explain(task.choices, task.posted))
    return result.saying(notices=said)


def _weighed(by_grade: Mapping[Grade, int]) -> int:
    return sum(WEIGHT[grade] * cost for grade, cost in by_grade.items())


def _listed(numbers: Mapping[Choice, int] | None) -> list[tuple[tuple[str, ...], int]] | None:
    return None if numbers is None else sorted((c.key, n) for c, n in numbers.items() if n)


def _counted(task: Task, said: tuple[Reason, ...]) -> Result:
    """No plan by counting; a solver is asked whether it finds one nevertheless."""
    binding = [p.demand for p in task.posted if p.demand.binds]
    if Switchboard(task.choices, {"all": binding}).possible(("all",), "scip"):
        raise Disagreement(f"a solver finds a plan where counting says there is none: {said[0].says.zh}")
    effort = Effort(len(task.choices), len(task.posted), 0, 0.0)
    return _planless(Status.IMPOSSIBLE, said, effort, task.hash({}))


def _unbuilt(said: tuple[Reason, ...], size: int) -> Result:
    """Too large for a model: what counting says, or that it is too large."""
    if any(reason.stops for reason in said):
        return _planless(Status.IMPOSSIBLE, said, Effort(size, 0, 0, 0.0), "")
    return _planless(Status.UNDECIDED, (TOO_LARGE, *said), Effort(size, 0, 0, 0.0), "")


def _planless(status: Status, reasons: tuple[Reason, ...], effort: Effort, input_hash: str) -> Result:
    stop = tuple(one for one in reasons if one.stops)
    notices = tuple(one for one in reasons if not one.stops)
    return Result(status, None, (), None, None, stop, "HiGHS", VERSION, effort, input_hash, (), notices)


def _whole(bound: float) -> int:
    """The bound on whole units: what the solver proves, less what tie-breaks and rounding may have added to it."""
    return max(0, ceil(bound - TIE - ROUNDING)) if isfinite(bound) else 0


def _worth(posted: Iterable[Posted], taken: Taken, level: Iterable[Grade]) -> int:
    grades = set(level)
    return sum(WEIGHT[p.rule.grade] * p.demand.cost(taken) for p in posted if p.rule.grade in grades)


def _misses(posted: Iterable[Posted], taken: Taken) -> tuple[Miss, ...]:
    """Recount the plan in whole numbers, away from the solver."""
    missed = [(p, by) for p in posted if (by := p.demand.missed(taken))]
    broken = [p.demand.says.zh for p, _ in missed if p.demand.binds]
    if broken:
        raise Disagreement(f"the solver's plan breaks binding demands: {broken}")
    return tuple(Miss(p.rule, p.demand.says, by, p.demand.cost(taken)) for p, by in missed)


def _status(answer: Answer, objective: int | None, bound: int | None) -> Status:
    if objective is None:
        return Status.IMPOSSIBLE if answer.impossible else Status.UNDECIDED
    return Status.PROVEN if bound == objective else Status.FOUND
