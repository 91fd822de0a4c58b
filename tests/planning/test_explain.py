from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.toy import Toy, cheapest, demand, rule
from xuncha.planning.explain import Reason, shortage, smallest_conflict
from xuncha.planning.solve import Status, solve

sets = st.dictionaries(st.sampled_from("ABCDE"), st.sets(st.sampled_from("12345")), min_size=1)


@given(sets)
def test_a_shortage_is_found_exactly_when_some_needs_have_too_few_able(able):
    def missing(needs):
        return len(needs) - len(set().union(*(able[need] for need in needs)))

    worst = max(missing(some) for size in range(1, len(able) + 1) for some in combinations(able, size))
    found = shortage(able)
    if worst <= 0:
        assert found is None
    else:
        assert found.missing == worst == missing(found.needs)
        assert set(found.able) == set().union(*(able[need] for need in found.needs))


@given(st.lists(st.sets(st.integers(0, 9), min_size=1, max_size=4), min_size=1, max_size=4))
def test_a_smallest_conflict_holds_together_only_as_a_whole(conflicts):
    def possible(parts):
        return not any(conflict <= set(parts) for conflict in conflicts)

    core = smallest_conflict(list(range(10)), possible)
    assert not possible(core)
    assert all(possible([p for p in core if p != one]) for one in core)


def test_the_reasons_are_the_sentences_that_cannot_all_hold_and_no_other():
    toy = Toy(("a", "b", "c"))
    rules = [
        rule(demand("甲必须去", {"a": 1}, at_least=1), key="pin"),
        rule(demand("甲回避", {"a": 1}, at_most=0), demand("乙回避", {"b": 1}, at_most=0), key="recusal"),
        rule(demand("至少一人", {"a": 1, "b": 1, "c": 1}, at_least=1), key="size"),
        rule(demand("最好没有丙", {"c": 1}, at_most=0, prices=(1,)), key="wish"),
    ]
    result = solve(toy, rules)
    assert result.status is Status.IMPOSSIBLE
    assert result.plan is None
    assert {(r.rule, r.says.zh) for r in result.reasons} == {("pin", "甲必须去"), ("recusal", "甲回避")}
    assert {r.basis for r in result.reasons} == {"pin依据", "recusal依据"}


def test_demands_that_say_the_same_stand_together():
    toy = Toy(("a", "b"))
    both = rule(
        demand("两人都不去", {"a": 1}, at_most=0), demand("两人都不去", {"b": 1}, at_most=0), key="stay"
    )
    result = solve(toy, [both, rule(demand("去一人", {"a": 1, "b": 1}, at_least=1), key="go")])
    assert sorted(r.says.zh for r in result.reasons) == ["两人都不去", "去一人"]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.dictionaries(st.sampled_from("abcd"), st.integers(-2, 2), min_size=1), st.integers(-1, 3)
        ),
        min_size=3,
        max_size=7,
    )
)
def test_taking_any_sentence_away_leaves_a_plan(rows):
    toy = Toy(tuple("abcd"))
    ones = [demand(f"第{n}句", terms, at_least=least) for n, (terms, least) in enumerate(rows)]
    result = solve(toy, [rule(*ones)])
    if result.status is Status.IMPOSSIBLE:
        said = {reason.says.zh for reason in result.reasons}
        core = [one for one in ones if one.says.zh in said]
        assert cheapest(toy, [rule(*core)]) is None
        assert all(cheapest(toy, [rule(*(c for c in core if c != one))]) is not None for one in core)


def test_what_the_counting_checks_say_comes_first():
    toy = Toy(("a",))
    clash = rule(demand("要a", {"a": 1}, at_least=1), demand("不要a", {"a": 1}, at_most=0))
    said = Reason(demand("缺1名", {"a": 1}, at_least=1).says, "count", clash.title, "")
    result = solve(toy, [clash], counts=[lambda problem: [said]])
    assert result.reasons == (said,)
    assert len(solve(toy, [clash], counts=[lambda problem: []]).reasons) == 2
