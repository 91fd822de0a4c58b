"""Must-talks, people who asked for a talk and the leader's picks get a place before anybody else."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.interviews.core.plan.arranging import Arrangement, Arranging
from xuncha.interviews.core.plan.facts import WANTED
from xuncha.planning.rule import Broken, Demand, Grade, Rule

PRICE = 1000


def post(arranging: Arranging) -> Iterable[Demand]:
    for wish in arranging.wishes:
        if wish.kind in WANTED:
            says = Sentence(f"{wish.name}要排上", f"{wish.name} gets a place")
            yield Demand(says, ((arranging.talked(wish), 1),), at_least=1, prices=(PRICE,))


def check(arrangement: Arrangement) -> Iterable[Broken]:
    for wish in arrangement.problem.wishes:
        if wish.kind in WANTED and wish.key not in arrangement.keys:
            yield Broken(Sentence(f"{wish.name}没有排上", f"{wish.name} has no place"), PRICE)


RULE = Rule(
    "wanted", Sentence("列入名单的都排上", "who is listed gets a place"), "", Grade.COVERAGE, post, check
)
