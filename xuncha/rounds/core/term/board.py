"""The term as a board: a column a round, a card a target; what the rules say stands where it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xuncha.base.words import Sentence
from xuncha.rounds.core.term.arrange import check_plan
from xuncha.rounds.core.term.arranging import Arrangement, Placed
from xuncha.rounds.core.term.facts import Sort, Target
from xuncha.rounds.core.term.faults import Fault
from xuncha.rounds.core.term.why import why

WAITING = frozenset({"risk_first"})
"""Rules whose points every plan pays: summed up, not shown as something that is wrong."""
UNPLACED = frozenset({"every_once"})
"""What is in no round stands in the first column; that column says it."""


@dataclass(frozen=True)
class Said:
    """What a rule says; `binding` must not be."""

    says: Sentence
    binding: bool
    points: int


@dataclass(frozen=True)
class Card:
    """A target on the board; `held` when people or the level above settled its round."""

    target: Target
    again: bool
    number: int | None
    days: int
    risk: Sentence
    risk_tone: str
    why: tuple[Sentence, ...]
    said: tuple[Said, ...]
    held: bool

    @property
    def code(self) -> str:
        """How a form names it: the key, with /again for a second visit."""
        return f"{self.target.key}/again" if self.again else self.target.key

    @property
    def short(self) -> str:
        """The name without what stands in brackets behind it."""
        return self.target.name.split("（")[0] or self.target.name


@dataclass(frozen=True)
class Column:
    """A round of the board. `share`, `low`, `high` are per mille of the widest bar: its work and its band."""

    number: int
    cards: tuple[Card, ...]
    days: int
    least: int
    most: int
    share: int
    low: int
    high: int
    said: tuple[Said, ...]

    @property
    def visits(self) -> int:
        return sum(not card.again for card in self.cards)

    @property
    def within(self) -> bool:
        return self.least <= self.days <= self.most


@dataclass(frozen=True)
class Board:
    """The whole of it. `waiting` are targets in no round, `wished` second visits in none; `said` is about all."""

    columns: tuple[Column, ...]
    waiting: tuple[Card, ...]
    said: tuple[Said, ...]
    points: Mapping[str, int]

    @property
    def cost(self) -> int:
        return sum(self.points.values())

    @property
    def binding(self) -> int:
        """How many sentences say what must not be."""
        cards = [card for column in self.columns for card in column.cards]
        said = [one for card in cards for one in card.said]
        said += [one for column in self.columns for one in column.said]
        return sum(one.binding for one in (*self.said, *said))


def board(plan: Arrangement) -> Board:
    """The board of a plan, judged by the rules that would arrange it."""
    problem = plan.problem
    whole: list[Said] = []
    by_target: dict[str, list[Said]] = defaultdict(list)
    by_round: dict[int, list[Said]] = defaultdict(list)
    points: dict[str, int] = defaultdict(int)
    for verdict in check_plan(plan):
        fault = verdict.broken
        points[verdict.rule.key] += fault.price or 0
        if verdict.rule.key in WAITING or not isinstance(fault, Fault):
            continue
        said = Said(fault.says, fault.price is None, fault.price or 0)
        if fault.round is not None:
            by_round[fault.round].append(said)
        elif fault.targets:
            for key in fault.targets:
                by_target[key].append(said)
        else:
            whole.append(said)
    columns = tuple(_column(plan, number, by_target, by_round) for number in problem.rounds)
    placed = {(one.target, one.again) for one in plan.placed}
    waiting = [Placed(one.key, 0) for one in problem.free if (one.key, False) not in placed]
    waiting += [Placed(one.key, 0, True) for one in problem.wished if (one.key, True) not in placed]
    return Board(columns, tuple(_card(plan, one, None, ()) for one in waiting), tuple(whole), dict(points))


def _column(
    plan: Arrangement,
    number: int,
    by_target: Mapping[str, list[Said]],
    by_round: Mapping[int, list[Said]],
) -> Column:
    problem = plan.problem
    widest = max([1, *plan.load.values(), *(problem.band(one)[1] for one in problem.rounds)])
    least, most = problem.band(number)
    days = plan.load[number]
    cards = [_card(plan, one, number, by_target.get(one.target, ())) for one in plan.of(number)]
    return Column(
        number,
        tuple(sorted(cards, key=lambda card: (card.again, card.target.sector, card.target.name))),
        days,
        least,
        most,
        days * 1000 // widest,
        least * 1000 // widest,
        most * 1000 // widest,
        tuple(by_round.get(number, ())),
    )


TONES = ("plain", "go", "wait")


def _card(plan: Arrangement, one: Placed, number: int | None, said: Iterable[Said]) -> Card:
    problem = plan.problem
    target = problem.target[one.target]
    grade = problem.numbers.grade(target.risk)
    place = [each.grade for each in problem.numbers.grades].index(grade.grade)
    return Card(
        target,
        one.again,
        number,
        plan.days(one),
        grade.name,
        TONES[min(place, len(TONES) - 1)],
        why(plan, one) if number else (),
        tuple(said),
        not one.again and (target.pinned is not None or target.joint is not None),
    )


def described(card: Card) -> Sentence:
    """What is under a card's name."""
    target = card.target
    parts = [
        target.sector,
        "" if target.sort is Sort.DEPARTMENT else target.sort.value.zh,
        f"{card.days}人天",
    ]
    english = ["" if target.sort is Sort.DEPARTMENT else target.sort.value.en, f"{card.days} days"]
    return Sentence(" · ".join(filter(None, parts)), " · ".join(filter(None, english)))
