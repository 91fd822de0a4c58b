"""The words of the drop-downs, read from the data that an office may change."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from xuncha.registry.core.form import Choices


@cache
def choices() -> Choices:
    """Name of a list → its words."""
    text = files("xuncha.data").joinpath("registry/choices.toml").read_text(encoding="utf-8")
    return {name: tuple(words) for name, words in tomllib.loads(text).items()}
