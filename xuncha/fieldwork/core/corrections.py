"""立行立改: a problem that is put right while the team is still there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from xuncha.base.words import Sentence

State = Literal["open", "replied", "done", "carried"]

STATES: dict[State, Sentence] = {
    "open": Sentence("整改中", "being put right"),
    "replied": Sentence("已回复，待核查", "answered, to be checked"),
    "done": Sentence("已改到位", "put right"),
    "carried": Sentence("未改到位，转入问题底稿", "not put right: goes into a working paper"),
}


@dataclass(frozen=True)
class Given:
    """The days and state of one correction."""

    given_on: date
    due: date
    state: State = "open"


def day_fault(given: Given, leaves: date) -> Sentence | None:
    """What is impossible about its days, or None. It has to be done before the team leaves."""
    if given.due < given.given_on:
        return Sentence("完成时限早于提出日期", "It is due before it was given")
    if given.due > leaves:
        return Sentence(
            f"立行立改要在驻点期间（{leaves} 前）完成；做不到的请写入底稿，按反馈整改",
            f"It has to be done within the stay (by {leaves}); what cannot be belongs into a working paper",
        )
    return None


def days_late(given: Given, today: date) -> int | None:
    """Days past the time limit while it waits for the body's answer; negative before it, None when it was answered."""
    return (today - given.due).days if given.state == "open" else None
