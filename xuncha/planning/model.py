"""Turns posted demands into a MathOpt model, solves it, reads the choices back. `feasible` is the other file that knows MathOpt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version
from math import inf
from typing import TYPE_CHECKING, Any

from xuncha.base.late import late
from xuncha.planning.rule import Choice, Demand, Grade, Problem, Rule, Taken

if TYPE_CHECKING:
    from ortools.math_opt.python import mathopt
else:
    mathopt = late("ortools.math_opt.python.mathopt")

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

VERSION = f"ortools {version('ortools')}"

Variables = dict[Choice, Any]


class Disagreement(Exception):
    """The solver's answer does not survive a second look; nothing may be built on it."""


@dataclass(frozen=True)
class Posted:
    """A demand and the rule that posted it."""

    rule: Rule
    demand: Demand


def post(problem: Problem, rules: Iterable[Rule]) -> tuple[Posted, ...]:
    """Every demand of every rule, in an order that depends on nothing but their content."""
    posted = [(_line(rule, demand), Posted(rule, demand)) for rule in rules for demand in rule.post(problem)]
    return tuple(one for _, one in sorted(posted, key=lambda pair: pair[0]))


def fingerprint(choices: Iterable[Choice], posted: Iterable[Posted], *settings: object) -> str:
    """A hash of all that the solver is given: same hash, same plan."""
    digest = blake2b(digest_size=16)
    for choice in choices:
        digest.update(f"{choice.key} {choice.least} {choice.most}\n".encode())
    for p in posted:
        digest.update(f"{p.rule.grade.name} {_line(p.rule, p.demand)}\n".encode())
    return stamped(digest.hexdigest(), *settings)


def stamped(base: str, *settings: object) -> str:
    """A fingerprint with further settings, and the solver's version."""
    lines = "\n".join((base, *map(repr, settings), VERSION))
    return blake2b(lines.encode(), digest_size=16).hexdigest()


def _line(rule: Rule, demand: Demand) -> tuple[object, ...]:
    """All that a demand says, in values that sort and print fast."""
    limits = tuple((0, 0) if limit is None else (1, limit) for limit in (demand.at_least, demand.at_most))
    terms = tuple((*choice.key, str(times)) for choice, times in demand.terms)
    remedy = demand.remedy.zh if demand.remedy else ""
    return rule.key, demand.says.zh, terms, limits, demand.prices, demand.says.en, remedy


@dataclass(frozen=True)
class Answer:
    """What the solver said. `taken` is None when it has no plan; `impossible` is a proof, not a failure to
    find one.
    """

    taken: Taken | None
    impossible: bool
    bound: float
    nodes: int


def variables_of(model: Any, choices: Iterable[Choice], demands: Iterable[Demand]) -> Variables:
    """A variable for each choice and for each one that only a demand names."""
    named = {choice for demand in demands for choice, _ in demand.terms}
    ordered = sorted(named.union(choices), key=lambda choice: choice.key)
    return {c: model.add_integer_variable(lb=c.least, ub=c.most) for c in ordered}


def add_row(model: Any, variables: Variables, demand: Demand) -> Any:
    """The row of a demand; misses are added by the caller."""
    row = model.add_linear_constraint(
        lb=-inf if demand.at_least is None else demand.at_least,
        ub=inf if demand.at_most is None else demand.at_most,
    )
    for choice, times in demand.terms:
        row.set_coefficient(variables[choice], times)
    return row


def solver_named(name: str) -> mathopt.SolverType:
    """`highs` or `scip` as MathOpt names them. Raises KeyError otherwise."""
    return {"highs": mathopt.SolverType.HIGHS, "scip": mathopt.SolverType.GSCIP}[name]


def is_impossible(result: mathopt.SolveResult) -> bool:
    """Whether the solver proved that nothing keeps all rows; whole choices are bounded, so never that it is unbounded."""
    reasons = mathopt.TerminationReason
    return result.termination.reason in (reasons.INFEASIBLE, reasons.INFEASIBLE_OR_UNBOUNDED)


def parameters(gap: float = 0.0, nodes: int | None = None) -> Any:
    """How solvers are run here: one thread, a fixed seed, to the end unless a gap or a number of nodes is given."""
    found = mathopt.SolveParameters(
        relative_gap_tolerance=gap, absolute_gap_tolerance=GAP, node_limit=nodes, random_seed=1
    )
    found.highs.int_options["threads"] = 1
    return found


