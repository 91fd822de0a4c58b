"""Pairing counties by the rules of the catalogue, and judging a pairing by the same rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from xuncha.base.catalogue import collect
from xuncha.base.words import Sentence
from xuncha.planning.explain import Reason
from xuncha.planning.result import Limits, Result
from xuncha.planning.rule import Rule, Verdict, judge
from xuncha.planning.solve import solve
from xuncha.region.core.pairing import Crossings, Pairing

RULES: tuple[Rule, ...] = collect("xuncha.region.core.rules", "RULE")
"""Every rule of pairing, one file each in `rules/`."""


def enough(pairing: Pairing) -> Iterable[Reason]:
    """Counting: each county needs as many others as its rounds ask for, those it may not cross taken off."""
    numbers = pairing.numbers
    for one in pairing.places:
        others = [p for p in pairing.places if p.key != one.key and (one.key, p.key) not in pairing.barred]
        window = min(pairing.rounds, numbers.apart)
        needed = max(window, -(-pairing.rounds // numbers.most))
        if len(others) < needed:
            says = Sentence(
                f"{one.name}{pairing.rounds}轮至少要有{needed}个可以交叉巡察的县，只有{len(others)}个",
                f"{one.name} needs {needed} counties to inspect in {pairing.rounds} rounds, it has {len(others)}",
            )
            title = Sentence("可交叉的县够不够", "counties enough")
            yield Reason(says, "enough", title, numbers.basis)


def pair(pairing: Pairing, *, limits: Limits | None = None, **options: Any) -> Result:
    """The best pairing (`Result.plan` is `Crossings`) or why there is none; options as for `solve`."""
    return solve(
        pairing, RULES, counts=(enough,), limits=limits or Limits(pairing.numbers.gap, pairing.numbers.nodes),
        **options,
    )  # fmt: skip


def check_pairing(plan: Crossings, rules: Sequence[Rule] = RULES) -> tuple[Verdict, ...]:
    """All that a pairing breaks, solved or put together by hand; a verdict without price must not be."""
    return judge(plan, rules)
