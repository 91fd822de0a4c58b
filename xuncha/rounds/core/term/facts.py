"""What is known of a target when the rounds of a term are planned."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from xuncha.base.words import Sentence


class Sort(Enum):
    """What a target is, as far as it matters for when it is inspected."""

    DEPARTMENT = Sentence("县直单位", "department")
    TOWNSHIP = Sentence("镇（街道）", "township")
    VILLAGES = Sentence("村（社区）", "villages")
    LEADER = Sentence("以主要负责人为中心", "centred on a leader")


@dataclass(frozen=True, slots=True)
class Window:
    """Rounds `first` to `last` (both included) in which a target must not be inspected, and why."""

    first: int
    last: int
    why: str

    def holds(self, number: int) -> bool:
        return self.first <= number <= self.last


@dataclass(frozen=True, slots=True)
class Target:
    """A target of the term. Rounds are numbers; `days` are person-days.

    `done`: the round that has taken it. `pinned`: the round that people settled on; `joint`: the round in which the
    level above takes part, which is not ours to move. `due`: the last round before the interval since its last
    inspection (`since`, as shown) runs out. `town`: the key of the township whose villages these are.
    """

    key: str
    name: str
    days: int
    sort: Sort = Sort.DEPARTMENT
    risk: int = 1
    sector: str = ""
    town: str = ""
    done: int | None = None
    pinned: int | None = None
    joint: int | None = None
    due: int | None = None
    since: str = ""
    closed: tuple[Window, ...] = ()
    look_back: bool = False
    look_back_done: bool = False

    def shut(self, number: int) -> Window | None:
        """The window that keeps it out of a round."""
        return next((one for one in self.closed if one.holds(number)), None)