class Model:
    """A MathOpt model of choices and posted demands; levels of the objective are solved one after another."""

    def __init__(self, choices: Sequence[Choice], posted: Sequence[Posted]) -> None:
        self._model = mathopt.Model()
        self._primary = sorted(choices)
        self._vars = variables_of(self._model, choices, (p.demand for p in posted))
        self._prices: dict[Grade, list[tuple[int, Any]]] = {grade: [] for grade in Grade}
        for p in posted:
            row = add_row(self._model, self._vars, p.demand)
            if not p.demand.binds:
                for sign, limit in ((1, p.demand.at_least), (-1, p.demand.at_most)):
                    if limit is not None:
                        self._allow_misses(p, row, sign, limit)

    def _allow_misses(self, posted: Posted, row: Any, sign: int, limit: int) -> None:
        """Convex unit steps: one piece per price, so that the cheapest piece fills first and the bound is
        tight.
        """
        demand = posted.demand
        worst = sign * limit - sum(
            min(sign * times * choice.least, sign * times * choice.most) for choice, times in demand.terms
        )
        last = len(demand.prices) - 1
        for place, price in enumerate(demand.prices[: max(worst, 0)]):
            piece = self._model.add_variable(lb=0, ub=worst - last if place == last else 1)
            self._prices[posted.rule.grade].append((price, piece))
            row.set_coefficient(piece, sign)

    def solve(
        self,
        level: Iterable[Grade],
        *,
        ties: bool,
        gap: float = 0.0,
        nodes: int | None = None,
        solver: str = "highs",
        tell: Callable[[Sequence[str]], None] | None = None,
        start: Taken | None = None,
    ) -> Answer:
        """Cheapest plan by the grades of `level`; `ties` adds the tie-break; `start` is a plan to begin with.

        Stops on gap or nodes, never on time.
        """
        self._model.minimize(self._worth(level) + (self._tie_break() if ties else 0.0))
        hints = mathopt.ModelSolveParameters()
        if start is not None:
            begun = {self._vars[c]: float(start.get(c, 0)) for c in self._primary}
            hints.solution_hints.append(mathopt.SolutionHint(variable_values=begun))
        result = mathopt.solve(
            self._model, solver_named(solver), params=parameters(gap, nodes), model_params=hints, msg_cb=tell
        )
        return self._read(result)

    def in_parts(self, choices: Iterable[Choice]) -> None:
        """Let these choices be taken in parts: what is found then is a bound, no plan."""
        for choice in choices:
            self._vars[choice].integer = False

    def hold(self, fixed: Mapping[Choice, int]) -> None:
        """Let these choices have these numbers, until they are released."""
        for choice, times in fixed.items():
            self._vars[choice].lower_bound = self._vars[choice].upper_bound = times

    def release(self, fixed: Iterable[Choice]) -> None:
        """Undo `hold`."""
        for choice in fixed:
            self._vars[choice].lower_bound, self._vars[choice].upper_bound = choice.least, choice.most

    def freeze(self, level: Iterable[Grade], worth: int) -> None:
        """Keep what a level has reached while lighter levels are solved."""
        self._model.add_linear_constraint(lb=-inf, ub=worth, expr=self._worth(level))

    def _worth(self, level: Iterable[Grade]) -> Any:
        return mathopt.fast_sum(
            WEIGHT[grade] * price * piece for grade in level for price, piece in self._prices[grade]
        )

    def _tie_break(self) -> Any:
        share = TIE / (16 * max(len(self._primary), 1))
        return mathopt.fast_sum(share * _whim(choice) * self._vars[choice] for choice in self._primary)

    def _read(self, result: Any) -> Answer:
        taken = None
        if result.has_primal_feasible_solution():
            values = result.variable_values()
            taken = {choice: times for choice, var in self._vars.items() if (times := round(values[var]))}
        return Answer(
            taken=taken,
            impossible=is_impossible(result),
            bound=result.termination.objective_bounds.dual_bound,
            nodes=result.solve_stats.node_count,
        )


def _whim(choice: Choice) -> int:
    """0 to 16, fixed by the name alone: among equal plans the same one is taken on every machine."""
    return blake2b("\x1f".join(choice.key).encode(), digest_size=1).digest()[0] % 17
