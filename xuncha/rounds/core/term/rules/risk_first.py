"""The higher the risk of a target, the earlier its round: every round of waiting costs the points of its grade."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Demand, Grade, Rule
from xuncha.rounds.core.term.arranging import Arrangement, Arranging
from xuncha.rounds.core.term.faults import Fault


def post(problem: Arranging) -> Iterable[Demand]:
    for target in problem.free:
        grade = problem.numbers.grade(target.risk)
        says = Sentence(
            f"{target.name}（风险{grade.name.zh}）越早越好",
            f"{target.name} (risk {grade.name.en}) as early as can be",
        )
        terms = tuple(
            (problem.visits(target, number), grade.points * (number - problem.following))
            for number in problem.rounds
        )
        yield Demand(says, terms, at_most=0, prices=(1,))


def check(plan: Arrangement) -> Iterable[Fault]:
    problem = plan.problem
    for target in problem.targets:
        waits = plan.visits.get(target.key, problem.following) - problem.following
        if target.done is None and waits > 0:
            grade = problem.numbers.grade(target.risk)
            yield Fault(
                Sentence(
                    f"{target.name}（风险{grade.name.zh}）再等{waits}轮",
                    f"{target.name} (risk {grade.name.en}) waits {waits} more rounds",
                ),
                grade.points * waits,
                targets=(target.key,),
            )


RULE = Rule(
    "risk_first", Sentence("风险高的先巡", "risk first"), "rounds.term.risk", Grade.PREFERENCE, post, check
)
