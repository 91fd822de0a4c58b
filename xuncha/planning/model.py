"""The only place that knows MathOpt: turns posted demands into a model, solves it, reads the choices back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import inf
from typing import Any

import ortools
from ortools.math_opt.python import mathopt

from xuncha.planning.rule import Choice, Demand, Grade, Problem, Rule, Taken

STEP = 100
"""In one objective, a unit of a grade weighs as much as this many units of the next lighter grade."""

WEIGHT = {
    Grade.MUST: STEP**3,
    Grade.LEGAL: STEP**3,
    Grade.COVERAGE: STEP**2,
    Grade.FAIRNESS: STEP,
    Grade.PREFERENCE: 1,
}

TIE = 0.4
"""All tie-breaks together weigh less than this, so they never change an optimum of whole units."""

ROUNDING = 0.05
"""What a solver's floating-point bound is trusted to. `TIE`, this and the allowed gap stay below one unit together."""

GAP = 0.5
"""The solver stops when the plan is within this of its bound: no whole unit lies between."""

SOLVERS = {"highs": mathopt.SolverType.HIGHS, "scip": mathopt.SolverType.GSCIP}
VERSION = f"ortools {ortools.__version__}"


class Disagreement(Exception):
    """The solver's answer does not survive a second look; nothing may be built on it."""


@dataclass(frozen=True)
class Posted:
    """A demand and the rule that posted it."""

    rule: Rule
    demand: Demand


def post(problem: Problem, rules: Iterable[Rule]) -> tuple[Posted, ...]:
    """Every demand of every rule, in an order that depends on nothing but their content."""
    posted = [Posted(rule, demand) for rule in rules for demand in rule.post(problem)]
    return tuple(sorted(posted, key=lambda p: (p.rule.key, p.demand.says.zh, p.demand.terms, repr(p.demand))))


def fingerprint(choices: Sequence[Choice], posted: Iterable[Posted], *settings: object) -> str:
    """A hash of all that the solver is given: same hash, same plan."""
    digest = blake2b(digest_size=16)
    for line in (*choices, *((p.rule.key, p.rule.grade.name, p.demand) for p in posted), *settings, VERSION):
        digest.update(repr(line).encode() + b"\n")
    return digest.hexdigest()


@dataclass(frozen=True)
class Answer:
    """What the solver said. `taken` is None when it has no plan; `impossible` is a proof, not a failure to
    find one.
    """

    taken: Taken | None
    impossible: bool
    bound: float
    nodes: int


class Model:
    """A MathOpt model of choices and posted demands; levels of the objective are solved one after another."""

    def __init__(self, choices: Sequence[Choice], posted: Sequence[Posted]) -> None:
        self._model = mathopt.Model()
        self._primary = sorted(choices)
        named = {choice for p in posted for choice, _ in p.demand.terms}
        self._vars = {
            choice: self._model.add_integer_variable(lb=choice.least, ub=choice.most)
            for choice in sorted(named.union(choices))
        }
        self._price: dict[Grade, Any] = dict.fromkeys(Grade, 0.0)
        for p in posted:
            self._add(p)

    def _add(self, posted: Posted) -> None:
        demand = posted.demand
        row = mathopt.fast_sum(times * self._vars[choice] for choice, times in demand.terms)
        for sign, limit in ((1, demand.at_least), (-1, demand.at_most)):
            if limit is None:
                continue
            miss = self._miss(posted, sign, limit)
            self._model.add_linear_constraint(lb=sign * limit, ub=inf, expr=sign * row + miss)

    def _miss(self, posted: Posted, sign: int, limit: int) -> Any:
        """Convex unit steps: one piece per price, so that the cheapest piece fills first and the bound is
        tight.
        """
        demand = posted.demand
        worst = sign * limit - sum(
            min(sign * times * choice.least, sign * times * choice.most) for choice, times in demand.terms
        )
        if demand.binds or worst <= 0:
            return 0.0
        last = len(demand.prices) - 1
        pieces = []
        for place, price in enumerate(demand.prices[:worst]):
            piece = self._model.add_variable(lb=0, ub=worst - last if place == last else 1)
            self._price[posted.rule.grade] += price * piece
            pieces.append(piece)
        return mathopt.fast_sum(pieces)

    def solve(
        self,
        level: Iterable[Grade],
        *,
        ties: bool,
        gap: float,
        nodes: int | None,
        solver: str = "highs",
        tell: Callable[[Sequence[str]], None] | None = None,
    ) -> Answer:
        """Cheapest plan by the grades of `level`; `ties` adds the tie-break. Stops on gap or nodes, never on
        time.
        """
        objective = mathopt.fast_sum(WEIGHT[grade] * self._price[grade] for grade in level)
        self._model.minimize(objective + (self._tie_break() if ties else 0.0))
        params = mathopt.SolveParameters(
            relative_gap_tolerance=gap, absolute_gap_tolerance=GAP, node_limit=nodes, random_seed=1
        )
        params.highs.int_options["threads"] = 1
        result = mathopt.solve(self._model, SOLVERS[solver], params=params, msg_cb=tell)
        return self._read(result)

    def freeze(self, level: Iterable[Grade], worth: int) -> None:
        """Keep what a level has reached while lighter levels are solved."""
        total = mathopt.fast_sum(WEIGHT[grade] * self._price[grade] for grade in level)
        self._model.add_linear_constraint(lb=-inf, ub=worth, expr=total)

    def possible(self, solver: str = "highs") -> bool:
        """Whether any plan keeps all binding demands; the prices play no part."""
        answer = self.solve((), ties=False, gap=0.0, nodes=None, solver=solver)
        if answer.taken is None and not answer.impossible:
            raise Disagreement(f"{solver} neither found a plan nor proved that there is none")
        return not answer.impossible

    def _tie_break(self) -> Any:
        share = TIE / (16 * max(len(self._primary), 1))
        return mathopt.fast_sum(share * _whim(choice) * self._vars[choice] for choice in self._primary)

    def _read(self, result: Any) -> Answer:
        reason = result.termination.reason
        reasons = mathopt.TerminationReason
        taken = None
        if result.has_primal_feasible_solution():
            values = result.variable_values()
            taken = {choice: times for choice, var in self._vars.items() if (times := round(values[var]))}
        return Answer(
            taken=taken,
            impossible=reason in (reasons.INFEASIBLE, reasons.INFEASIBLE_OR_UNBOUNDED),
            bound=result.termination.objective_bounds.dual_bound,
            nodes=result.solve_stats.node_count,
        )


def _whim(choice: Choice) -> int:
    """0 to 16, fixed by the name alone: among equal plans the same one is taken on every machine."""
    return blake2b("\x1f".join(choice.key).encode(), digest_size=1).digest()[0] % 17
