"""The ways of looking and the basic list of files, as read from data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xuncha.base.words import Sentence


@dataclass(frozen=True)
class Method:
    """A way of looking; `prompts` say what a note of it should tell."""

    key: str
    title: Sentence
    prompts: tuple[str, ...]


@dataclass(frozen=True)
class Area:
    """One of the four duties under which files are asked for, with the files usually asked for."""

    key: str
    title: Sentence
    files: tuple[str, ...]


@dataclass(frozen=True)
class Lists:
    """Both lists with their bases; `years` is how far back files are usually asked for."""

    methods: Mapping[str, Method]
    areas: Mapping[str, Area]
    methods_basis: str
    files_basis: str
    years: int


def read_lists(methods: Mapping[str, Any], files: Mapping[str, Any]) -> Lists:
    """From the parsed `methods.toml` and `files.toml`."""
    ways = (
        Method(one["key"], Sentence(one["title"], one["title_en"]), tuple(one["prompts"]))
        for one in methods["method"]
    )
    areas = (
        Area(one["key"], Sentence(one["title"], one["title_en"]), tuple(one["files"]))
        for one in files["area"]
    )
    return Lists(
        {way.key: way for way in ways},
        {area.key: area for area in areas},
        methods["basis"],
        files["basis"],
        files["years"],
    )
