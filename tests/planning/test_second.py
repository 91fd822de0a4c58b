"""A second solver, and solves that begin with a plan."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.test_solve import NAMES, rule_sets
from tests.planning.toy import Toy, demand, rule
from xuncha.planning.explain import Reason
from xuncha.planning.model import Disagreement
from xuncha.planning.rule import Choice
from xuncha.planning.second import second_opinion
from xuncha.planning.solve import Status, solve
from xuncha.planning.told import result_told


@settings(max_examples=25, deadline=None)
@given(rule_sets)
def test_two_solvers_agree(rules):
    toy = Toy(NAMES)
    second_opinion(toy, rules, solve(toy, rules))


def test_a_wrong_answer_is_contradicted():
    toy = Toy(("a",))
    rules = [rule(demand("不要a", {"a": 1}, at_most=0, prices=(2,)), demand("要a", {"a": 1}, at_least=1))]
    right = solve(toy, rules)
    with pytest.raises(Disagreement, match="costs 1"):
        second_opinion(toy, rules, replace(right, objective=1))
    with pytest.raises(Disagreement, match="proves that there is none"):
        second_opinion(toy, rules, replace(right, status=Status.IMPOSSIBLE))


def test_counting_that_finds_no_plan_where_there_is_one_is_contradicted():
    toy = Toy(("a",))
    free = rule(demand("不要a", {"a": 1}, at_most=0, prices=(2,)))
    wrong = Reason(free.title, "count", free.title, "")
    with pytest.raises(Disagreement, match="counting"):
        solve(toy, [free], counts=[lambda problem: [wrong]])
    foreseen = replace(wrong, stops=False)
    result = solve(toy, [free], counts=[lambda problem: [foreseen]])
    assert (result.status, result.notices, result.reasons) == (Status.PROVEN, (foreseen,), ())


@settings(max_examples=20, deadline=None)
@given(rule_sets, st.sets(st.sampled_from(NAMES)))
def test_a_start_good_or_bad_changes_nothing_about_what_the_best_plan_costs(rules, begun):
    toy = Toy(NAMES)
    cold = solve(toy, rules)
    warm = solve(toy, rules, start={Choice((name,)): 1 for name in begun})
    assert (warm.status, warm.objective, warm.bound) == (cold.status, cold.objective, cold.bound)


def test_a_result_is_told_in_plain_values_with_the_slack_of_each_rule():
    toy = Toy(("a", "b", "c"))
    rules = [
        rule(
            demand("至少一人", dict.fromkeys("abc", 1), at_least=1),
            demand("至多三人", dict.fromkeys("abc", 1), at_most=3),
            key="size",
        ),
        rule(demand("最好没有人", dict.fromkeys("abc", 1), at_most=0, prices=(1,)), key="few"),
    ]
    told = result_told(solve(toy, rules))
    assert told["status"] == "PROVEN"
    assert told["objective"] == told["bound"] == 1_000_000
    assert told["by_rule"] == {"few": 1}
    assert told["slacks"] == [
        {
            "rule": "size", "limits": 2, "least": 0, "reached": 1, "tight": [{"zh": "至少一人", "en": "至少一人"}],
        }
    ]  # fmt: skip
