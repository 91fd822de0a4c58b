from tests.planning.toy import Toy, demand, rule
from xuncha.base.words import Sentence
from xuncha.planning.replan import Changes, changes, keep_to, menu
from xuncha.planning.rule import Choice, Grade, judge
from xuncha.planning.solve import Status, solve
from xuncha.planning.told import way_told


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


def names_of(plan):
    return [Sentence(name, name) for name, times in plan.named if times]


def test_the_menu_offers_to_leave_the_others_to_move_few_or_to_begin_anew():
    """`a` has left. The others stay: dear. One change more: cheaper. From scratch: cheapest."""
    toy = Toy(tuple("bcdef"))
    two = rule(demand("要两个", dict.fromkeys(toy.names, 1), at_least=2, at_most=2), key="two")
    no_pair = rule(
        demand("bc不合", {"b": 1, "c": 1}, at_most=1, prices=(100,)), key="bc", grade=Grade.FAIRNESS
    )
    dear = demand("不用b", {"b": 1}, at_most=0, prices=(10,))
    only = rule(dear, demand("不用d", {"d": 1}, at_most=0, prices=(5,)), key="dear", grade=Grade.FAIRNESS)
    stays, few, scratch = menu(toy, [two, no_pair, only], {Choice(("b",)): 1}, names_of, price=8)
    costs = [way.result.by_grade[Grade.FAIRNESS] for way in (stays, few, scratch)]
    assert costs == [10, 10, 0]
    assert [len(way.changes) for way in (stays, few, scratch)] == [2, 2, 2]
    assert stays.result.plan["b"] == few.result.plan["b"] == 1
    assert scratch.result.plan["b"] == 0
    assert "keep_to_previous" not in few.result.by_rule
    assert way_told(few)["title"] == {"zh": "尽量少动", "en": "few changes"}


def test_where_the_others_cannot_stay_the_menu_says_so_and_offers_the_rest():
    toy = Toy(("b", "c"))
    rules = [
        rule(demand("b已病", {"b": 1}, at_most=0), demand("要一个", {"b": 1, "c": 1}, at_least=1), key="r")
    ]
    stays, few, _ = menu(toy, rules, {Choice(("b",)): 1}, names_of)
    assert (stays.result.status, stays.changes) == (Status.IMPOSSIBLE, ())
    assert few.result.plan["c"] == 1
