"""What moves as one piece: a target with its villages, or a second visit; and the rounds each piece may stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from xuncha.rounds.core.term.arranging import Arranging, Placed
from xuncha.rounds.core.term.facts import Sort, Target

NOWHERE = 0
"""The place of a second visit that is not made; no round has this number."""


@dataclass(frozen=True, eq=False)
class Block:
    """`costs`: round → points for standing there, for the rounds that are open to it; `after`: the block that a second
    visit follows.
    """

    key: str
    targets: tuple[str, ...]
    again: bool
    days: int
    townships: int
    sectors: tuple[str, ...]
    costs: Mapping[int, int]
    after: str = ""

    def placed(self, number: int) -> tuple[Placed, ...]:
        return tuple(Placed(key, number, self.again) for key in self.targets)

    @property
    def counts(self) -> int:
        """How many targets it adds to a round; second visits add none."""
        return 0 if self.again else len(self.targets)


def blocks(problem: Arranging) -> tuple[Block, ...]:
    """First visits, then second visits, each in the order of their keys."""
    joined: dict[str, list[Target]] = defaultdict(list)
    for target in problem.free:
        joined[_head(problem, target)].append(target)
    firsts = tuple(_first(problem, key, joined[key]) for key in sorted(joined))
    of = {target: block.key for block in firsts for target in block.targets}
    return firsts + tuple(_second(problem, one, of.get(one.key, "")) for one in problem.wished)


def _head(problem: Arranging, target: Target) -> str:
    town = problem.target.get(target.town)
    return target.key if town is None or town.done is not None else town.key


def _first(problem: Arranging, key: str, targets: list[Target]) -> Block:
    open_rounds = [n for n in problem.rounds if all(_open(one, n) for one in targets)]
    return Block(
        key,
        tuple(one.key for one in targets),
        False,
        sum(one.days for one in targets),
        sum(one.sort is Sort.TOWNSHIP for one in targets),
        tuple(sorted({one.sector for one in targets if one.sector})),
        {n: sum(points(problem, one, n) for one in targets) for n in open_rounds},
    )


def _open(target: Target, number: int) -> bool:
    return target.shut(number) is None and {target.pinned, target.joint} <= {None, number}


def points(problem: Arranging, target: Target, number: int) -> int:
    """What waiting until a round costs: the points of its grade, and more past the interval."""
    waits = problem.numbers.grade(target.risk).points * (number - problem.following)
    late = 0 if target.due is None else max(0, number - target.due) * problem.numbers.late
    return waits + late


def _second(problem: Arranging, target: Target, after: str) -> Block:
    rounds = (n for n in problem.return_rounds(target) if target.shut(n) is None)
    days = problem.numbers.look_back.days(target.days)
    costs = dict.fromkeys(rounds, 0) | {NOWHERE: problem.numbers.look_back.missed}
    return Block(f"{target.key}/again", (target.key,), True, days, 0, (), costs, after)
