"""Libraries that are heavy to load and rarely needed: a solver, a compiler of expressions. They load at their first use.

Every command and every page loads the whole house. With these three libraries that took more than twice as long, and no command
but those that plan or screen asks anything of them. Types are imported under `TYPE_CHECKING` beside the call.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any


class _Late(ModuleType):
    """Stands for a module until something is asked of it."""

    def __getattr__(self, name: str) -> Any:
        found = getattr(import_module(self.__name__), name)
        if not name.startswith("__"):
            setattr(self, name, found)
        return found


def late(name: str) -> Any:
    """The module `name` (dotted), imported when its first attribute is read. Raises ImportError then, not now."""
    return _Late(name)
