"""A target is left alone in the rounds that are shut for it (a reform, a change of office, another inspection)."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Demand, Grade, Rule
from xuncha.rounds.core.term.arranging import Arrangement, Arranging
from xuncha.rounds.core.term.faults import Fault


def post(problem: Arranging) -> Iterable[Demand]:
    again = set(problem.wished)
    for target in problem.targets:
        for window in target.closed:
            says = Sentence(
                f"{target.name}第{window.first}至第{window.last}轮不安排（{window.why}）",
                f"{target.name} stays out of rounds {window.first} to {window.last} ({window.why})",
            )
            for number in problem.rounds:
                if window.holds(number) and target.done is None:
                    yield Demand(says, ((problem.visits(target, number), 1),), at_most=0)
                if window.holds(number) and target in again and number in problem.return_rounds(target):
                    yield Demand(says, ((problem.returns(target, number), 1),), at_most=0)


def check(plan: Arrangement) -> Iterable[Fault]:
    for one in plan.placed:
        target = plan.problem.target.get(one.target)
        window = target.shut(one.round) if target else None
        if target and window:
            yield Fault(
                Sentence(
                    f"{target.name}列在第{one.round}轮，该轮不宜安排（{window.why}）",
                    f"{target.name} is in round {one.round}, which is shut for it ({window.why})",
                ),
                targets=(one.target,),
            )


RULE = Rule("windows", Sentence("不宜安排的轮次", "rounds that are shut"), "", Grade.MUST, post, check)
