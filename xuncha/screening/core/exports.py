"""What a body is asked for, and how the programs that bodies use give it: data of `data/screening/exports.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Wanted:
    """A table that is asked for; `by_year` is one that there is for every year."""

    key: str
    title: str
    by_year: bool


@dataclass(frozen=True)
class Program:
    """A program that keeps books, and the steps by which it gives them. Steps that nobody checked are not `confirmed`."""

    key: str
    title: str
    steps: tuple[str, ...]
    confirmed: bool

    def as_dict(self) -> dict[str, Any]:
        """Plain values for the paper."""
        return {"title": self.title, "steps": list(self.steps), "confirmed": self.confirmed}


@dataclass(frozen=True)
class Exports:
    """All tables and programs, in the order in which they are shown."""

    tables: tuple[Wanted, ...]
    programs: tuple[Program, ...]

    def titles(self, keys: Iterable[str]) -> list[str]:
        """The titles of the tables chosen, in the order of the list."""
        chosen = set(keys)
        return [one.title for one in self.tables if one.key in chosen]

    def ways(self, keys: Iterable[str]) -> list[dict[str, Any]]:
        """The programs chosen, as the paper takes them."""
        chosen = set(keys)
        return [one.as_dict() for one in self.programs if one.key in chosen]


def read_exports(data: Mapping[str, Any]) -> Exports:
    """From the parsed file. Raises KeyError where an entry lacks something."""
    return Exports(
        tuple(Wanted(one["key"], one["title"], one["years"]) for one in data["table"]),
        tuple(
            Program(one["key"], one["title"], tuple(one["steps"]), one["confirmed"])
            for one in data["program"]
        ),
    )
