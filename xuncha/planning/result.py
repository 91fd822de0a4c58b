"""What a solve hands back: the plan with its price list and its bound, or why there is none."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from xuncha.base.words import Sentence
from xuncha.planning.explain import Reason
from xuncha.planning.rule import Grade, Rule
from xuncha.planning.slack import Slack


class Status(Enum):
    """How far the solver got."""

    PROVEN = Sentence("已证明最优", "proven best")
    FOUND = Sentence("已得方案，未证明最优", "found, not proven best")
    IMPOSSIBLE = Sentence("无法同时满足", "cannot all hold")
    UNDECIDED = Sentence("未得结论", "undecided")


@dataclass(frozen=True)
class Limits:
    """When to stop: relative gap and number of nodes. Never time, or the same input would give different
    plans.
    """

    gap: float = 0.0
    nodes: int | None = None


@dataclass(frozen=True)
class Miss:
    """A priced demand that the plan does not keep: whose, in which words, by how much, at what cost."""

    rule: Rule
    says: Sentence
    by: int
    cost: int


@dataclass(frozen=True)
class Effort:
    """Size of the model and what it took. `seconds` is processor time and differs between runs; the rest does
    not.
    """

    choices: int
    demands: int
    nodes: int
    seconds: float


@dataclass(frozen=True)
class Result:
    """A plan with its price list, or why there is none.

    `objective` and `bound` are in weighted units (see `model.WEIGHT`); `by_grade` and `by_rule` are in the
    units of the rules' own prices. `slacks` say how near each rule's limits the plan is. `notices` is what the
    counting checks foresaw and the plan lives with. `input_hash` stands for all that the solver was given,
    settings and solver version included.
    """

    status: Status
    plan: Any
    misses: tuple[Miss, ...]
    objective: int | None
    bound: int | None
    reasons: tuple[Reason, ...]
    solver: str
    version: str
    effort: Effort
    input_hash: str
    slacks: tuple[Slack, ...] = ()
    notices: tuple[Reason, ...] = ()

    @property
    def gap(self) -> float | None:
        """How far the plan may be from the best one, as a share of its objective; None without a plan or a
        bound.
        """
        if self.objective is None or self.bound is None:
            return None
        return (self.objective - self.bound) / self.objective if self.objective else 0.0

    @property
    def by_grade(self) -> dict[Grade, int]:
        return {grade: sum(m.cost for m in self.misses if m.rule.grade is grade) for grade in Grade}

    @property
    def by_rule(self) -> dict[str, int]:
        costs: dict[str, int] = {}
        for miss in self.misses:
            costs[miss.rule.key] = costs.get(miss.rule.key, 0) + miss.cost
        return costs

    def saying(self, reasons: tuple[Reason, ...] = (), notices: tuple[Reason, ...] = ()) -> "Result":
        """The same with what is said beside it."""
        return replace(self, reasons=reasons, notices=notices)
