"""Whether binding demands can all be kept: one model whose groups of demands are switched on and off."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from math import inf
from typing import TYPE_CHECKING, Any

from xuncha.base.late import late
from xuncha.planning.model import Disagreement, add_row, is_impossible, parameters, solver_named, variables_of
from xuncha.planning.rule import Choice, Demand

if TYPE_CHECKING:
    from ortools.math_opt.python import mathopt
else:
    mathopt = late("ortools.math_opt.python.mathopt")

CLOSE = 1e-6
"""A multiplier nearer to nought than this takes no part in a proof."""


class Switchboard:
    """Groups of demands over some choices; any set of groups can be asked for, prices play no part."""

    def __init__(self, choices: Sequence[Choice], groups: Mapping[Hashable, Sequence[Demand]]) -> None:
        self._model = mathopt.Model()
        demands = [demand for group in groups.values() for demand in group]
        self._vars = variables_of(self._model, choices, demands)
        self._rows = {
            key: [(demand, add_row(self._model, self._vars, demand)) for demand in group]
            for key, group in groups.items()
        }

    def possible(self, on: Collection[Hashable], solver: str = "highs") -> bool:
        """Whether a plan keeps every group of `on`, as `solver` finds it. Raises Disagreement when it cannot say."""
        self._switch(on)
        self._model.minimize(0.0)
        result = mathopt.solve(self._model, solver_named(solver), params=parameters())
        if not result.has_primal_feasible_solution() and not is_impossible(result):
            raise Disagreement(f"{solver} neither found a plan nor proved that there is none")
        return bool(result.has_primal_feasible_solution())

    def suspects(self) -> list[Hashable]:
        """The groups in a proof that there is no plan even in parts of people; none when there is one in parts.

        The least total miss is a linear programme; the rows with a multiplier prove that it is not nought (Farkas).
        """
        self._switch(self._rows)
        misses = [self._loosened(row) for group in self._rows.values() for _, row in group]
        for variable in self._vars.values():
            variable.integer = False
        self._model.minimize(mathopt.fast_sum(one for pair in misses for one in pair))
        result = mathopt.solve(self._model, mathopt.SolverType.GLOP)
        found = self._with_multiplier(result)
        for variable in self._vars.values():
            variable.integer = True
        for one in (one for pair in misses for one in pair):
            self._model.delete_variable(one)
        return found

    def _with_multiplier(self, result: Any) -> list[Hashable]:
        if not result.has_dual_feasible_solution() or result.objective_value() < CLOSE:
            return []
        duals = result.dual_values()
        return [key for key, group in self._rows.items() if any(abs(duals[row]) > CLOSE for _, row in group)]

    def _loosened(self, row: Any) -> tuple[Any, Any]:
        pair = self._model.add_variable(lb=0), self._model.add_variable(lb=0)
        for variable, sign in zip(pair, (1, -1), strict=True):
            row.set_coefficient(variable, sign)
        return pair

    def _switch(self, on: Collection[Hashable]) -> None:
        asked = set(on)
        for key, group in self._rows.items():
            for demand, row in group:
                low, high = (demand.at_least, demand.at_most) if key in asked else (None, None)
                row.lower_bound = -inf if low is None else low
                row.upper_bound = inf if high is None else high
