"""Who else, and at what cost: against every plan there is."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.test_solve import NAMES, rule_sets
from tests.planning.toy import Toy, cheapest, demand, rule
from xuncha.base.words import same
from xuncha.planning.alternatives import Cost, Option, alternatives
from xuncha.planning.rule import Choice, Grade
from xuncha.planning.solve import Limits, Status, Task, solve
from xuncha.planning.told import alternative_told

ALL = frozenset((name,) for name in NAMES)


def option(name, loosens=ALL):
    return Option(name, same(f"选{name}"), (Choice((name,)),), frozenset(loosens))


def one_of(names, prices):
    """One of `names` is taken; each costs its price in the fairness grade."""
    costs = [
        demand(f"不用{n}", {n: 1}, at_most=0, prices=(p,)) for n, p in zip(names, prices, strict=True) if p
    ]
    return [
        rule(demand("要一个", dict.fromkeys(names, 1), at_least=1, at_most=1), key="one"),
        rule(*costs, key="cost", grade=Grade.FAIRNESS),
    ]


@settings(max_examples=25, deadline=None)
@given(rule_sets)
def test_when_everybody_may_move_the_cost_is_what_the_best_such_plan_costs_more(rules):
    toy = Toy(NAMES)
    base = solve(toy, rules)
    if base.plan is None:
        return
    (found,) = alternatives(toy, rules, base, [option("a")], moving=True)
    pinned = cheapest(toy, [*rules, rule(demand("要a", {"a": 1}, at_least=1), key="pin")])
    cost = found.moves or found.stays
    if pinned is None:
        assert cost is None
    else:
        assert (cost.least, cost.most) == (pinned - base.objective,) * 2


@settings(max_examples=25, deadline=None)
@given(rule_sets, st.sets(st.sampled_from(NAMES)))
def test_while_the_others_stay_nothing_but_the_loosened_changes_and_the_cost_is_exact(rules, loose):
    toy = Toy(NAMES)
    base = solve(toy, rules)
    if base.plan is None:
        return
    (found,) = alternatives(toy, rules, base, [option("a", {(n,) for n in loose | {"a"}})])
    stays = [n for n in NAMES if n not in loose | {"a"}]
    frozen = [demand(f"{n}不动", {n: 1}, at_least=base.plan[n], at_most=base.plan[n]) for n in stays]
    frozen.append(demand("要a", {"a": 1}, at_least=1))
    best = cheapest(toy, [*rules, rule(*frozen, key="frozen")])
    assert (found.stays is None) == (best is None)
    if best is not None:
        assert found.stays.most == found.stays.least == best - base.objective
        assert all(found.plan[n] == base.plan[n] for n in stays)


def test_ties_are_shown_as_ties_and_the_cheapest_stand_first():
    toy, rules = Toy(tuple("abcd")), one_of("abcd", (0, 0, 3, 1))
    base = solve(toy, rules)
    others = [n for n in "abcd" if not base.plan[n]]
    found = alternatives(toy, rules, base, [option(n) for n in others])
    assert [one.stays for one in found] == [
        Cost(0, 0),
        Cost(100, 100, (("FAIRNESS", 1),)),
        Cost(300, 300, (("FAIRNESS", 3),)),
    ]
    assert [one.option.key for one in found][1:] == ["d", "c"]


def test_what_costs_nothing_while_the_others_stay_is_not_asked_again():
    toy, rules = Toy(tuple("ab")), one_of("ab", (0, 0))
    base = solve(toy, rules)
    other = next(n for n in "ab" if not base.plan[n])
    turns = []
    (found,) = alternatives(
        toy, rules, base, [option(other)], moving=True, turn=lambda done, of: turns.append((done, of))
    )
    assert (found.stays, found.moves) == (Cost(0, 0), None)
    assert turns == [(0, 1)]


def test_whoever_cannot_be_stands_last_without_a_cost():
    toy, rules = Toy(tuple("abc")), one_of("abc", (0, 2, 5))
    rules.append(rule(demand("b回避", {"b": 1}, at_most=0), key="recusal"))
    base = solve(toy, rules)
    found = alternatives(toy, rules, base, [option("b"), option("c")], moving=True)
    assert [(one.option.key, one.best and one.best.most) for one in found] == [("c", 500), ("b", None)]
    assert alternative_told(found[1])["stays"] is None
    assert alternative_told(found[0])["stays"] == {
        "least": 500, "most": 500, "proven": True, "by_grade": {"FAIRNESS": 5},
    }  # fmt: skip


def test_a_cost_against_a_plan_that_is_not_proven_is_an_interval():
    toy, rules = Toy(tuple("ab")), one_of("ab", (0, 2))
    base = solve(toy, rules)
    loose = replace(base, status=Status.FOUND, bound=base.bound - 1)
    (found,) = alternatives(toy, rules, loose, [option("b")], moving=True, limits=Limits(gap=0.0))
    assert found.moves.proven
    with pytest.raises(ValueError, match="plan"):
        alternatives(toy, rules, replace(base, plan=None), [option("b")])


@settings(max_examples=20, deadline=None)
@given(rule_sets, st.dictionaries(st.sampled_from(NAMES), st.integers(0, 1)))
def test_a_narrowed_task_has_the_same_best_plan(rules, fixed):
    toy = Toy(NAMES)
    task = Task.of(toy, rules)
    settled = {Choice((name,)): times for name, times in fixed.items()}
    at_once, narrowed = task.best(settled), task.narrowed(settled).best()
    broken_alone = at_once.objective is None and narrowed.objective is not None
    assert broken_alone or at_once.objective == narrowed.objective
