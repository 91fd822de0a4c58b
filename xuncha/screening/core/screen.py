"""What a screen is, and what it gives: places to look at, each with its rows and reasons. Never a verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from xuncha.base.remarks import Remark
from xuncha.base.words import NOTHING, Sentence

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from xuncha.screening.core.view import Tables

SettingKind = Literal["yuan", "number", "words"]
Find = Callable[["Tables"], "ir.Table"]


@dataclass(frozen=True)
class Need:
    """A screen reads this canonical table, and at least one of these columns of it must say something."""

    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Setting:
    """A parameter of a screen. Its value is the dated rule record `screening.<screen>.<name>`, never code.

    A number reaches the screen as the column `setting_<name>` of a dated table, "yuan" in cents; "words" as
    `t.words(name)`, one regular expression that finds any of them in lower-case text without spaces.
    """

    name: str
    kind: SettingKind
    title: Sentence


@dataclass(frozen=True)
class Condition:
    """What the tables as a whole must be like for a screen to say anything.

    `find` gives one row: `holds`, and facts for the places of `otherwise`, which is said where it does not hold;
    `by_hand` may give the same row as DuckDB SQL.
    """

    find: Find
    otherwise: Sentence
    by_hand: str = ""


@dataclass(frozen=True)
class Screen:
    """One screen, declared in one file of `core/screens/<family>`.

    `find` is a function of the canonical tables that gives one row per hit: `ids`, the evidence in order, as an array;
    `amount` in cents; facts for the places of `sentence`, those named in `money` being cents; and, where a page draws one, the
    numbers of a picture as the text `figure`. `by_hand` is a DuckDB
    SELECT that gives the same rows, where profiling shows need; in it the parameters are the table `terms` (term, starts,
    ends, one column per setting) and the lists of words `$name`. `method` and `example` are told in the docs.
    Where `only_if` does not hold, the screen is not applicable.
    An `advanced` screen (高级) ranks rows inside a group of their like; it stands apart on the page.
    """

    key: str
    title: Sentence
    why: Sentence
    basis: Sentence
    exclusions: tuple[Sentence, ...]
    needs: tuple[Need, ...]
    settings: tuple[Setting, ...]
    sentence: Sentence
    look: Sentence
    find: Find
    by_hand: str = ""
    method: Sentence = NOTHING
    example: Sentence = NOTHING
    money: tuple[str, ...] = ()
    needs_calendar: bool = False
    advanced: bool = False
    only_if: Condition | None = None


class Declared(Protocol):
    """What a screen of the catalogue and one of an office's own have in common: what is told of it."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> Sentence: ...
    @property
    def why(self) -> Sentence: ...
    @property
    def method(self) -> Sentence: ...
    @property
    def basis(self) -> Sentence: ...
    @property
    def exclusions(self) -> tuple[Sentence, ...]: ...
    @property
    def sentence(self) -> Sentence: ...
    @property
    def look(self) -> Sentence: ...
    @property
    def money(self) -> tuple[str, ...]: ...


class Evidence(NamedTuple):
    """One row that a hit rests on. `cells` gives the address of each field: F12 in a sheet, a JSON pointer in a JSON file.

    `table` is the canonical table it stands in, `unit` whose books they are (of a tender: the buyer), as far as the row says;
    in a JSON file `sheet` is empty and `row` is the line.
    """

    file: str
    sha256: str
    sheet: str
    row: int
    cells: Mapping[str, str]
    day: str
    voucher: str
    summary: str
    payee: str
    amount: int
    table: str = ""
    unit: str = ""

    @property
    def amount_cell(self) -> str:
        """The address of the cell that holds the amount."""
        names = ("amount", "credit", "debit", "paid", "received")
        return next((self.cells[name] for name in names if name in self.cells), "")

    def as_dict(self) -> dict[str, Any]:
        """Plain values; days as 2024-03-05, the amount in cents."""
        return self._asdict() | {"cells": dict(self.cells)}


@dataclass(frozen=True)
class Hit:
    """疑点: a reason to look at some rows.

    `amount` in cents; `rule` names the version of screen and parameters; `rows` counts all rows of the hit, of
    which `evidence` holds the first two hundred; `figure` are the numbers of its picture, where its screen gives any.
    """

    screen: str
    says: Sentence
    amount: int
    rule: str
    evidence: tuple[Evidence, ...]
    rows: int
    figure: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain values for `--json` and for keeping."""
        return {
            "screen": self.screen,
            "says": self.says.as_dict(),
            "amount": self.amount,
            "rule": self.rule,
            "rows": self.rows,
            "evidence": [one.as_dict() for one in self.evidence],
        }


@dataclass(frozen=True)
class Outcome:
    """What one screen gave. `not_applicable` says why it could not run; it is never silent about that.

    `found` counts all hits, of which `hits` holds the largest; `values` are the parameters used, for the page.
    """

    screen: Declared
    hits: tuple[Hit, ...] = ()
    found: int = 0
    not_applicable: Sentence = NOTHING
    remarks: tuple[Remark, ...] = ()
    values: tuple[Sentence, ...] = ()
    rule: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain values for `--json`."""
        return {
            "screen": self.screen.key,
            "title": self.screen.title.as_dict(),
            "found": self.found,
            "not_applicable": self.not_applicable.as_dict() if self.not_applicable else None,
            "parameters": [value.as_dict() for value in self.values],
            "rule": self.rule,
            "remarks": [remark.as_dict() for remark in self.remarks],
            "hits": [hit.as_dict() for hit in self.hits],
        }
