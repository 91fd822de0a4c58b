"""A round takes only so many targets; second visits are not counted."""

from collections import Counter
from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Demand, Grade, Rule, all_of
from xuncha.rounds.core.term.arranging import Arrangement, Arranging
from xuncha.rounds.core.term.faults import Fault


def post(problem: Arranging) -> Iterable[Demand]:
    most = problem.numbers.most
    for number in problem.rounds:
        says = Sentence(f"第{number}轮不超过{most}个巡察对象", f"round {number} takes {most} targets at most")
        yield Demand(says, all_of(problem.visits(one, number) for one in problem.free), at_most=most)


def check(plan: Arrangement) -> Iterable[Fault]:
    most = plan.problem.numbers.most
    times = Counter(one.round for one in plan.placed if not one.again)
    for number, count in sorted(times.items()):
        if count > most:
            yield Fault(
                Sentence(
                    f"第{number}轮列了{count}个对象，超过每轮{most}个",
                    f"round {number} holds {count} targets, the limit is {most}",
                ),
                round=number,
            )


RULE = Rule(
    "most_targets", Sentence("每轮对象个数", "targets of a round"), "rounds.plan", Grade.MUST, post, check
)
