"""What people settled on stays where they put it."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Demand, Grade, Rule
from xuncha.rounds.core.term.arranging import Arrangement, Arranging
from xuncha.rounds.core.term.faults import Fault


def post(problem: Arranging) -> Iterable[Demand]:
    for target in problem.free:
        if target.pinned is not None:
            says = Sentence(
                f"{target.name}已定在第{target.pinned}轮",
                f"{target.name} is settled on round {target.pinned}",
            )
            yield Demand(says, ((problem.visits(target, target.pinned), 1),), at_least=1)


def check(plan: Arrangement) -> Iterable[Fault]:
    for target in plan.problem.targets:
        number = plan.visits.get(target.key)
        if target.done is None and target.pinned is not None and number not in (None, target.pinned):
            yield Fault(
                Sentence(
                    f"{target.name}已定在第{target.pinned}轮，现列在第{number}轮",
                    f"{target.name} is settled on round {target.pinned}, not {number}",
                ),
                targets=(target.key,),
            )


RULE = Rule("pinned", Sentence("已定的轮次不动", "settled rounds stay"), "", Grade.MUST, post, check)
