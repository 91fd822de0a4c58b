"""The work of a round, as terms of a demand; for the `post` faces only."""

from xuncha.planning.rule import Choice
from xuncha.rounds.core.term.arranging import Arranging


def work_terms(problem: Arranging, number: int) -> tuple[tuple[Choice, int], ...]:
    """Person-days of first and second visits in a round."""
    first = ((problem.visits(one, number), one.days) for one in problem.free)
    again = (
        (problem.returns(one, number), problem.numbers.look_back.days(one.days))
        for one in problem.wished
        if number in problem.return_rounds(one)
    )
    return (*first, *again)
