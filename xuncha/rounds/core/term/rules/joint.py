"""Where the level above takes part, its round is kept."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Demand, Grade, Rule
from xuncha.rounds.core.term.arranging import Arrangement, Arranging
from xuncha.rounds.core.term.faults import Fault


def post(problem: Arranging) -> Iterable[Demand]:
    for target in problem.free:
        if target.joint is not None:
            says = Sentence(
                f"{target.name}与上级联动，安排在第{target.joint}轮",
                f"{target.name} is inspected jointly with the level above, in round {target.joint}",
            )
            yield Demand(says, ((problem.visits(target, target.joint), 1),), at_least=1)


def check(plan: Arrangement) -> Iterable[Fault]:
    for target in plan.problem.targets:
        number = plan.visits.get(target.key)
        if target.done is None and target.joint is not None and number not in (None, target.joint):
            yield Fault(
                Sentence(
                    f"{target.name}要与上级在第{target.joint}轮联动，现列在第{number}轮",
                    f"{target.name} goes with the level above in round {target.joint}, not {number}",
                ),
                targets=(target.key,),
            )


RULE = Rule("joint", Sentence("与上级联动的轮次", "joint rounds"), "coverage.mode", Grade.LEGAL, post, check)
