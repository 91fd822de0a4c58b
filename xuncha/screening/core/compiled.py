"""The SELECT of each screen, compiled beforehand under the shipped parameters and kept beside the screens.

To load Ibis and compile takes a second or two of every process, more than many files take to be screened. So
`screens/<family>/compiled.json` holds what came out. It counts only while the sources that it was made from are what they
were, and only for the parameters that it was made for; for all else Ibis compiles as ever. A test makes it anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from xuncha.screening.core import kept
from xuncha.screening.core.screen import Screen
from xuncha.screening.core.table import Family
from xuncha.screening.core.terms import Term
from xuncha.screening.core.view import Tables

_CORE = files("xuncha.screening.core")
_SHARED = ("kept.py", "phrases.py", "table.py", "terms.py", "view.py", "windows.py")
_COMPILED: dict[str, str] = {}


def select_of(family: Family, screen: Screen, terms: Sequence[Term], words: Mapping[str, str]) -> str:
    """The DuckDB SELECT of the Ibis form of a screen under these parameters: from the file, or compiled once in a process."""
    key = key_of(family, screen, terms, words)
    if found := _beforehand(family).get(key) or _COMPILED.get(key):
        return found
    _COMPILED[key] = compiled(family, screen, terms, words)
    return _COMPILED[key]


def compiled(family: Family, screen: Screen, terms: Sequence[Term], words: Mapping[str, str]) -> str:
    """What Ibis makes of a screen, now."""
    return kept.sql(screen.find(Tables(family, terms, words, kept.named)))


def key_of(family: Family, screen: Screen, terms: Sequence[Term], words: Mapping[str, str]) -> str:
    """What tells one SELECT from another: which function of which screen, and every parameter in it."""
    spans = [(str(one.starts), str(one.ends), list(one.values.items())) for one in terms]
    find = f"{screen.find.__module__}.{screen.find.__qualname__}"
    return _digest(json.dumps([family, screen.key, find, spans, list(words.items())]).encode())


def file_of(family: Family) -> Traversable:
    """Where the compiled screens of a family lie."""
    return _CORE / "screens" / family / "compiled.json"


def written(family: Family, queries: Mapping[str, str]) -> str:
    """The text of that file for these SELECTs by their keys."""
    selects = {name: select for query in queries.values() for name, select in kept.asked_for(query)}
    held = {"made_from": _sources(family), "queries": dict(queries), "kept": selects}
    return json.dumps(held, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


@cache
def _beforehand(family: Family) -> Mapping[str, str]:
    """Key → SELECT, as the file has them; nothing where there is no file, or the sources are others by now."""
    file = file_of(family)
    held: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    if held.get("made_from") != _sources(family):
        return {}
    kept.remember(held["kept"])
    queries: dict[str, str] = held["queries"]
    return queries


def _sources(family: Family) -> str:
    """A digest of all sources that have a say in what the screens of a family compile to."""
    return _digest(b"\0".join(one.read_bytes() for one in _read(family)))


def _read(family: Family) -> Iterator[Traversable]:
    folder = (one for one in (_CORE / "screens" / family).iterdir() if one.name.endswith(".py"))
    yield from sorted(folder, key=lambda one: one.name)
    yield from (_CORE / name for name in _SHARED)
    yield _CORE / "tables" / f"{family}.py"


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
