"""Pairing counties: plans hold before a judge apart, small ones are the best of all, and what cannot be is said."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import permutations, product

import pytest

from tests.region.core.pairing_judge import faults
from xuncha.planning.result import Status
from xuncha.region.core.numbers import Numbers
from xuncha.region.core.pair import RULES, check_pairing, pair
from xuncha.region.core.pairing import Crossing, Crossings, Pairing, Place

EXACT = Numbers(apart=2, most=2, kilometres=1, gap=0.0, nodes=None)


def city(count: int, rounds: int, seed: int = 1, **more: object) -> Pairing:
    dice = random.Random(seed)
    places = tuple(Place(f"k{n}", f"第{n}县", dice.randrange(9), dice.randrange(9)) for n in range(count))
    return Pairing(places, rounds, EXACT, **more)


def rows(plan: Crossings) -> list[tuple[int, str, str]]:
    return [(one.round, one.visitor, one.host) for one in (*plan.problem.held, *plan.crossings)]


def judged(plan: Crossings) -> set[str]:
    problem = plan.problem
    return faults(rows(plan), [p.key for p in problem.places], problem.rounds, EXACT.apart, EXACT.most)


def kilometres(problem: Pairing, hosts: tuple[tuple[str, ...], ...]) -> int:
    where = {p.key: (p.east, p.north) for p in problem.places}
    return sum(
        abs(where[v][0] - where[h][0]) + abs(where[v][1] - where[h][1])
        for one in hosts
        for v, h in zip(where, one, strict=True)
    )


@pytest.mark.parametrize("seed", range(1, 5))
def test_a_small_pairing_is_the_shortest_of_all(seed: int) -> None:
    problem = city(4, 2, seed)
    keys = [p.key for p in problem.places]
    best = min(
        kilometres(problem, hosts)
        for hosts in product(permutations(keys), repeat=2)
        if not faults(
            [(r, v, h) for r, one in enumerate(hosts, 1) for v, h in zip(keys, one, strict=True)],
            keys,
            2,
            2,
            2,
        )
    )
    result = pair(problem)
    assert (result.status, result.objective, judged(result.plan)) == (Status.PROVEN, best, set())


def test_earlier_rounds_and_recusal_are_kept() -> None:
    held = (Crossing(0, "k0", "k1"), Crossing(0, "k1", "k0"))
    result = pair(city(5, 3, held=held, barred=frozenset({("k2", "k3")})))
    assert judged(result.plan) == set()
    assert not {(1, "k0", "k1"), (1, "k1", "k0")} & set(rows(result.plan))
    assert ("k2", "k3") not in {(one.visitor, one.host) for one in result.plan.crossings}


def test_the_price_list_is_what_the_checks_charge() -> None:
    result = pair(city(6, 2))
    assert sum(verdict.broken.price for verdict in check_pairing(result.plan)) == result.objective


@pytest.mark.parametrize(
    ("rule", "kind", "spoil"),
    [
        ("once", "once", lambda c: c[1:]),
        ("once", "own", lambda c: (replace(c[0], host=c[0].visitor), *c[1:])),
        ("mutual", "mutual", lambda c: (*c, Crossing(1, c[0].host, c[0].visitor))),
        ("repeat", "repeat", lambda c: (*c, replace(c[0], round=c[0].round + 1))),
    ],
)
def test_a_table_spoiled_by_hand_is_seen_by_the_rule_and_by_the_judge(rule, kind, spoil) -> None:
    plan = pair(city(5, 2)).plan
    bad = replace(plan, crossings=tuple(sorted(spoil(plan.crossings))))
    said = {verdict.rule.key for verdict in check_pairing(bad) if verdict.broken.price is None}
    assert kind in judged(bad)
    assert rule in said


def test_a_recused_crossing_put_in_by_hand_is_named() -> None:
    plan = pair(city(5, 1)).plan
    first = plan.crossings[0]
    problem = replace(plan.problem, barred=frozenset({(first.visitor, first.host)}))
    said = [v.broken.says.zh for v in check_pairing(replace(plan, problem=problem)) if v.rule.key == "barred"]
    names = [problem.place[key].name for key in (first.visitor, first.host)]
    assert said == [f"{names[0]}须回避{names[1]}"]


def test_too_few_counties_are_said_by_counting() -> None:
    result = pair(city(2, 3))
    assert result.status is Status.IMPOSSIBLE
    assert [one.says.zh for one in result.reasons] == [
        f"第{n}县3轮至少要有2个可以交叉巡察的县，只有1个" for n in (0, 1)
    ]


def test_two_counties_alone_can_only_inspect_each_other_and_the_smallest_reason_says_so() -> None:
    result = pair(city(2, 1))
    assert (result.status, result.plan) == (Status.IMPOSSIBLE, None)
    assert "第1轮第0县与第1县不互巡" in {one.says.zh for one in result.reasons}


def test_two_counties_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="share a key"):
        Pairing((Place("a", "甲"), Place("a", "乙")), 1, EXACT)


def test_every_rule_has_its_own_key() -> None:
    assert sorted(rule.key for rule in RULES) == ["barred", "distance", "mutual", "once", "repeat"]
