"""Turns data files and rows of this room into what `core` takes."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from xuncha.letters.core.lists import Lists, read_lists

_FILES = ("ways", "channels", "signals", "subjects", "rules", "settings", "headers")


@cache
def triage_lists() -> Lists:
    """The lists shipped in `xuncha/data/letters`, read once."""
    folder = files("xuncha") / "data" / "letters"
    return read_lists({name: tomllib.loads((folder / f"{name}.toml").read_text("utf-8")) for name in _FILES})
