"""Bodies of one sector are inspected in as few rounds as can be; every round beyond the first costs points."""

from collections import defaultdict
from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Demand, Grade, Rule, all_of
from xuncha.rounds.core.term.arranging import Arrangement, Arranging
from xuncha.rounds.core.term.facts import Target
from xuncha.rounds.core.term.faults import Fault


def post(problem: Arranging) -> Iterable[Demand]:
    for sector, targets in problem.in_sector.items():
        opened = [problem.opens(sector, number) for number in problem.rounds]
        together = Sentence(f"{sector}系统集中在一轮", f"sector {sector} within one round")
        yield Demand(together, all_of(opened), at_most=1, prices=(problem.numbers.apart,))
        yield from _linked(problem, sector, targets)


def _linked(problem: Arranging, sector: str, targets: tuple[Target, ...]) -> Iterable[Demand]:
    """A round that takes one of the sector has opened it; said for each target and for their work, which bounds better."""
    tops = [problem.top(number) for number in problem.rounds]
    says = Sentence(f"{sector}系统占用的轮次", f"rounds that sector {sector} takes")
    for number, top in zip(problem.rounds, tops, strict=True):
        opened = problem.opens(sector, number)
        for target in targets:
            yield Demand(says, ((opened, 1), (problem.visits(target, number), -1)), at_least=0)
        if top is not None:
            work = tuple((problem.visits(one, number), -one.days) for one in targets)
            yield Demand(says, ((opened, top), *work), at_least=0)
    if None not in tops:
        need, room = 0, 0
        for top in sorted((top for top in tops if top is not None), reverse=True):
            if room < sum(one.days for one in targets):
                need, room = need + 1, room + top
        yield Demand(says, all_of(problem.opens(sector, number) for number in problem.rounds), at_least=need)


def check(plan: Arrangement) -> Iterable[Fault]:
    rounds: dict[str, set[int]] = defaultdict(set)
    for key, number in plan.visits.items():
        target = plan.problem.target.get(key)
        if target is not None and target.done is None and target.sector:
            rounds[target.sector].add(number)
    for sector, numbers in sorted(rounds.items()):
        if len(numbers) > 1:
            shown = "、".join(map(str, sorted(numbers)))
            yield Fault(
                Sentence(
                    f"{sector}系统分散在{len(numbers)}轮（第{shown}轮）",
                    f"sector {sector} is spread over rounds {shown}",
                ),
                plan.problem.numbers.apart * (len(numbers) - 1),
            )


RULE = Rule(
    "sectors",
    Sentence("同一系统集中安排", "sectors together"),
    "rounds.term.sectors",
    Grade.PREFERENCE,
    post,
    check,
)
