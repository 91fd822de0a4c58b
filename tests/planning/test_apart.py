import pytest

from tests.planning.toy import Toy, demand, hard_toy, rule
from xuncha.planning.apart import Progress, Solving, Stopped
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
