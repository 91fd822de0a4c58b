"""A target is inspected before the interval since its last inspection runs out; every round after that costs points."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Demand, Grade, Rule
from xuncha.rounds.core.term.arranging import Arrangement, Arranging
from xuncha.rounds.core.term.faults import Fault


def post(problem: Arranging) -> Iterable[Demand]:
    price = problem.numbers.late
    for target in problem.free:
        if target.due is None:
            continue
        terms = tuple(
            (problem.visits(target, number), number - target.due)
            for number in problem.rounds
            if number > target.due
        )
        says = Sentence(
            f"{target.name}上次巡察{target.since}，至迟第{target.due}轮",
            f"{target.name} was inspected {target.since}: round {target.due} at the latest",
        )
        yield Demand(says, terms, at_most=0, prices=(price,))


def check(plan: Arrangement) -> Iterable[Fault]:
    for target in plan.problem.targets:
        number = plan.visits.get(target.key)
        if target.done is None and target.due is not None and number is not None and number > target.due:
            late = number - target.due
            yield Fault(
                Sentence(
                    f"{target.name}距上次巡察（{target.since}）满{plan.problem.numbers.years}年后又晚{late}轮",
                    f"{target.name}: {late} rounds past {plan.problem.numbers.years} years since {target.since}",
                ),
                plan.problem.numbers.late * late,
                targets=(target.key,),
            )


RULE = Rule(
    "overdue",
    Sentence("间隔到期的不再拖", "not past the interval"),
    "rounds.term.interval",
    Grade.PREFERENCE,
    post,
    check,
)
