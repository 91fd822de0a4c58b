"""A second visit (回头看) stands some rounds after the first, once; one that is wished and not placed costs points."""

from collections import Counter
from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Demand, Grade, Rule, all_of
from xuncha.rounds.core.term.arranging import Arrangement, Arranging
from xuncha.rounds.core.term.faults import Fault


def post(problem: Arranging) -> Iterable[Demand]:
    apart = problem.numbers.look_back.apart
    for target in problem.wished:
        rounds = problem.return_rounds(target)
        if not rounds:
            continue
        wish = Sentence(f"{target.name}安排一次回头看", f"{target.name} is looked back at")
        after = Sentence(
            f"{target.name}回头看与首次至少隔{apart}轮",
            f"{target.name} is looked back at {apart} rounds after the first visit or later",
        )
        once = all_of(problem.returns(target, number) for number in rounds)
        yield Demand(wish, once, at_least=1, prices=(problem.numbers.look_back.missed,))
        yield Demand(after, once, at_most=1)
        for number in rounds if target.done is None else ():
            before = all_of(problem.visits(target, one) for one in problem.rounds if one <= number - apart)
            until = ((problem.returns(target, one), -1) for one in rounds if one <= number)
            yield Demand(after, (*before, *until), at_least=0)


def check(plan: Arrangement) -> Iterable[Fault]:
    numbers = plan.problem.numbers
    times = Counter(one.target for one in plan.placed if one.again)
    for target in plan.problem.targets:
        wished = target.look_back and not target.look_back_done
        if wished and not times[target.key] and plan.problem.return_rounds(target):
            says = Sentence(f"{target.name}的回头看没有安排", f"no second visit to {target.name}")
            yield Fault(says, numbers.look_back.missed, targets=(target.key,))
        if times[target.key] > 1:
            yield Fault(
                Sentence(f"{target.name}的回头看列了不止一次", f"{target.name} is looked back at twice"),
                targets=(target.key,),
            )
    for one in plan.placed:
        if not one.again or one.target not in plan.problem.target:
            continue
        target = plan.problem.target[one.target]
        first = plan.visits.get(one.target) if target.done is None else target.done
        if first is None or one.round - first < numbers.look_back.apart:
            yield Fault(
                Sentence(
                    f"{target.name}第{one.round}轮回头看，与首次巡察相隔不足{numbers.look_back.apart}轮",
                    f"round {one.round} looks back at {target.name} less than {numbers.look_back.apart} rounds "
                    f"after the first visit",
                ),
                targets=(target.key,),
            )


RULE = Rule(
    "look_back", Sentence("回头看", "second visits"), "rounds.term.look_back", Grade.PREFERENCE, post, check
)
