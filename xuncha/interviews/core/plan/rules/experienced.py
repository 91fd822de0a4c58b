"""One of each pair that sits down has led talks before (主谈)."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.interviews.core.plan.arranging import Arrangement, Arranging
from xuncha.planning.rule import Broken, Demand, Grade, Rule


def post(arranging: Arranging) -> Iterable[Demand]:
    for pair in arranging.pairs:
        if not pair.experienced:
            says = Sentence(f"第{pair.key}组缺少有经验的主谈", f"nobody in pair {pair.key} has led talks")
            days = arranging.grid.days
            seats = tuple((arranging.sits(wish, day, pair), 1) for wish in arranging.wishes for day in days)
            yield Demand(says, seats, at_most=0)


def check(arrangement: Arrangement) -> Iterable[Broken]:
    for key in sorted({pair.key for _, _, pair in arrangement.talks() if not pair.experienced}):
        yield Broken(Sentence(f"第{key}组缺有经验的主谈", f"pair {key} lacks somebody who has led talks"))


RULE = Rule(
    "experienced", Sentence("每组一名有经验的主谈", "one who has led talks"), "", Grade.LEGAL, post, check
)
