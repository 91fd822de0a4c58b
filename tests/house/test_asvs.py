"""docs/asvs.md has a row for every requirement, and what a row points at is there; so have the rows of docs/security.md."""

from __future__ import annotations

import ast
import csv
import re
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
ROW = re.compile(r"\| (V\d+\.\d+\.\d+) \| ([123]) \| (\w*) \| (.*) \|")
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`")
LINK = re.compile(r"\]\(([\w/-]+\.md)?(?:#([\w-]+))?\)")
NUMBERS = {"V1": 30, "V2": 13, "V3": 31, "V4": 16, "V5": 13, "V6": 47, "V7": 19, "V8": 13, "V9": 7, "V10": 36, "V11": 24,
           "V12": 12, "V13": 21, "V14": 13, "V15": 21, "V16": 17, "V17": 12}  # fmt: skip
LONGEST_WORDS = 200
"""A row points somewhere; whoever finds more to say writes it there."""


def rows(text: str) -> list[tuple[str, str, str, str]]:
    """(number, level, by, where) of every row of the map."""
    return [match.groups() for line in text.splitlines() if (match := ROW.fullmatch(line))]  # type: ignore[misc]


def found() -> list[tuple[str, str, str, str]]:
    return rows((DOCS / "asvs.md").read_text(encoding="utf-8"))


@lru_cache
def named_in(path: str) -> frozenset[str]:
    """The names of the tests of a file; empty where there is no such file."""
    file = ROOT / path
    if not file.exists():
        return frozenset()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(
        one.name
        for one in ast.walk(tree)
        if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")
    )


@lru_cache
def headings(path: Path) -> frozenset[str]:
    """The anchors of a page's headings, as the pages are shown."""
    titles = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in titles)


def faults(number: str, by: str, where: str, here: Path = DOCS / "asvs.md") -> list[str]:
    """What is wrong with one row: nothing where it has a test, line or reason that is there."""
    if by == "test":
        named = TEST.findall(where)
        gone = [
            f"{path}::{test}"
            for path, test in named
            if not named_in(path) or (test and test not in named_in(path))
        ]
        return [f"{number}: no test named"] * (not named) + [f"{number}: there is no {one}" for one in gone]
    if by == "line":
        named = LINK.findall(where)
        gone = [link for link in named if not _leads_somewhere(*link, here)]
        return [f"{number}: no line named"] * (not named) + [f"{number}: {one} leads nowhere" for one in gone]
    if by in ("reason", "open"):
        return [f"{number}: no reason given"] * (len(where.split()) < 2)
    return [f"{number}: blank"]


def _leads_somewhere(page: str, anchor: str, here: Path) -> bool:
    target = here.parent / page if page else here
    return target.exists() and (not anchor or anchor in headings(target))


def test_every_row_points_at_what_is_there() -> None:
    assert [fault for number, _, by, where in found() for fault in faults(number, by, where)] == []


def test_no_requirement_is_missing_or_stands_twice() -> None:
    numbers = [number for number, *_ in found()]
    assert len(numbers) == len(set(numbers)) == sum(NUMBERS.values()) == 345
    assert {chapter: sum(one.startswith(f"{chapter}.") for one in numbers) for chapter in NUMBERS} == NUMBERS


def test_the_numbers_and_levels_are_those_of_the_standard() -> None:
    data = ROOT.parent / "shared" / "data" / "asvs"
    if not data.is_dir():
        pytest.skip("the standard's list is not beside this checkout")
    with next(data.glob("*.csv")).open(encoding="utf-8") as file:
        listed = {row["req_id"]: row["L"] for row in csv.DictReader(file)}
    assert {number: level for number, level, *_ in found()} == listed


def test_the_texts_of_the_standard_are_not_repeated() -> None:
    assert [number for number, *_, where in found() if len(TEST.sub("", where)) > LONGEST_WORDS] == []
    assert "Verify that" not in (DOCS / "asvs.md").read_text(encoding="utf-8")


def test_the_counts_above_the_map_are_true() -> None:
    by = [one for _, _, one, _ in found()]
    told = re.search(
        r"Rows: (\d+) by test, (\d+) by a line, (\d+) by a reason, (\d+) open", (DOCS / "asvs.md").read_text()
    )
    assert told is not None
    assert [int(one) for one in told.groups()] == [
        by.count(one) for one in ("test", "line", "reason", "open")
    ]


@pytest.mark.parametrize(
    ("by", "where", "says"),
    [
        ("", "", "blank"),
        ("test", "tests of it exist", "no test named"),
        ("test", "`tests/house/test_asvs.py::test_that_nobody_wrote`", "there is no"),
        ("test", "`tests/house/test_nothing.py`", "there is no"),
        ("line", "see the docs", "no line named"),
        ("line", "[x](security.md#no-such-heading)", "leads nowhere"),
        ("line", "[x](no-such-page.md)", "leads nowhere"),
        ("reason", "", "no reason given"),
    ],
)
def test_a_blank_or_an_unknown_test_is_found(by: str, where: str, says: str) -> None:
    assert [says in fault for fault in faults("V1.1.1", by, where)] == [True]


def checklist() -> list[tuple[str, str]]:
    """(control, proof) of the level-three checklist."""
    text = (DOCS / "security.md").read_text(encoding="utf-8").split("## Level-three checklist", 1)[1]
    cells = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [(one[0], one[-1]) for one in cells if one[0] != "Control"]


def test_every_control_of_level_three_has_a_test_or_a_line() -> None:
    assert len(checklist()) >= 36
    said = [(control, *proof.partition(":")[::2]) for control, proof in checklist()]
    assert [
        fault for control, by, where in said for fault in faults(control, by, where, DOCS / "security.md")
    ] == []
    assert {by for _, by, _ in said} == {"test", "line"}


def test_every_link_between_these_pages_leads_somewhere() -> None:
    text = (DOCS / "security.md").read_text(encoding="utf-8")
    assert [link for link in LINK.findall(text) if not _leads_somewhere(*link, DOCS / "security.md")] == []
