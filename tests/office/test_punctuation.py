"""Chinese that a user reads carries Chinese punctuation: in every Sentence of the code and every text of a template."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2] / "xuncha"
_CHINESE = "一-鿿》”）】〕"
HALF_WIDTH = re.compile(rf"(?<=[{_CHINESE}])[,;:?!](?=[{_CHINESE}“《（【〔 {{]|$)")
_T = re.compile(r"""{%\s*t\s+(?:"([^"]*)"|'([^']*)')""")


def of_code() -> Iterator[tuple[str, str]]:
    """(place, text) of the Chinese half of every Sentence."""
    for path in sorted(HOUSE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "Sentence"
                and node.args
            ):
                for one in ast.walk(node.args[0]):
                    if isinstance(one, ast.Constant) and isinstance(one.value, str):
                        yield f"{path.relative_to(HOUSE)}:{one.lineno}", one.value


def of_templates() -> Iterator[tuple[str, str]]:
    """(place, text) of the Chinese half of every `{% t %}`."""
    for path in sorted(HOUSE.rglob("templates/**/*.html")):
        for double, single in _T.findall(path.read_text(encoding="utf-8")):
            yield str(path.relative_to(HOUSE)), double or single


@pytest.mark.parametrize("texts", [of_code, of_templates])
def test_chinese_carries_chinese_punctuation(texts: object) -> None:
    found = list(texts())
    assert len(found) > 100
    assert [(place, text) for place, text in found if HALF_WIDTH.search(text)] == []


@pytest.mark.parametrize("text", ["没有改动,请重试", "原因:", "完整:共{n}条"])
def test_the_watch_sees_half_width_punctuation(text: str) -> None:
    assert HALF_WIDTH.search(text)


@pytest.mark.parametrize("text", ["没有改动，请重试", "1,234.50元", "http://x", "09:15-10:15"])
def test_the_watch_lets_numbers_and_addresses_be(text: str) -> None:
    assert not HALF_WIDTH.search(text)
