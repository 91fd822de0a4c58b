"""What the rule book says about the plan of a term, in the shape the rules need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from xuncha.base.words import Sentence
from xuncha.rulebook.core.rule import Rule, pick

PREFIX = "rounds.term."
KEYS = ("risk", "workload", "band", "sectors", "interval", "look_back", "townships", "stop")
PLAN = "rounds.plan"


@dataclass(frozen=True)
class Grade:
    """A grade of risk; `points` are what a round of waiting costs."""

    grade: int
    name: Sentence
    points: int


@dataclass(frozen=True)
class Band:
    """A round's work lies between these per cent of an even share. `always`: or there is no plan at all."""

    least_percent: int
    most_percent: int
    always: bool
    price: int


@dataclass(frozen=True)
class Sector:
    """Bodies whose names hold one of the words."""

    name: Sentence
    words: tuple[str, ...]


@dataclass(frozen=True)
class Workload:
    """Person-days: `base`, and for each full `each` of a figure `adds`; never above `most`."""

    base: int
    most: int
    steps: tuple[tuple[str, int, int], ...]

    def days(self, figures: Mapping[str, int]) -> int:
        """A figure that nobody entered adds nothing."""
        more = sum((figures.get(figure) or 0) // each * adds for figure, each, adds in self.steps)
        return min(self.base + more, self.most)


@dataclass(frozen=True)
class LookBack:
    """A second visit: per cent of the first one's work, rounds between, points for one that is not placed."""

    percent: int
    apart: int
    missed: int

    def days(self, days: int) -> int:
        """Person-days of the second visit, rounded up."""
        return -(-days * self.percent // 100)


@dataclass(frozen=True)
class Numbers:
    """All of it. `apart`: points for each further round that a sector is spread over; `late`: for each round overdue."""

    rounds: int
    most: int
    usual_risk: int
    grades: tuple[Grade, ...]
    workload: Workload
    band: Band
    apart: int
    sectors: tuple[Sector, ...]
    years: int
    late: int
    look_back: LookBack
    townships: int
    gap: float
    nodes: int
    small: int
    largest: int

    def grade(self, risk: int) -> Grade:
        """The grade of that number; an unknown one counts as the usual."""
        known = {one.grade: one for one in self.grades}
        return known.get(risk) or known[self.usual_risk]

    def sector_of(self, name: str) -> str:
        """The first sector one of whose words the name holds; "" for none."""
        return next((one.name.zh for one in self.sectors if any(word in name for word in one.words)), "")


def numbers(rules: Iterable[Rule], on: date, area: str) -> Numbers:
    """The numbers in force on a day in an area. Raises NoRule."""
    records = list(rules)
    said: dict[str, Any] = {key: pick(records, PREFIX + key, on, area).value for key in KEYS}
    plan = pick(records, PLAN, on, area).value
    stop = said["stop"]
    return Numbers(
        rounds=plan["rounds"],
        most=plan["most"],
        usual_risk=said["risk"]["usual"],
        grades=tuple(
            Grade(one["grade"], Sentence(one["name"], one["en"]), one["points"])
            for one in said["risk"]["grades"]
        ),
        workload=_workload(said["workload"]),
        band=Band(**said["band"]),
        apart=said["sectors"]["apart"],
        sectors=tuple(
            Sector(Sentence(one["name"], one["en"]), tuple(one["any"])) for one in said["sectors"]["sectors"]
        ),
        years=said["interval"]["years"],
        late=said["interval"]["late"],
        look_back=LookBack(**said["look_back"]),
        townships=said["townships"]["most"],
        gap=stop["gap_per_mille"] / 1000,
        nodes=stop["nodes"],
        small=stop["small"],
        largest=stop["largest"],
    )


def _workload(said: Mapping[str, Any]) -> Workload:
    steps = tuple((one["figure"], one["each"], one["adds"]) for one in said["steps"])
    return Workload(said["base"], said["most"], steps)
