"""Rounds that are shut for a target, as people write them: `3-5 机构改革`, one a line or parted by `；`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xuncha.base.words import Sentence

_WINDOW = re.compile(r"^(\d{1,2})\s*(?:[-—–至到]\s*(\d{1,2}))?\s+(.+)$")
_EXPECTED = Sentence("“{line}”要写成“3-5 机构改革”：轮次、空格、原因。", "Write “{line}” like “3-5 reform”.")


class NotAWindow(ValueError):
    """`says` tells what was expected."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.says = _EXPECTED.filled(line=line)


def windows_read(text: str) -> list[list[int | str]]:
    """[first, last, why] of each. Raises NotAWindow."""
    found: list[list[int | str]] = []
    for line in filter(None, map(str.strip, re.split(r"[\n；;]", text))):
        parts = _WINDOW.match(line)
        if parts is None or int(parts[2] or parts[1]) < int(parts[1]):
            raise NotAWindow(line)
        found.append([int(parts[1]), int(parts[2] or parts[1]), parts[3].strip()])
    return found


def windows_shown(rows: Iterable[tuple[int, int, str]], between: str = "\n") -> str:
    """What `windows_read` takes."""
    return between.join(
        f"{first}-{last} {why}" if first != last else f"{first} {why}" for first, last, why in rows
    )
