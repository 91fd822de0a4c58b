"""Data files and rows of this room as `core` takes them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from xuncha.fieldwork.core.corrections import Given
from xuncha.fieldwork.core.files import File
from xuncha.fieldwork.core.lists import Lists, read_lists
from xuncha.fieldwork.models import Borrowed, Correction


@cache
def lists() -> Lists:
    """The lists shipped in `xuncha/data/fieldwork`, read once."""
    folder = files("xuncha") / "data" / "fieldwork"
    methods, wanted = (
        tomllib.loads((folder / name).read_text("utf-8")) for name in ("methods.toml", "files.toml")
    )
    return read_lists(methods, wanted)


def file_of(row: Borrowed) -> File:
    """A borrowed file's days."""
    return File(row.serial, row.asked_on, row.due, row.received_on, row.returned_on, row.withdrawn, row.copy)


def given_of(row: Correction) -> Given:
    """A correction's days and state."""
    return Given(row.given_on, row.due, row.state)  # type: ignore[arg-type]
