from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.toy import Toy, cheapest, demand, hard_toy, rule
from xuncha.planning import solve as solving
from xuncha.planning.model import WEIGHT, Disagreement
from xuncha.planning.rule import Choice, Grade
from xuncha.planning.solve import Limits, Status, solve

NAMES = ("a", "b", "c", "d", "e")
PRICED = [grade for grade in Grade if grade is not Grade.MUST]


@st.composite
def demands(draw):
    terms = draw(st.dictionaries(st.sampled_from(NAMES), st.integers(-3, 3), min_size=1))
    side = draw(st.sampled_from(("at_least", "at_most")))
    prices = tuple(sorted(draw(st.lists(st.integers(1, 5), max_size=3))))
    says = draw(st.sampled_from("甲乙丙丁戊己"))
    return demand(says, terms, **{side: draw(st.integers(-2, 3))}, prices=prices)


rule_sets = st.lists(
    st.tuples(st.sampled_from(PRICED), st.lists(demands(), min_size=1, max_size=4)), min_size=1, max_size=3
).map(lambda some: [rule(*ds, key=f"r{n}", grade=grade) for n, (grade, ds) in enumerate(some)])


@settings(max_examples=60, deadline=None)
@given(rule_sets)
def test_the_plan_costs_what_the_cheapest_of_all_plans_costs(rules):
    toy = Toy(NAMES)
    result = solve(toy, rules)
    best = cheapest(toy, rules)
    assert result.objective == best
    assert result.status is (Status.IMPOSSIBLE if best is None else Status.PROVEN)
    assert result.bound == best


@settings(max_examples=30, deadline=None)
@given(rule_sets)
def test_the_price_list_adds_up_to_the_objective(rules):
    result = solve(Toy(NAMES), rules)
    if result.plan is not None:
        assert result.objective == sum(WEIGHT[grade] * cost for grade, cost in result.by_grade.items())
        assert sum(result.by_rule.values()) == sum(result.by_grade.values())


@settings(max_examples=20, deadline=None)
@given(rule_sets)
def test_order_of_rules_and_choices_changes_nothing(rules):
    one = solve(Toy(NAMES), rules)
    other = solve(Toy(NAMES[::-1]), rules[::-1])
    assert one.input_hash == other.input_hash
    assert (one.plan and one.plan.named) == (other.plan and other.plan.named)


def test_a_choice_named_twice_in_a_demand_is_added_up():
    toy = Toy(("a", "b"))
    twice = replace(
        demand("a最多半份", {"a": 1}, at_most=1), terms=((Choice(("a",)), 1), (Choice(("a",)), 1))
    )
    assert twice.terms == ((Choice(("a",)), 2),)
    want = demand("要a", {"a": 1}, at_least=1, prices=(1,))
    assert solve(toy, [rule(twice, want)]).plan["a"] == 0


def test_a_heavier_grade_wins_where_the_plain_prices_would_say_otherwise():
    toy = Toy(("a",))
    cover = rule(demand("要a", {"a": 1}, at_least=1, prices=(1,)), key="c", grade=Grade.COVERAGE)
    prefer = rule(demand("不要a", {"a": 1}, at_most=0, prices=(9,)), key="p", grade=Grade.PREFERENCE)
    result = solve(toy, [prefer, cover])
    assert result.plan["a"] == 1
    assert result.by_grade[Grade.PREFERENCE] == 9
    assert result.by_grade[Grade.COVERAGE] == 0


def test_level_by_level_never_pays_a_heavier_grade_for_any_amount_of_a_lighter_one():
    toy = Toy(("a",))
    cover = rule(demand("要a", {"a": 1}, at_least=1, prices=(1,)), key="c", grade=Grade.COVERAGE)
    prefer = rule(demand("不要a", {"a": 1}, at_most=0, prices=(20_000,)), key="p", grade=Grade.PREFERENCE)
    assert solve(toy, [cover, prefer]).plan["a"] == 0
    strict = solve(toy, [cover, prefer], level_by_level=True)
    assert strict.plan["a"] == 1
    assert strict.status is Status.PROVEN
    assert strict.objective == strict.bound == 20_000


