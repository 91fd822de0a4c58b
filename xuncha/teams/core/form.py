"""Forming teams by the rules of the catalogue, and judging teams by the same rules."""

from collections.abc import Sequence
from typing import Any

from xuncha.base.catalogue import collect
from xuncha.planning.rule import Rule, Verdict, judge
from xuncha.planning.solve import Result, solve
from xuncha.teams.core.counts import COUNTS
from xuncha.teams.core.forming import Formation, Forming

RULES: tuple[Rule, ...] = collect("xuncha.teams.core.rules", "RULE")
"""Every rule of forming teams, one file each in `rules/`."""


def form_teams(forming: Forming, rules: Sequence[Rule] = RULES, **options: Any) -> Result:
    """The best teams (`Result.plan` is a `Formation`) or why there are none; `options` as for `solve`."""
    return solve(forming, rules, counts=COUNTS, **options)


def check_plan(formation: Formation, rules: Sequence[Rule] = RULES) -> tuple[Verdict, ...]:
    """All that teams break, solved or put together by hand; a verdict without price must not be."""
    return judge(formation, rules)
