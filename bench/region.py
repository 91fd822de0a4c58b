"""Above one county: pairing, a city that lends specialists, and a province (XUNCHA_PROVINCE=1, =levels: grade after grade).

Processor seconds of this process and its children, halved where two children work at once: what two idle cores take
when the work is shared out evenly. Beside it the clock, which on a busy machine says more of the machine.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from datetime import date
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter
from typing import Any

from bench.counties import AREA, RULES, places, province, uneven
from bench.figure import Figure
from xuncha.region.core.city import answer, plan_city
from xuncha.region.core.crowd import Crowd
from xuncha.region.core.numbers import lending_terms, numbers
from xuncha.region.core.pair import pair
from xuncha.region.core.pairing import Pairing, Place
from xuncha.region.core.province import County, Ending, plan_county, plan_county_by_levels, plan_province
from xuncha.rulebook.core.rule import read_rules

ON = date(2026, 3, 2)
PROVINCE = "XUNCHA_PROVINCE"


def figures() -> list[Figure]:
    """T4 and T13, and the pairing of fourteen counties over ten rounds."""
    return [*_paired(), *_lent(), *(_province() if os.environ.get(PROVINCE) else [])]


def _timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """What was found, the processor seconds of all processes, the seconds by the clock."""
    before, started = _spent(), perf_counter()
    found = work()
    return found, _spent() - before, perf_counter() - started


def _spent() -> float:
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _paired() -> list[Figure]:
    limits = numbers(read_rules(RULES), ON, AREA)
    pairing = Pairing(tuple(Place(*one) for one in places(1)), 10, limits)
    result, took, _ = _timed(lambda: pair(pairing))
    return [
        Figure("region: 14 counties paired over 10 rounds, processor", took, "s"),
        Figure("region: the same, distance from the best at most", 100 * (result.gap or 0), "%", 1.0),
    ]


def _lent() -> list[Figure]:
    terms = lending_terms(read_rules(RULES), ON, AREA)
    counties = [County(f"k{at:03d}", f"第{at + 1}县", one) for at, one in enumerate(uneven(1))]
    plan, took, clock = _timed(lambda: plan_city(counties, terms, Crowd(answer, share=7)))
    gap = 100.0 if plan.gap is None else 100 * plan.gap
    return [
        Figure(f"region: city of 14, {len(plan.loans)} lent, half the processor time", took / 2, "s", 120.0),
        Figure("region: the same by the clock of a machine as busy as it was", clock, "s"),
        Figure("region: the same, distance from the best at most", gap, "%", 3.0),
    ]


def _province() -> list[Figure]:
    counties = [County(f"k{at:03d}", f"第{at + 1}县", one) for at, one in enumerate(province(1))]
    levels = os.environ[PROVINCE] == "levels"
    plan = plan_county_by_levels if levels else plan_county
    plans, took, clock = _timed(lambda: plan_province(counties, Crowd(plan, share=8)))
    ends = Counter(one.ending for one in plans)
    silent = sum(one.ending is Ending.IMPOSSIBLE and not one.reasons for one in plans)
    return [
        Figure(
            f"region: province of 129{', by levels' if levels else ''}, half the processor time",
            took / 2,
            "s",
            720.0 if levels else 180.0,
        ),
        Figure("region: the same by the clock of a machine as busy as it was", clock, "s"),
        Figure("region: proven best", ends[Ending.OPTIMAL], ""),
        Figure("region: impossible, each with its reason", ends[Ending.IMPOSSIBLE] - silent, ""),
        Figure("region: unsettled", ends[Ending.UNSETTLED] + silent, ""),
    ]
