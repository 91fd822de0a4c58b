"""What is served to the browser: our style keeps to the old browsers, vendored files are the ones that were reviewed."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2] / "xuncha"
STATIC = HOUSE / "office" / "static"
STYLES = sorted((STATIC / "house").glob("*.css"))
TEMPLATES = sorted(HOUSE.rglob("templates/**/*.html"))

#: What came to Chromium after version 80, or into our look only by mistake.
TOO_NEW = {
    ":has(": re.compile(r":has\("),
    ":is(": re.compile(r":is\("),
    ":where(": re.compile(r":where\("),
    "color-mix": re.compile(r"color-mix\("),
    "@layer": re.compile(r"@layer\b"),
    "@container": re.compile(r"@container\b"),
    "inset": re.compile(r"(?<![-\w])inset\s*:"),
    "aspect-ratio": re.compile(r"(?<![-\w])aspect-ratio\s*:"),
    "nesting": re.compile(r"&\s*[.:>\w]"),
    ":focus-visible": re.compile(r":focus-visible"),
    "flex gap": re.compile(
        r"\{[^{}]*display:\s*flex[^{}]*(?<![-\w])gap\s*:[^{}]*\}|\{[^{}]*(?<![-\w])gap\s*:[^{}]*display:\s*flex"
    ),
}


def too_new(style: str) -> list[str]:
    """Names of the features in `style` that a browser of 2020 does not know."""
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.S)
    return [name for name, pattern in TOO_NEW.items() if pattern.search(bare)]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_our_style_keeps_to_chromium_80(path: Path) -> None:
    assert too_new(path.read_text()) == []


def test_the_vendored_style_is_not_lost_in_chromium_80() -> None:
    """Bootstrap's helpers for a ratio or a gap are merely skipped there; these three would lose whole rules and colours."""
    found = too_new((STATIC / "vendor" / "bootstrap.min.css").read_text())
    assert not {":has(", "color-mix", "@layer"} & set(found)


@pytest.mark.parametrize(
    ("style", "name"),
    [
        ("a:has(b) { color: red }", ":has("),
        ("a { color: color-mix(in srgb, red, blue) }", "color-mix"),
        ("@layer house { a { color: red } }", "@layer"),
        ("a { inset: 0 }", "inset"),
        ("a { display: flex; gap: 4px }", "flex gap"),
    ],
)
def test_the_watch_sees_what_is_too_new(style: str, name: str) -> None:
    assert too_new(style) == [name]


def test_every_vendored_file_has_the_sum_that_was_reviewed() -> None:
    listed = dict(
        re.findall(
            r"^\| `([^`]+)` \|.*`([0-9a-f]{64})` \|$", (STATIC / "vendor" / "VENDORED.md").read_text(), re.M
        )
    )
    files = {path.name: path for path in (STATIC / "vendor").iterdir() if path.suffix in (".css", ".js")}
    assert {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()} == listed


INLINE = re.compile(
    r"""\sstyle\s*=|\son[a-z]+\s*=\s*["']|<style\b|javascript:|<script(?![^>]*\bsrc=)(?![^>]*application/json)""",
    re.I,
)
OUTSIDE = re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//""", re.I)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_no_template_holds_inline_style_or_script_or_an_outside_address(path: Path) -> None:
    text = path.read_text()
    assert INLINE.findall(text) == []
    assert OUTSIDE.findall(text) == []


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color:red">',
        '<a onclick="go()">',
        "<style>",
        "<script>go()</script>",
        '<a href="javascript:x">',
    ],
)
def test_the_watch_sees_inline_code(text: str) -> None:
    assert INLINE.search(text)
