"""What a sheet of the county workbook is: its columns, what they mean, and the things that a row makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from xuncha.base.catalogue import collect
from xuncha.base.remarks import Place
from xuncha.base.words import NOTHING, Sentence
from xuncha.registry.core.county import Thing

if TYPE_CHECKING:
    from xuncha.registry.core.naming import Names

Kind = Literal["text", "name", "int", "money", "day", "mark", "list"]
Choices = Mapping[str, tuple[str, ...]]
"""Name of a list → its words; the drop-downs. Kept as data, so that an office can change them."""


@dataclass(frozen=True)
class Field:
    """One column. `choices` names a list of words; a word outside it is a notice, or an error if `strict`.

    `limit` is the longest text that can be kept. `wan`: money is written in 万元 unless the heading says 元.
    """

    key: str
    title: Sentence
    kind: Kind = "text"
    spellings: tuple[str, ...] = ()
    required: bool = False
    choices: str = ""
    strict: bool = False
    note: Sentence = NOTHING
    example: object = None
    width: int | None = None
    limit: int = 200
    wan: bool = False

    def headings(self) -> tuple[str, ...]:
        """Every spelling of the heading, the proper one first."""
        return (self.title.zh, *self.spellings, self.title.en)


@dataclass(frozen=True)
class Row:
    """One row as read: values by column key (a blank is absent), and where it stands."""

    values: Mapping[str, Any]
    place: Place
    headings: Mapping[str, str] = field(default_factory=dict)

    def get(self, key: str, blank: Any = "") -> Any:
        """The value, or `blank`."""
        return self.values.get(key, blank)

    def at(self, key: str) -> Place:
        """The place of one cell."""
        return replace(self.place, column=self.headings.get(key, ""))


@dataclass(frozen=True)
class Form:
    """One sheet. `make(row, names)` yields the things that a row says; `unique` are the columns that may not
    repeat; a `blank` form goes out to others to be filled in and is no part of the county workbook.
    """

    key: str
    order: int
    name: Sentence
    purpose: Sentence
    fields: tuple[Field, ...]
    make: Callable[[Row, Names], Iterable[Thing]]
    unique: tuple[str, ...]
    spellings: tuple[str, ...] = ()
    examples: tuple[Mapping[str, object], ...] = ()
    blank: bool = False

    def names(self) -> tuple[str, ...]:
        """Every name that the sheet may bear."""
        return (self.name.zh, *self.spellings, self.name.en, self.key)

    def wanted(self) -> dict[str, tuple[str, ...]]:
        """Column key → spellings of its heading, for `find_table`."""
        return {one.key: one.headings() for one in self.fields}


_OTHER_KEYS = {"code": "unit_code", "post": "title"}


@cache
def forms() -> tuple[Form, ...]:
    """All forms, the sheets of the county workbook first, in the order in which they are filled in."""
    return tuple(sorted(collect("xuncha.registry.core.sheets", "FORM"), key=lambda form: form.order))


def column_title(key: str) -> Sentence:
    """What the workbook calls a field of a thing: the heading of the first column with that key."""
    asked = _OTHER_KEYS.get(key, key)
    titles = (one.title for form in forms() for one in form.fields if one.key == asked)
    return next(titles, Sentence("内容", "content"))


def county_forms() -> tuple[Form, ...]:
    """The sheets of the county workbook."""
    return tuple(form for form in forms() if not form.blank)


def blank_forms() -> tuple[Form, ...]:
    """The forms that units fill in."""
    return tuple(form for form in forms() if form.blank)
