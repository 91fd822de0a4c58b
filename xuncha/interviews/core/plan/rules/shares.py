"""Every layer of the body and every matter has its share of the talks."""

from collections.abc import Iterable

from xuncha.base.words import Sentence
from xuncha.interviews.core.plan.arranging import Arrangement, Arranging
from xuncha.planning.rule import Broken, Demand, Grade, Rule

PRICE = 150


def post(arranging: Arranging) -> Iterable[Demand]:
    for share in arranging.shares:
        talked = tuple((arranging.talked(w), 1) for w in arranging.wishes if w.key in share.members)
        yield Demand(_wants(share.title, share.at_least), talked, at_least=share.at_least, prices=(PRICE,))


def check(arrangement: Arrangement) -> Iterable[Broken]:
    for share in arrangement.problem.shares:
        missing = share.at_least - len(share.members & arrangement.keys)
        if missing > 0:
            yield Broken(_wants(share.title, share.at_least), PRICE * missing)


def _wants(title: Sentence, number: int) -> Sentence:
    return Sentence(f"{title.zh}再谈不少于{number}人", f"{number} more of {title.en}")


RULE = Rule(
    "shares", Sentence("各层次、各方面都有人谈", "a share for each layer and matter"), "interviews.shares",
    Grade.COVERAGE, post, check,
)  # fmt: skip
