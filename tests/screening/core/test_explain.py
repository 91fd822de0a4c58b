"""Every screen can be told, and its page in docs/screens is the one that its declaration makes."""

from __future__ import annotations

import re

import pytest

from tests.screening.screen_pages import FOLDER, pages
from xuncha.screening.core.explain import EXAMPLE, METHOD, NEEDS, SETTINGS, tables_told, told
from xuncha.screening.core.run import screens
from xuncha.screening.core.screen import Screen
from xuncha.screening.core.table import FAMILIES
from xuncha.screening.facts import shipped_rules

HAN = re.compile("[\u4e00-\u9fff]")
VERDICT = re.compile("多半|断定|肯定|必然|皮包|勾结|贪|骗|违法|违纪|舞弊的|假的")
EVERY = [(family, one) for family in FAMILIES for one in screens(family)]


def test_the_pages_are_those_that_the_declarations_make() -> None:
    wanted = dict(pages())
    there = {
        path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.md")
    }
    assert there == wanted, "run: python -m tests.screening.screen_pages"


@pytest.mark.parametrize(("family", "screen"), EVERY, ids=lambda one: getattr(one, "key", one))
def test_a_screen_is_told_whole(family, screen: Screen) -> None:
    parts = {part.heading: part.lines for part in told(screen, family, shipped_rules())}
    assert {METHOD, EXAMPLE, NEEDS} <= parts.keys()
    assert all(line.zh and line.en for lines in parts.values() for line in lines)
    assert all(HAN.search(line.zh) and not HAN.search(line.en) for line in (*parts[METHOD], *parts[EXAMPLE]))
    assert not any("还没有值" in line.zh for line in parts.get(SETTINGS, ()))


@pytest.mark.parametrize(("family", "screen"), EVERY, ids=lambda one: getattr(one, "key", one))
def test_a_screen_says_why_one_looks_and_judges_nothing(family, screen: Screen) -> None:
    said = f"{screen.title.zh}{screen.why.zh}{screen.sentence.zh}{screen.look.zh}"
    assert VERDICT.findall(said) == []


def test_the_tables_are_told_with_every_column() -> None:
    parts = {part.heading.zh: part.lines for part in tables_told()}
    assert "payments 付款记录（账表）" in parts
    assert "amount 金额（整数分，没有则为 0）" in {line.zh for line in parts["payments 付款记录（账表）"]}
