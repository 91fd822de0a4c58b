"""How often the doubts of a screen held: for whoever looks after the screen. It tells nothing of bodies or persons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Held:
    """Doubts of one screen by what a person found. `share` of those judged held, in hundredths; None of nothing judged."""

    held: int
    not_held: int
    other: int
    open: int

    @property
    def judged(self) -> int:
        return self.held + self.not_held + self.other

    @property
    def share(self) -> int | None:
        return round(100 * self.held / self.judged) if self.judged else None


def held_of(counted: Iterable[tuple[str, str, int]], at_least: int) -> Mapping[str, Held | None]:
    """From (screen, state, number): what came of each screen; None where fewer than `at_least` were judged: few would tell of one body."""
    states: dict[str, dict[str, int]] = {}
    for screen, state, number in counted:
        states.setdefault(screen, {})[state] = number
    found = {
        screen: Held(*(by.get(state, 0) for state in ("held", "not_held", "other", "open")))
        for screen, by in states.items()
    }
    return {screen: one if one.judged >= at_least else None for screen, one in found.items()}
