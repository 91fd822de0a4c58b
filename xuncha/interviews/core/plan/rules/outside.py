"""A part of the talks stands outside the ranking: drawn by lot, so that who was never asked is heard too."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.interviews.core.plan.arranging import Arrangement, Arranging
from xuncha.interviews.core.plan.facts import DRAWN
from xuncha.planning.rule import Broken, Demand, Grade, Rule

PRICE = 200


def post(arranging: Arranging) -> Iterable[Demand]:
    if arranging.outside:
        drawn = tuple((arranging.talked(w), 1) for w in arranging.wishes if w.kind == DRAWN)
        says = Sentence(f"抽签{arranging.outside}人", f"{arranging.outside} are drawn by lot")
        yield Demand(says, drawn, at_least=arranging.outside, prices=(PRICE,))


def check(arrangement: Arrangement) -> Iterable[Broken]:
    problem = arrangement.problem
    missing = problem.outside - sum(problem.wish[key].kind == DRAWN for key in arrangement.keys)
    if missing > 0:
        says = Sentence(f"抽签谈话少{missing}人", f"{missing} too few were drawn by lot")
        yield Broken(says, PRICE * missing)


RULE = Rule(
    "outside", Sentence("一部分谈话不看排序", "some talks outside the ranking"), "interviews.outside",
    Grade.COVERAGE, post, check,
)  # fmt: skip
