"""Every target is inspected once in the term."""

from collections import Counter
from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Demand, Grade, Rule, all_of
from xuncha.rounds.core.term.arranging import Arrangement, Arranging
from xuncha.rounds.core.term.faults import Fault


def post(problem: Arranging) -> Iterable[Demand]:
    for target in problem.free:
        says = Sentence(f"{target.name}本届巡察一次", f"{target.name} is inspected once in the term")
        yield Demand(
            says, all_of(problem.visits(target, number) for number in problem.rounds), at_least=1, at_most=1
        )


def check(plan: Arrangement) -> Iterable[Fault]:
    times = Counter(one.target for one in plan.placed if not one.again)
    inside = plan.problem.rounds
    for target in plan.problem.targets:
        if target.done is None and not times[target.key]:
            yield Fault(
                Sentence(f"{target.name}还没有列入任何一轮", f"{target.name} is in no round"),
                targets=(target.key,),
            )
        if times[target.key] > 1:
            yield Fault(
                Sentence(
                    f"{target.name}列入了{times[target.key]}轮，只应一轮",
                    f"{target.name} is in {times[target.key]} rounds, not one",
                ),
                targets=(target.key,),
            )
    for one in plan.placed:
        if one.round not in inside and one.target in plan.problem.target:
            name = plan.problem.target[one.target].name
            yield Fault(
                Sentence(
                    f"{name}列在第{one.round}轮，不在可安排的第{inside.start}轮至第{inside.stop - 1}轮之内",
                    f"{name} is in round {one.round}, outside rounds {inside.start} to {inside.stop - 1}",
                ),
                targets=(one.target,),
            )


RULE = Rule(
    "every_once", Sentence("每个对象一届一次", "every target once"), "rounds.plan", Grade.MUST, post, check
)
