from tests.planning.toy import Toy, demand, rule
from xuncha.planning.replan import Changes, changes, keep_to
from xuncha.planning.rule import Choice, Grade, judge
from xuncha.planning.solve import solve


def two_of(names):
    return rule(demand("要两个", dict.fromkeys(names, 1), at_least=2), key="two")


def test_a_departure_is_filled_and_nothing_else_moves():
    names = tuple("abcdef")
    before = solve(Toy(names), [two_of(names)]).plan.taken()
    gone = next(c.key[0] for c, n in sorted(before.items()) if n)
    left = tuple(n for n in names if n != gone)
    toy = Toy(left)
    after = solve(toy, [two_of(left), keep_to(before)]).plan
    moved = changes(toy, before, after.taken())
    assert len(moved.added) == 1
    assert moved.dropped == ()


def test_a_gap_in_cover_is_worth_a_change_and_a_preference_is_not():
    toy = Toy(("a", "b"))
    before = {Choice(("a",)): 1}
    either = rule(demand("要一个", {"a": 1, "b": 1}, at_least=1, at_most=1), key="one")
    prefer = rule(demand("宜用b", {"b": 1}, at_least=1, prices=(9,)), key="p", grade=Grade.PREFERENCE)
    cover = rule(demand("缺b", {"b": 1}, at_least=1, prices=(2,)), key="c", grade=Grade.COVERAGE)
    assert solve(toy, [either, prefer, keep_to(before)]).plan["a"] == 1
    assert solve(toy, [either, cover, keep_to(before)]).plan["b"] == 1


def test_the_check_counts_the_changes_that_the_solver_paid_for():
    toy = Toy(("a", "b"))
    swap = rule(demand("只要b", {"b": 1, "a": -1}, at_least=1), key="swap")
    kept = keep_to({Choice(("a",)): 1}, price=7)
    result = solve(toy, [swap, kept])
    assert result.by_rule == {"keep_to_previous": 14}
    assert [v.broken.price for v in judge(result.plan, [kept])] == [7, 7]


def test_what_can_no_longer_be_chosen_is_no_change():
    assert changes(Toy(("b",)), {Choice(("a",)): 1}, {}) == Changes((), ())
