"""A folder in which one file is one thing: adding the file registers it, `ls` of the folder is the list."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any


class CatalogueError(LookupError):
    """A file of a catalogue lacks its thing, or two files hold things with the same key."""


def collect(package: str, name: str) -> tuple[Any, ...]:
    """The object called `name` of every module in `package`, in file-name order.

    Files whose name starts with "_" are not part of the list. Raises CatalogueError when a file does not
    define `name` or when two things share a `key`.
    """
    folder = importlib.import_module(package)
    things: list[Any] = []
    keys: dict[object, str] = {}
    for file in sorted(module.name for module in pkgutil.iter_modules(folder.__path__)):
        if file.startswith("_"):
            continue
        module = importlib.import_module(f"{package}.{file}")
        if not hasattr(module, name):
            raise CatalogueError(f"{package}.{file} defines no {name}")
        thing = getattr(module, name)
        key = getattr(thing, "key", file)
        if key in keys:
            raise CatalogueError(f"{package}: {file} and {keys[key]} have the same key {key!r}")
        keys[key] = file
        things.append(thing)
    return tuple(things)
