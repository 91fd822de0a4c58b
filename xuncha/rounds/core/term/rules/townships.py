"""A round takes only so many townships."""

from collections import Counter
from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Demand, Grade, Rule, all_of
from xuncha.rounds.core.term.arranging import Arrangement, Arranging
from xuncha.rounds.core.term.facts import Sort
from xuncha.rounds.core.term.faults import Fault


def post(problem: Arranging) -> Iterable[Demand]:
    most = problem.numbers.townships
    for number in problem.rounds:
        says = Sentence(
            f"第{number}轮不超过{most}个镇（街道）", f"round {number} takes {most} townships at most"
        )
        terms = all_of(problem.visits(one, number) for one in problem.townships)
        yield Demand(says, terms, at_most=most)


def check(plan: Arrangement) -> Iterable[Fault]:
    most = plan.problem.numbers.townships
    sorts = {one.key: one.sort for one in plan.problem.targets}
    times = Counter(
        one.round for one in plan.placed if not one.again and sorts.get(one.target) is Sort.TOWNSHIP
    )
    for number, count in sorted(times.items()):
        if count > most:
            yield Fault(
                Sentence(
                    f"第{number}轮有{count}个镇（街道），超过{most}个",
                    f"round {number} holds {count} townships, the limit is {most}",
                ),
                round=number,
            )


RULE = Rule(
    "townships",
    Sentence("每轮镇（街道）个数", "townships of a round"),
    "rounds.term.townships",
    Grade.MUST,
    post,
    check,
)
