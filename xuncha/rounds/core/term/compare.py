"""Two plans of a term beside one another: what moves, comes in, goes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xuncha.base.words import Sentence
from xuncha.rounds.core.term.arranging import Placed


@dataclass(frozen=True)
class Change:
    """A target that stands elsewhere now; a round of None is nowhere."""

    target: str
    name: str
    again: bool
    was: int | None
    now: int | None

    @property
    def says(self) -> Sentence:
        what = Sentence("回头看", " (second visit)") if self.again else Sentence("", "")
        name = Sentence(f"{self.name}{what.zh}", f"{self.name}{what.en}")
        if self.was is None:
            return Sentence(f"{name.zh}列入第{self.now}轮", f"{name.en} comes into round {self.now}")
        if self.now is None:
            return Sentence(f"{name.zh}从第{self.was}轮取消", f"{name.en} leaves round {self.was}")
        return Sentence(
            f"{name.zh}由第{self.was}轮改到第{self.now}轮",
            f"{name.en} moves from round {self.was} to {self.now}",
        )


def changes(
    before: Iterable[Placed], after: Iterable[Placed], names: Mapping[str, str]
) -> tuple[Change, ...]:
    """What differs, in the order of the round it goes to. A target without a name is shown by its key."""
    was = {(one.target, one.again): one.round for one in before}
    now = {(one.target, one.again): one.round for one in after}
    found = [
        Change(key, names.get(key, key), again, was.get((key, again)), now.get((key, again)))
        for key, again in sorted({*was, *now})
        if was.get((key, again)) != now.get((key, again))
    ]
    return tuple(sorted(found, key=lambda one: (one.now or 0, one.was or 0, one.name)))
