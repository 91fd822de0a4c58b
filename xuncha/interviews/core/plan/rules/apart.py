"""People of one office are not talked to on the same day where it can be helped, so that they do not meet."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from xuncha.base.words import Sentence
from xuncha.interviews.core.plan.arranging import Arrangement, Arranging
from xuncha.planning.rule import Broken, Demand, Grade, Rule

PRICES = (2, 3, 4)
"""For the second, the third and each further talk of an office on one day."""


def post(arranging: Arranging) -> Iterable[Demand]:
    busy = Counter((one.office, one.day) for one in arranging.busy)
    for office, wishes in arranging.by_office.items():
        for day in arranging.grid.days:
            there = busy[office, day]
            if len(wishes) + there > 1:
                says = Sentence(
                    f"{wishes[0].office_name}每天一人为宜", f"one a day from {wishes[0].office_name}"
                )
                terms = [term for wish in wishes for term in arranging.on(wish, day)]
                yield Demand(
                    says, tuple(terms), at_most=max(0, 1 - there), prices=PRICES[min(2, max(0, there - 1)) :]
                )


def check(arrangement: Arrangement) -> Iterable[Broken]:
    seated: Counter[tuple[str, date]] = Counter()
    names: dict[str, str] = {}
    for wish, day, _ in arrangement.talks():
        if wish.office:
            seated[wish.office, day] += 1
            names[wish.office] = wish.office_name
    for (office, day), number in sorted(seated.items()):
        before = sum(one.office == office and one.day == day for one in arrangement.problem.busy)
        steps = [PRICES[min(n - 2, 2)] for n in range(before + 1, before + number + 1) if n > 1]
        if steps:
            says = f"{names[office]}{day}有{before + number}人谈话"
            yield Broken(Sentence(says, f"{before + number} of {names[office]} on {day}"), sum(steps))


RULE = Rule("apart", Sentence("同单位错开", "one office apart"), "", Grade.PREFERENCE, post, check)
