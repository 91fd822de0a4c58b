"""Of the others, those posts come first where talks of earlier rounds gave more. Post type and unit type, never a person."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.interviews.core.plan.arranging import Arrangement, Arranging
from xuncha.interviews.core.plan.facts import RANKED
from xuncha.planning.rule import Broken, Demand, Grade, Rule

_SAYS = Sentence("按岗位类型的收效从高到低选", "post types by what talks with them gave")


def post(arranging: Arranging) -> Iterable[Demand]:
    for wish in arranging.wishes:
        if wish.kind == RANKED and wish.worth:
            yield Demand(_SAYS, ((arranging.talked(wish), 1),), at_least=1, prices=(wish.worth,))


def check(arrangement: Arrangement) -> Iterable[Broken]:
    ranked = [wish for wish in arrangement.problem.wishes if wish.kind == RANKED]
    for wish in ranked:
        if wish.worth > 0 and wish.key not in arrangement.keys:
            yield Broken(_SAYS, wish.worth)


RULE = Rule(
    "worth", Sentence("岗位类型收效", "worth of post types"), "interviews.prior", Grade.COVERAGE, post, check
)
