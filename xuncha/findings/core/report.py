"""The skeleton of the report and of the feedback: overall view, problems by area, suggestions.

Only findings whose working papers are all reviewed may enter.  The areas (四个落实, 三个聚焦) are data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xuncha.base.words import Sentence


@dataclass(frozen=True, slots=True)
class Area:
    """One heading of the report's second part, e.g. 落实全面从严治党责任."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class AreaSet:
    """A way to order problems (四个落实 for county bodies, 三个聚焦 for the grass roots), with its basis."""

    key: str
    title: str
    basis: str
    confirmed: bool
    areas: tuple[Area, ...]


def area_sets(data: Mapping[str, Any]) -> tuple[AreaSet, ...]:
    """The sets as ``problem_areas.toml`` holds them (``[[set]]`` with ``[[set.area]]``)."""
    return tuple(
        AreaSet(
            key=entry["key"],
            title=entry["title"],
            basis=entry["basis"],
            confirmed=entry["confirmed"],
            areas=tuple(Area(area["key"], area["title"]) for area in entry["area"]),
        )
        for entry in data["set"]
    )


@dataclass(frozen=True, slots=True)
class PaperState:
    """A working paper as the report needs to know it."""

    number: str
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding ready for the report, in three parts: 现象 + 定性(引据) + 责任指向.

    ``texts`` must already have passed :func:`xuncha.findings.core.names.for_outside`.
    """

    number: str
    area: str
    title: str
    shows: str
    basis: str
    points_to: str
    papers: tuple[PaperState, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One area of the report with its problems; an area without problems is left out."""

    area: Area
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The report: 总体评价, 主要问题, 意见建议, and the list of working papers that carry it (底稿目录)."""

    overall: str
    sections: tuple[Section, ...]
    suggestions: tuple[str, ...]
    papers: tuple[str, ...]


class NotReviewed(ValueError):
    """Problems that may not enter the report; ``says`` has one sentence for each reason."""

    def __init__(self, says: Sequence[Sentence]) -> None:
        super().__init__("；".join(one.zh for one in says))
        self.says = tuple(says)


def outline(overall: str, problems: Iterable[Problem], suggestions: Iterable[str], areas: AreaSet) -> Outline:
    """The report's skeleton.  Raises NotReviewed when a problem rests on a paper that is not signed off."""
    problems = tuple(problems)
    faults = [fault for problem in problems for fault in _faults(problem, areas)]
    if faults:
        raise NotReviewed(faults)
    sections = tuple(
        Section(area, chosen)
        for area in areas.areas
        if (chosen := tuple(problem for problem in problems if problem.area == area.key))
    )
    numbers = dict.fromkeys(paper.number for problem in problems for paper in problem.papers)
    return Outline(
        overall.strip(), sections, tuple(s.strip() for s in suggestions if s.strip()), tuple(numbers)
    )


def _faults(problem: Problem, areas: AreaSet) -> Iterable[Sentence]:
    if not problem.papers:
        yield Sentence(
            f"问题“{problem.title}”没有底稿支撑，不能写入报告",
            f"“{problem.title}” rests on no working paper and may not enter the report",
        )
    for paper in problem.papers:
        if not paper.reviewed:
            yield Sentence(
                f"问题“{problem.title}”所依据的底稿{paper.number}尚未审签，不能写入报告",
                f"“{problem.title}” rests on paper {paper.number}, which is not signed off yet",
            )
    if problem.area not in {area.key for area in areas.areas}:
        yield Sentence(
            f"问题“{problem.title}”没有归入“{areas.title}”的任何一项，请先归类",
            f"“{problem.title}” belongs to no area of {areas.key}; sort it first",
        )
