"""Coverage over the days of a term: what is covered, what the plan will cover, what an even pace would have covered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Point:
    """On the day, `covered` bodies of those in scope are covered."""

    day: date
    covered: int


@dataclass(frozen=True)
class Curve:
    """`past` up to today, `ahead` from there by the plan; both as steps. `whole` bodies are in scope."""

    starts: date
    ends: date
    today: date
    whole: int
    past: tuple[Point, ...]
    ahead: tuple[Point, ...]

    def at(self, day: date) -> int:
        """Where a day of the term stands between 0 and 1000."""
        length = max((self.ends - self.starts).days, 1)
        return max(0, min(1000, (day - self.starts).days * 1000 // length))

    def line(self, points: Iterable[Point]) -> str:
        """The steps as an SVG polyline, x 0…1000 over the term, y 0 (all) … 1000 (none)."""
        drawn: list[tuple[int, int]] = []
        for point in points:
            x = self.at(point.day)
            y = 1000 - point.covered * 1000 // max(self.whole, 1)
            if drawn:
                drawn.append((x, drawn[-1][1]))
            drawn.append((x, y))
        return " ".join(f"{x},{y}" for x, y in drawn)


def curve(
    term: tuple[date, date],
    today: date,
    whole: int,
    done: Iterable[tuple[date, int]],
    planned: Iterable[tuple[int, int]],
    rounds: int,
) -> Curve:
    """`done`: (last day, bodies) of what is covered; `planned`: (round, bodies) of what is to come, out of `rounds` rounds.

    Rounds to come are taken to end at an even pace between today and the end of the term.
    """
    starts, ends = term
    covered = 0
    past = [Point(starts, 0)]
    for day, bodies in sorted(done):
        if day <= today:
            covered += bodies
            past.append(Point(max(day, starts), covered))
    here = min(max(today, starts), ends)
    past.append(Point(here, covered))
    coming: dict[int, int] = {}
    for number, bodies in planned:
        coming[number] = coming.get(number, 0) + bodies
    ahead = [Point(here, covered)]
    first = min(coming, default=1)
    for number in sorted(coming):
        covered += coming[number]
        share = (number - first + 1) / max(rounds - first + 1, 1)
        ahead.append(Point(here + timedelta(days=int((ends - here).days * min(share, 1.0))), covered))
    return Curve(starts, ends, today, whole, tuple(past), tuple(ahead))
