"""The work of a round stays within a band around its even share."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Demand, Grade, Rule
from xuncha.rounds.core.term.arranging import Arrangement, Arranging
from xuncha.rounds.core.term.faults import Fault
from xuncha.rounds.core.term.rules._work import work_terms


def post(problem: Arranging) -> Iterable[Demand]:
    for number in problem.rounds:
        least, most = problem.band(number)
        says = Sentence(
            f"第{number}轮工作量在{least}至{most}人天之间",
            f"round {number} holds {least} to {most} person-days",
        )
        prices = () if problem.band_binds else (problem.numbers.band.price,)
        yield Demand(says, work_terms(problem, number), at_least=least, at_most=most, prices=prices)


def check(plan: Arrangement) -> Iterable[Fault]:
    limits = plan.problem.numbers.band
    for number in plan.problem.rounds:
        days = plan.load[number]
        least, most = plan.problem.band(number)
        over, under = days - most, least - days
        if over <= 0 and under <= 0:
            continue
        by = (
            Sentence(f"多{over}人天", f"{over} too many")
            if over > 0
            else Sentence(f"少{under}人天", f"{under} too few")
        )
        says = Sentence(
            f"第{number}轮{days}人天，应在{least}至{most}之间，{by.zh}",
            f"round {number} holds {days} person-days, not {least} to {most}: {by.en}",
        )
        yield Fault(says, None if plan.problem.band_binds else limits.price * max(over, under), round=number)


RULE = Rule("band", Sentence("各轮工作量均衡", "even work"), "rounds.term.band", Grade.FAIRNESS, post, check)
