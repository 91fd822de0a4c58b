"""What the documents point at is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files(page: Path) -> None:
    targets = [one for one in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in one]
    assert [one for one in targets if not (page.parent / one).exists()] == []


def test_a_decision_is_named_by_its_own_number() -> None:
    named = re.compile(r"\[(\d{4})\]\((?:[\w./]*/)?(\d{4})-[\w-]+\.md\)")
    told = [pair for page in PAGES for pair in named.findall(page.read_text(encoding="utf-8"))]
    assert told
    assert [pair for pair in told if pair[0] != pair[1]] == []
