"""Turns data files and rows of this room into what `core` takes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from xuncha.interviews.core.notice import read_strokes
from xuncha.interviews.core.outlines import Outline, read_outline
from xuncha.interviews.core.people import Layer, read_layers

_OPENING = "opening.toml"


def _table(*path: str) -> Mapping[str, Any]:
    return tomllib.loads((files("xuncha") / "data").joinpath(*path).read_text("utf-8"))


@cache
def outlines() -> Mapping[str, Outline]:
    """The outlines of `data/outlines` by key, in file-name order, read once."""
    opening = _table("outlines", _OPENING)["item"]
    names = sorted(one.name for one in (files("xuncha") / "data" / "outlines").iterdir())
    found = [
        read_outline(_table("outlines", n), opening) for n in names if n.endswith(".toml") and n != _OPENING
    ]
    return {outline.key: outline for outline in found}


@cache
def layers() -> tuple[Layer, ...]:
    """The layers of `data/interviews/layers.toml`, read once."""
    return read_layers(_table("interviews", "layers.toml")["layer"])


@cache
def strokes() -> Mapping[str, int]:
    """Strokes of surnames, read once."""
    return read_strokes(_table("interviews", "strokes.toml")["strokes"])
