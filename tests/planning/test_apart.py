import pytest

from tests.planning.toy import Toy, demand, hard_toy, hungry, rule
from xuncha.planning.alternatives import Option, alternatives
from xuncha.planning.apart import Progress, Solving, Stopped, Working
from xuncha.planning.rule import Choice
from xuncha.planning.solve import Status, solve


def test_the_process_answers_as_the_solver_in_place_does():
    toy = Toy(("a", "b"))
    rules = [rule(demand("要一个", {"a": 1, "b": 1}, at_least=1, at_most=1))]
    apart, here = Solving(toy, rules).result(), solve(toy, rules)
    assert apart.plan == here.plan
    assert apart.input_hash == here.input_hash
    assert apart.status is Status.PROVEN


def test_a_cancelled_solve_ends_without_a_result():
    solving = Solving(*hard_toy())
    solving.cancel()
    with pytest.raises(Stopped):
        solving.result()


def test_progress_is_a_share_still_to_be_closed():
    toy, (only,) = hard_toy()
    easy = [rule(only.post(toy)[-1], demand("要一些", dict.fromkeys(toy.names, 3), at_least=50))]
    notes = list(Solving(toy, easy))
    assert all(isinstance(note, Progress) and note.gap >= 0 for note in notes)
    assert notes


def test_a_broken_job_says_what_broke():
    with pytest.raises(Stopped, match="AttributeError"):
        Solving(None, ()).result()


def test_any_work_of_the_solver_can_be_done_apart_and_tells_its_turns():
    toy = Toy(("a", "b"))
    rules = [rule(demand("要一个", {"a": 1, "b": 1}, at_least=1, at_most=1))]
    base = solve(toy, rules)
    other = next(name for name in "ab" if not base.plan[name])
    asked = [Option(other, rules[0].title, (Choice((other,)),), frozenset({("a",), ("b",)}))]
    working = Working(alternatives, toy, rules, base, asked)
    assert [(note.part, note.parts) for note in working] == [(0, 1)]
    (found,) = working.result()
    assert found.stays.most == 0


def test_a_solve_that_needs_more_memory_than_it_may_take_ends_in_words():
    with pytest.raises(Stopped) as stopped:
        Working(hungry, 2**31, memory=2**30).result()
    assert "内存上限" in stopped.value.says.zh
