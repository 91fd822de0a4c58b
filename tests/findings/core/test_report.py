"""Only reviewed working papers carry a report; order and headings come from data."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

import xuncha
from xuncha.findings.core.report import NotReviewed, PaperState, Problem, area_sets, outline

DATA = Path(xuncha.__file__).parent / "data" / "findings" / "problem_areas.toml"
SETS = {one.key: one for one in area_sets(tomllib.loads(DATA.read_text(encoding="utf-8")))}
FOUR = SETS["four"]
PROBLEM = Problem("1", FOUR.areas[1].key, "制度不落实", "现象", "依据", "党组", (PaperState("底稿1", True),))


def test_shipped_sets():
    assert {key: len(one.areas) for key, one in SETS.items()} == {"four": 4, "three": 3}
    assert not any(one.confirmed for one in SETS.values())


def test_sections_follow_the_data_and_empty_ones_are_left_out():
    second = replace(PROBLEM, number="2", area=FOUR.areas[0].key)
    made = outline(" 总体较好 ", [PROBLEM, second], ["建议一", " "], FOUR)
    assert [section.area for section in made.sections] == [FOUR.areas[0], FOUR.areas[1]]
    assert (made.overall, made.suggestions, made.papers) == ("总体较好", ("建议一",), ("底稿1",))


def test_unreviewed_paper_keeps_the_problem_out():
    with pytest.raises(NotReviewed) as no:
        outline("", [replace(PROBLEM, papers=(PaperState("7", False),))], [], FOUR)
    assert [one.zh for one in no.value.says] == ["问题“制度不落实”所依据的底稿7尚未审签，不能写入报告"]


def test_problem_without_paper_or_area_is_refused():
    with pytest.raises(NotReviewed) as no:
        outline("", [replace(PROBLEM, papers=(), area="?")], [], FOUR)
    assert len(no.value.says) == 2
