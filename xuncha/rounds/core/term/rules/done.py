"""What a round of the term has taken is not planned again."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.planning.rule import Demand, Grade, Rule
from xuncha.rounds.core.term.arranging import Arrangement, Arranging
from xuncha.rounds.core.term.faults import Fault


def post(problem: Arranging) -> Iterable[Demand]:
    """Nothing: the problem offers no choice for a target that is done."""
    return ()


def check(plan: Arrangement) -> Iterable[Fault]:
    for key in sorted({one.target for one in plan.placed if not one.again}):
        target = plan.problem.target.get(key)
        if target is not None and target.done is not None:
            yield Fault(
                Sentence(
                    f"{target.name}第{target.done}轮已经巡察，不再列入（再去请用回头看）",
                    f"{target.name} was taken by round {target.done}; another visit is a second one",
                ),
                targets=(key,),
            )


RULE = Rule("done", Sentence("已巡察的不重复", "what is done stays"), "rounds.kinds", Grade.MUST, post, check)
