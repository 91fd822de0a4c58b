"""How large a file may be, packed and unpacked: the office's own figures, from the rule book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Sizes in MB, pictures in million pixels. ``ratio``: unpacked by packed size; it counts above ``ratio_from`` MB unpacked."""

    megabytes: int
    unpacked: int
    ratio: int
    ratio_from: int
    entries: int
    depth: int
    megapixels: int
    pages: int
    name: int

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Limits:
        """From the value of the rule record ``uploads.limits``. Raises KeyError."""
        return cls(**{name: int(value[name]) for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class Marks:
    """The marks of state secrets, from ``uploads.secrecy``: a word is a mark where a star or an equals sign follows it.

    ``before``: words that make another word of it (工作秘密, 商业秘密). Empty ``words``: the guard is off, on an approved machine.
    """

    words: tuple[str, ...]
    stars: tuple[str, ...]
    before: tuple[str, ...]

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Marks:
        """From the value of the rule record. Raises KeyError."""
        refused = value["mode"] == "internal"
        return cls(tuple(value["words"]) if refused else (), tuple(value["stars"]), tuple(value["before"]))
