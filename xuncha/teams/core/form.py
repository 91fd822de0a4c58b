"""Forming teams by the rules of the catalogue, and judging teams by the same rules."""

from collections.abc import Sequence
from typing import Any

from xuncha.base.catalogue import collect
from xuncha.planning.explain import Reason
from xuncha.planning.repair import Repair, repair
from xuncha.planning.rule import Rule, Verdict, judge
from xuncha.planning.solve import Result, Tell, precheck, solve
from xuncha.teams.core.counts import COUNTS
from xuncha.teams.core.forming import Formation, Forming
from xuncha.teams.core.start import first_teams

RULES: tuple[Rule, ...] = collect("xuncha.teams.core.rules", "RULE")
"""Every rule of forming teams, one file each in `rules/`."""


def form_teams(
    forming: Forming, rules: Sequence[Rule] = RULES, *, tell: Tell | None = None, **options: Any
) -> Result:
    """The best teams (`Result.plan` is a `Formation`) or why there are none; `options` as for `solve`.

    Unless `start` gives another, the solver begins with `first_teams`.
    """
    if "start" not in options:
        first = first_teams(forming)
        options["start"] = None if first is None else first.taken()
    return solve(forming, rules, counts=COUNTS, tell=tell, **options)


def repair_teams(forming: Forming, rules: Sequence[Rule] = RULES, **options: Any) -> Repair:
    """What would have to be waived for teams to be formed, cheapest first; never recusal, rank, or one team a person."""
    return repair(forming, rules, **options)


def foreseen(forming: Forming) -> tuple[Reason, ...]:
    """What counting alone says before anything is solved: what stops first, then what will be short."""
    return precheck(forming, COUNTS)


def check_plan(formation: Formation, rules: Sequence[Rule] = RULES) -> tuple[Verdict, ...]:
    """All that teams break, solved or put together by hand; a verdict without price must not be."""
    return judge(formation, rules)
