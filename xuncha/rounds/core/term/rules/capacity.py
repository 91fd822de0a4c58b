"""No round holds more work than its people can do."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Demand, Grade, Rule
from xuncha.rounds.core.term.arranging import Arrangement, Arranging
from xuncha.rounds.core.term.faults import Fault
from xuncha.rounds.core.term.rules._work import work_terms


def post(problem: Arranging) -> Iterable[Demand]:
    if problem.capacity is None:
        return
    for number in problem.rounds:
        says = Sentence(
            f"第{number}轮工作量不超过{problem.capacity}人天",
            f"round {number} holds {problem.capacity} person-days at most",
        )
        yield Demand(says, work_terms(problem, number), at_most=problem.capacity)


def check(plan: Arrangement) -> Iterable[Fault]:
    most = plan.problem.capacity
    for number, days in sorted(plan.load.items()):
        if most is not None and days > most:
            yield Fault(
                Sentence(
                    f"第{number}轮{days}人天，超过一轮能承担的{most}人天",
                    f"round {number} holds {days} person-days, its people can do {most}",
                ),
                round=number,
            )


RULE = Rule("capacity", Sentence("不超过一轮的力量", "within a round's forces"), "", Grade.MUST, post, check)
