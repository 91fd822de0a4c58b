"""A pair comes again only after some rounds, earlier rounds counted in, and only so often in a term."""

from collections.abc import Iterable
from itertools import pairwise, permutations

from xuncha.base.words import Sentence
from xuncha.planning.rule import Broken, Demand, Grade, Rule, all_of
from xuncha.region.core.pairing import Crossings, Pairing


def post(pairing: Pairing) -> Iterable[Demand]:
    apart, most = pairing.numbers.apart, pairing.numbers.most
    over: dict[tuple[str, str], list[int]] = {}
    for one in pairing.held:
        over.setdefault((one.visitor, one.host), []).append(one.round)
    for visitor, host in permutations(pairing.places, 2):
        pair = (visitor.key, host.key)
        apart_says = Sentence(
            f"{visitor.name}巡察{host.name}，{apart}轮内不重复",
            f"{visitor.name} inspects {host.name} once in {apart} rounds",
        )
        for first in range(1, pairing.rounds - apart + 2) if pairing.rounds >= apart else [1]:
            window = [n for n in range(first, first + apart) if n <= pairing.rounds]
            yield Demand(apart_says, all_of(pairing.crosses(n, *pair) for n in window), at_most=1)
        near = [n for n in pairing.numbered if any(n - then < apart for then in over.get(pair, ()))]
        if near:
            yield Demand(apart_says, all_of(pairing.crosses(n, *pair) for n in near), at_most=0)
        says = Sentence(
            f"{visitor.name}巡察{host.name}一届不超过{most}次",
            f"{visitor.name} inspects {host.name} {most} times a term",
        )
        left = max(0, most - len(over.get(pair, ())))
        yield Demand(says, all_of(pairing.crosses(n, *pair) for n in pairing.numbered), at_most=left)


def check(plan: Crossings) -> Iterable[Broken]:
    problem = plan.problem
    rounds: dict[tuple[str, str], list[int]] = {}
    for one in sorted((*problem.held, *plan.crossings)):
        rounds.setdefault((one.visitor, one.host), []).append(one.round)
    for (visitor, host), numbers in sorted(rounds.items()):
        names = f"{problem.place[visitor].name}巡察{problem.place[host].name}"
        for before, after in pairwise(numbers):
            if after >= 1 and after - before < problem.numbers.apart:
                yield Broken(
                    Sentence(
                        f"{names}：第{after}轮距上次只有{after - before}轮，应隔{problem.numbers.apart}轮以上",
                        f"{visitor} inspects {host} again after {after - before} rounds in round {after}",
                    )
                )
        if len(numbers) > problem.numbers.most and numbers[-1] >= 1:
            yield Broken(
                Sentence(
                    f"{names}{len(numbers)}次，一届不超过{problem.numbers.most}次",
                    f"{visitor} inspects {host} {len(numbers)} times in a term",
                )
            )


RULE = Rule("repeat", Sentence("不重复配对", "pairs not repeated"), "region.pairing", Grade.MUST, post, check)
