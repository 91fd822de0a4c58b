"""Bars of how often digits stand in amounts, beside how often they should. Shapes for a page to draw.

The band is where a share lies in nineteen of twenty samples of this size that follow the law (normal approximation with
Nigrini's correction for continuity): expected ± (1.96 √(n p (1 - p)) + ½), as numbers of payments.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log10, sqrt

WIDTH = 480
HEIGHT = 210
BASE = 180
TOP = 20
SIDE = 12
DEVIATIONS = 1.96
FEW = 20
"""Up to so many bars each is named; of more, every tenth."""


def _leading(low: int, high: int) -> dict[int, float]:
    return {digit: log10(1 + 1 / digit) for digit in range(low, high)}


LAWS: Mapping[str, Mapping[int, float]] = {
    "benford_first": _leading(1, 10),
    "benford_first_two": _leading(10, 100),
    "benford_second": {
        digit: sum(log10(1 + 1 / (10 * first + digit)) for first in range(1, 10)) for digit in range(10)
    },
}
"""Screen → share that each digit should have, for those digits too that never occur. Of last digits all are equal."""


@dataclass(frozen=True)
class Bar:
    """One digit: its bar, the mark of what should be there and the ends of the band; `outside` the band or not."""

    x: int
    middle: int
    width: int
    top: int
    height: int
    expected: int
    high: int
    low: int
    outside: bool
    says: str
    label: str


@dataclass(frozen=True)
class Bars:
    """All digits in order. `rows` are (digit, found, expected, outside) for the table beside the picture."""

    bars: tuple[Bar, ...]
    rows: tuple[tuple[str, int, int, bool], ...]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = BASE
    label_line: int = BASE + 20


def bars(screen: str, figure: str) -> Bars | None:
    """From the figure of a hit, `digit:times:expected in hundredths` with 、 between; None for a hit without one."""
    if not figure:
        return None
    counted = {
        int(digit): (int(times), int(share) / 100)
        for digit, times, share in (part.split(":") for part in figure.split("、"))
    }
    number = sum(times for times, _ in counted.values())
    law = LAWS.get(screen) or {digit: expected / number for digit, (_, expected) in counted.items()}
    found = [(digit, counted.get(digit, (0, 0.0))[0], share) for digit, share in sorted(law.items())]
    spans = [_band(number, share) for _, _, share in found]
    scale = (BASE - TOP) / max(*(times for _, times, _ in found), *(high for _, high in spans))
    step = (WIDTH - 2 * SIDE) / len(found)
    drawn = []
    for nth, ((digit, times, share), (low, high)) in enumerate(zip(found, spans, strict=True)):
        x, wide = round(SIDE + nth * step), max(2, round(step * 0.7))
        name = f"{digit:02}" if screen == "benford_last_two" else str(digit)
        top = round(BASE - times * scale)
        expected, up, down = (round(BASE - one * scale) for one in (number * share, high, low))
        drawn.append(
            Bar(
                x, x + wide // 2, wide, top, BASE - top, expected, up, down,
                not low <= times <= high, f"{name}: {times} / {round(number * share)}",
                name if len(found) <= FEW or digit % 10 == 0 else "",
            )
        )  # fmt: skip
    rows = tuple(
        (bar.says.split(":")[0], times, round(number * share), bar.outside)
        for bar, (_, times, share) in zip(drawn, found, strict=True)
    )
    return Bars(tuple(drawn), rows)


def _band(number: int, share: float) -> tuple[float, float]:
    room = DEVIATIONS * sqrt(number * share * (1 - share)) + 0.5
    return max(0.0, number * share - room), number * share + room
