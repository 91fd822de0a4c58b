"""Villages are inspected in the round of their township (巡乡带村)."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Demand, Grade, Rule
from xuncha.rounds.core.term.arranging import Arrangement, Arranging
from xuncha.rounds.core.term.faults import Fault


def post(problem: Arranging) -> Iterable[Demand]:
    for target in problem.free:
        town = problem.target.get(target.town)
        if town is None or town.done is not None:
            continue
        says = Sentence(f"{target.name}随{town.name}同轮", f"{target.name} goes with {town.name}")
        for number in problem.rounds:
            pair = ((problem.visits(target, number), 1), (problem.visits(town, number), -1))
            yield Demand(says, pair, at_least=0, at_most=0)


def check(plan: Arrangement) -> Iterable[Fault]:
    for target in plan.problem.targets:
        town = plan.problem.target.get(target.town)
        if target.done is not None or town is None or town.done is not None:
            continue
        here, there = plan.visits.get(target.key), plan.visits.get(town.key)
        if here is not None and there is not None and here != there:
            yield Fault(
                Sentence(
                    f"{target.name}列在第{here}轮，{town.name}在第{there}轮，应当同轮",
                    f"{target.name} is in round {here}, {town.name} in {there}; they go together",
                ),
                targets=(target.key,),
            )


RULE = Rule(
    "villages",
    Sentence("村随镇（街道）同轮", "villages with their township"),
    "rounds.kinds",
    Grade.MUST,
    post,
    check,
)
