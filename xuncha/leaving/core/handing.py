"""离组交接: the points that are handed over one by one, and what still stands against leaving."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xuncha.base.words import Sentence


@dataclass(frozen=True)
class Point:
    """Something that is handed over; ``says`` is what whoever receives it confirms."""

    key: str
    title: Sentence
    says: str


@dataclass(frozen=True)
class Left:
    """What stays behind unfinished: how many drafts of working papers, how many lent files that were not returned."""

    drafts: int = 0
    files: int = 0


@dataclass(frozen=True)
class Handing:
    """One leaving as it stands. ``needs_evaluation``: drafted staff get a 鉴定, full-time staff have theirs at the office."""

    done: Collection[str]
    left: Left
    has_successor: bool
    has_evaluation: bool
    needs_evaluation: bool = True


def points(value: Iterable[Mapping[str, Any]]) -> tuple[Point, ...]:
    """The points of the rule ``leaving.points``, in its order. Raises KeyError where an entry lacks a column."""
    return tuple(Point(one["key"], Sentence(one["title"], one["title_en"]), one["says"]) for one in value)


def against(handing: Handing, wanted: Sequence[Point]) -> tuple[Sentence, ...]:
    """Every sentence that stands against leaving; empty when the hand-over is whole. A successor takes over what is unfinished."""
    found = [
        Sentence("“{title}”还没有清点确认", "“{title}” is not confirmed").filled(title=one.title)
        for one in wanted
        if one.key not in handing.done
    ]
    if handing.left.drafts and not handing.has_successor:
        found.append(
            Sentence(
                "还有底稿没有签字，也没有指定接手人", "working papers are unsigned and nobody takes them over"
            )
        )
    if handing.left.files and not handing.has_successor:
        found.append(
            Sentence(
                "还有经手的调阅资料没有归还，也没有指定接手人",
                "files that were lent are not returned and nobody takes them over",
            )
        )
    if handing.needs_evaluation and not handing.has_evaluation:
        found.append(Sentence("还没有写鉴定", "the evaluation is not written"))
    return tuple(found)
