"""Two steps: a first that shapes, a second that fills; what is lost between them is seen in the gap."""

from tests.planning.toy import Toy, cheapest, demand, rule
from xuncha.planning.coarse import solve_coarse
from xuncha.planning.result import Limits
from xuncha.planning.rule import Choice, Grade
from xuncha.planning.solve import Status, solve

SITES, GOODS = ("site1", "site2"), ("a1", "a2", "b1", "b2")
LOOSE = Limits(gap=0.5)


def shapes(choice: Choice) -> bool:
    return choice.key[0] in SITES


def depots(*, open_costs: tuple[int, int] = (4, 6), more: tuple = ()):
    """Two goods, each at one of two sites; a site that holds something is open, and being open costs."""
    rows = [demand(f"{good}要有地方", {f"{good}1": 1, f"{good}2": 1}, at_least=1) for good in "ab"]
    rows += [demand(f"{name}须开{name[1]}处", {f"site{name[1]}": 1, name: -1}, at_least=0) for name in GOODS]
    costs = [
        demand(f"{site}开门", {site: 1}, at_most=0, prices=(cost,))
        for site, cost in zip(SITES, open_costs, strict=True)
    ]
    return Toy((*SITES, *GOODS)), [rule(*rows, *more), rule(*costs, key="costs", grade=Grade.PREFERENCE)]


def test_the_plan_is_the_cheapest_of_all_plans_where_the_first_step_shapes_it():
    toy, rules = depots()
    found = solve_coarse(toy, rules, shapes, limits=Limits())
    assert (found.status, found.objective, found.bound) == (Status.PROVEN, 4, 4)
    assert found.objective == cheapest(toy, rules)
    assert (found.plan["site1"], found.plan["site2"]) == (1, 0)


def test_what_is_lost_by_parts_shows_as_a_gap_and_is_no_proof():
    """No two of three goods may share site 1. In halves all three could lie there half; whole, two must go to the dear site."""
    goods = "abc"
    toy = Toy((*SITES, *(good + site for good in goods for site in "12")))
    rows = [demand(f"{x}{y}不同处", {x + "1": 1, y + "1": 1}, at_most=1) for x, y in ("ab", "bc", "ac")]
    rows += [demand(f"{good}要有地方", {good + "1": 1, good + "2": 1}, at_least=1) for good in goods]
    rows += [demand(f"{g}{s}须开", {f"site{s}": 1, g + s: -1}, at_least=0) for g in goods for s in "12"]
    costs = [demand(f"{good}2贵", {good + "2": 1}, at_most=0, prices=(2,)) for good in goods]
    costs += [demand(f"{site}开门", {site: 1}, at_most=0, prices=(1,)) for site in SITES]
    rules = [rule(*rows), rule(*costs, key="costs", grade=Grade.PREFERENCE)]
    found = solve_coarse(toy, rules, shapes, limits=LOOSE)
    assert (found.bound, found.objective, found.status) == (5, 6, Status.FOUND)
    assert cheapest(toy, rules) == 6


def test_without_anything_that_shapes_the_answer_is_that_of_one_step():
    toy, rules = depots()
    found = solve_coarse(toy, rules, lambda choice: False, limits=Limits())
    assert found.objective == solve(toy, rules).objective


def test_what_cannot_be_is_answered_in_the_sentences_that_clash():
    shut = tuple(demand(f"{site}关闭", {site: 1}, at_most=0) for site in SITES)
    toy, rules = depots(more=shut)
    found = solve_coarse(toy, rules, shapes, limits=LOOSE)
    assert (found.status, found.plan) == (Status.IMPOSSIBLE, None)
    said = {one.says.zh for one in found.reasons}
    assert {"site1关闭", "site2关闭"} < said


def test_the_turn_between_the_steps_is_told_once_and_the_same_input_has_the_same_hash():
    toy, rules = depots()
    turns = []
    first = solve_coarse(toy, rules, shapes, limits=LOOSE, turn=lambda done, of: turns.append((done, of)))
    assert turns == [(1, 2)]
    again = solve_coarse(toy, rules, shapes, limits=LOOSE)
    assert (again.input_hash, again.plan) == (first.input_hash, first.plan)
    assert solve_coarse(toy, rules, shapes, limits=Limits(gap=0.4)).input_hash != first.input_hash
