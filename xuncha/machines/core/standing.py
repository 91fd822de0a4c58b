"""How two versions of one record meet, field by field.

Every edit of a field makes a *dot*: the installation it was made on and a number that grows there. A record's *standing* holds,
for each field, the values nobody has superseded yet, under their dots, and ``seen``: up to which number the edits of each
installation are known here. When two standings meet, a value stays if both hold it, or if the other side has not seen it yet;
a value that the other side has seen and no longer holds was superseded there. So nothing is lost, the order of meetings does
not matter, and meeting twice is meeting once. Two different values left in a field are a conflict, which a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Dot = tuple[str, int]
Value = Any
GONE = "gone"
"""The field that a removal writes: ``{"why": reason, "seen": what was known when it was removed}``; why ``""`` is: put back."""


@dataclass(frozen=True)
class Standing:
    """``held``: field → {dot: value}; ``seen``: installation → highest number known."""

    seen: Mapping[str, int] = field(default_factory=dict)
    held: Mapping[str, Mapping[Dot, Value]] = field(default_factory=dict)

    def knows(self, dot: Dot) -> bool:
        return dot[1] <= self.seen.get(dot[0], 0)

    def values(self, name: str) -> list[Value]:
        """The different values of a field, oldest dot first."""
        found: list[Value] = []
        for _, value in sorted(self.held.get(name, {}).items(), key=lambda pair: pair[0]):
            if value not in found:
                found.append(value)
        return found

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The fields on which people disagree, in alphabetical order; ``gone``: removed here, worked on there."""
        apart = [name for name in self.held if name != GONE and len(self.values(name)) > 1]
        if self._removed and (self._put_back or self._late):
            return tuple(sorted([*apart, GONE]))
        return () if self._removed else tuple(sorted(apart))

    @property
    def gone(self) -> bool:
        """Whether the record was removed and nobody worked on it unaware of that."""
        return self._removed and not self._put_back and not self._late

    @property
    def why_gone(self) -> tuple[str, ...]:
        """The reasons given for a removal."""
        return tuple(sorted({one["why"] for one in self.held.get(GONE, {}).values() if one["why"]}))

    @property
    def _removed(self) -> bool:
        return any(one["why"] for one in self.held.get(GONE, {}).values())

    @property
    def _put_back(self) -> bool:
        return any(not one["why"] for one in self.held.get(GONE, {}).values())

    @property
    def _late(self) -> bool:
        """Whether a field holds an edit that no remover knew of."""
        known: dict[str, int] = {}
        for one in self.held[GONE].values():
            for where, number in one["seen"].items():
                known[where] = max(known.get(where, 0), number)
        return any(
            number > known.get(where, 0)
            for name, held in self.held.items()
            if name != GONE
            for where, number in held
        )


def edited(standing: Standing, where: str, values: Mapping[str, tuple[Value, Value]]) -> Standing:
    """Somebody at ``where`` saved new values: field → (value before, value after).

    Only the value that was before his eyes is superseded: a rival he did not look at stays, until it is decided.
    """
    number = standing.seen.get(where, 0)
    held = dict(standing.held)
    for name in sorted(values):
        before, after = values[name]
        number += 1
        rivals = {dot: value for dot, value in held.get(name, {}).items() if value != before}
        held[name] = {**rivals, (where, number): after}
    return Standing({**standing.seen, where: number} if number else standing.seen, held)


def decided(standing: Standing, where: str, name: str, value: Value) -> Standing:
    """A person at ``where`` looked at every version of a field and settled it."""
    number = standing.seen.get(where, 0) + 1
    return Standing({**standing.seen, where: number}, {**standing.held, name: {(where, number): value}})


def removed(standing: Standing, where: str, why: str) -> Standing:
    """The record was removed at ``where`` for a reason; what was known of it then is part of the removal."""
    if not why:
        raise ValueError("a removal needs a reason")
    return decided(standing, where, GONE, {"why": why, "seen": dict(standing.seen)})


def put_back(standing: Standing, where: str) -> Standing:
    """A person decided that the record stays."""
    return decided(standing, where, GONE, {"why": "", "seen": dict(standing.seen)})


def met(ours: Standing, theirs: Standing) -> Standing:
    """Both sides' knowledge in one: commutative, associative, idempotent."""
    held = {
        name: _met(ours, theirs, ours.held.get(name, {}), theirs.held.get(name, {}))
        for name in sorted({*ours.held, *theirs.held})
    }
    seen = {
        where: max(ours.seen.get(where, 0), theirs.seen.get(where, 0))
        for where in sorted({*ours.seen, *theirs.seen})
    }
    return Standing(seen, {name: values for name, values in held.items() if values})


def _met(
    ours: Standing, theirs: Standing, here: Mapping[Dot, Value], there: Mapping[Dot, Value]
) -> dict[Dot, Value]:
    mine = {dot: value for dot, value in here.items() if dot in there or not theirs.knows(dot)}
    yours = {dot: value for dot, value in there.items() if dot in here or not ours.knows(dot)}
    return {**yours, **mine}


def forged(ours: Standing, theirs: Standing, sender: str, issued: Iterable[str] = ()) -> str:
    """Why ``theirs`` cannot be honest, as a code, or "".

    ``content``: an edit we know, under the same dot, with other content. ``foreign``: it claims edits of an installation other
    than its own (or than ``issued``) that we have never seen. ``hollow``: an edit is held that the sender says it has not seen.
    """
    free = {sender, *issued}
    for where, number in theirs.seen.items():
        if number < 0 or (where not in free and number > ours.seen.get(where, 0)):
            return "foreign"
    for name, held in theirs.held.items():
        for dot, value in held.items():
            if not theirs.knows(dot) or dot[1] < 1:
                return "hollow"
            known = ours.held.get(name, {})
            if dot in known and known[dot] != value:
                return "content"
    return ""


def news(before: Standing, after: Standing) -> tuple[str, ...]:
    """The fields in conflict that are to be shown now: new ones, and old ones with a version that was not there before."""
    return tuple(name for name in after.conflicts if _is_news(name, before, after))


def _is_news(name: str, before: Standing, after: Standing) -> bool:
    if any(value not in before.values(name) for value in after.values(name)):
        return True
    return GONE not in before.conflicts if name == GONE else len(before.values(name)) < 2
