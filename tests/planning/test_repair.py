"""The cheapest repair, against every way of waiving there is."""

from dataclasses import replace
from itertools import product

from hypothesis import given, settings

from tests.planning.test_solve import NAMES, rule_sets
from tests.planning.toy import Toy, demand, rule
from xuncha.base.words import same
from xuncha.planning.repair import repair
from xuncha.planning.rule import Choice
from xuncha.planning.told import repair_told


def waived_for(toy, rules):
    """The least sum of waivers of any plan that keeps what is never waived."""
    posted = [(one, demand) for one in rules for demand in one.post(toy) if demand.binds]
    costs = []
    for bits in product((0, 1), repeat=len(toy.names)):
        taken = {Choice((name,)): bit for name, bit in zip(toy.names, bits, strict=True)}
        if not any(one.waiver is None and d.missed(taken) for one, d in posted):
            costs.append(sum(one.waiver * d.missed(taken) for one, d in posted if one.waiver))
    return min(costs, default=None)


@settings(max_examples=30, deadline=None)
@given(rule_sets)
def test_the_repair_is_the_cheapest_there_is_and_never_waives_what_has_no_price(rules):
    toy = Toy(NAMES)
    rules = [replace(one, waiver=(None, 3, 7)[n % 3]) for n, one in enumerate(rules)]
    found, best = repair(toy, rules), waived_for(toy, rules)
    assert found.helps is (best is not None)
    assert found.cost == best
    assert found.proven is found.helps
    assert sum(step.cost for step in found.steps) == (best or 0)
    assert all(step.rule.waiver is not None for step in found.steps)


def test_the_steps_are_what_somebody_has_to_do():
    says, does = same("老张不能脱产"), same("请与水务局协调老张")
    kept = replace(demand("老张不能脱产", {"a": 1}, at_most=0), says=says, remedy=does)
    rules = [
        rule(demand("要一名组长", {"a": 1, "b": 1}, at_least=1), key="leader"),
        rule(demand("老李回避", {"b": 1}, at_most=0), key="recusal"),
        replace(rule(kept, key="released"), waiver=6),
    ]
    told = repair_told(repair(Toy(("a", "b")), rules))
    assert told["steps"] == [
        {"rule": "released", "waives": says.as_dict(), "does": does.as_dict(), "by": 1, "cost": 6}
    ]
    assert (told["helps"], told["proven"], told["cost"]) == (True, True, 6)


def test_where_only_what_is_never_waived_stands_against_it_no_repair_is_offered():
    rules = [
        rule(demand("要老李", {"b": 1}, at_least=1), key="pin"),
        rule(demand("老李回避", {"b": 1}, at_most=0), key="recusal"),
    ]
    found = repair(Toy(("b",)), rules)
    assert (found.helps, found.steps, found.cost) == (False, (), None)