def test_steps_make_the_second_unit_dearer_than_the_first():
    toy = Toy(("a", "b", "c"))
    spread = rule(
        demand("甲单位少借", {"a": 1, "b": 1}, at_most=0, prices=(1, 5)),
        demand("乙单位少借", {"c": 1}, at_most=0, prices=(2,)),
        demand("要两人", {"a": 1, "b": 1, "c": 1}, at_least=2),
        grade=Grade.FAIRNESS,
    )
    result = solve(toy, [spread])
    assert result.by_grade[Grade.FAIRNESS] == 3
    assert result.plan["c"] == 1


def test_among_equal_plans_the_same_one_is_taken_whatever_else_is_named():
    pick = demand("要一个", dict.fromkeys("abcdefgh", 1), at_least=1, at_most=1)
    picked = {
        solve(Toy(tuple(order)), [rule(pick)]).plan.named for order in ("abcdefgh", "hgfedcba", "dhacbgfe")
    }
    assert len(picked) == 1


def test_a_priced_demand_reports_by_how_much_it_is_missed():
    result = solve(
        Toy(("a", "b")),
        [rule(demand("要三个", {"a": 1, "b": 1}, at_least=3, prices=(4,)), grade=Grade.COVERAGE)],
    )
    (miss,) = result.misses
    assert (miss.says.zh, miss.by, miss.cost) == ("要三个", 1, 4)
    assert result.gap == 0


def test_a_gap_is_allowed_only_when_asked_for():
    toy = Toy(NAMES)
    loose = solve(
        toy,
        [rule(demand("要五个", dict.fromkeys(NAMES, 1), at_least=5, prices=(1,)))],
        limits=Limits(gap=0.5),
    )
    assert loose.bound <= loose.objective
    assert loose.status is (Status.PROVEN if loose.bound == loose.objective else Status.FOUND)


def test_a_solve_cut_off_by_nodes_shows_its_gap_and_comes_out_the_same_again():
    toy, rules = hard_toy()
    cut = solve(toy, rules, limits=Limits(nodes=1))
    assert cut.status is Status.FOUND
    assert cut.bound < cut.objective
    assert 0 < cut.gap < 1
    again = solve(toy, rules, limits=Limits(nodes=1))
    assert (again.plan, again.bound, again.input_hash) == (cut.plan, cut.bound, cut.input_hash)
    assert solve(toy, rules, limits=Limits(nodes=2)).input_hash != cut.input_hash


def test_a_solve_cut_off_before_any_plan_is_undecided_and_not_impossible():
    toy, rules = hard_toy()
    cut = solve(toy, rules, limits=Limits(nodes=0))
    assert cut.status is Status.UNDECIDED
    assert (cut.plan, cut.objective, cut.gap, cut.reasons) == (None, None, None, ())


def test_an_answer_that_breaks_a_binding_demand_is_refused(monkeypatch):
    class Lying(solving.Model):
        def solve(self, *args, **options):
            return replace(super().solve(*args, **options), taken={})

    monkeypatch.setattr(solving, "Model", Lying)
    with pytest.raises(Disagreement, match="要a"):
        solve(Toy(("a",)), [rule(demand("要a", {"a": 1}, at_least=1))])


@pytest.mark.parametrize("prices", [(0,), (3, 2), (-1,)])
def test_prices_are_positive_and_never_fall(prices):
    with pytest.raises(ValueError, match="prices"):
        demand("要a", {"a": 1}, at_least=1, prices=prices)


def test_a_demand_without_limits_is_refused():
    with pytest.raises(ValueError, match="at_least"):
        demand("什么也不要", {"a": 1})
