"""The words of account books: how headings are spelt, which rows are sums, what a cell may say. Data, not code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from xuncha.base.words import Sentence
from xuncha.screening.core.kinds import BOOKS, TableKind, kind_of_books

Kind = Literal["text", "code", "day", "month", "dom", "money", "side", "number", "whole"]

_NOISE = re.compile(r"[\s_\-.:*'\"]+")
_UNIT_BEHIND = re.compile(r"[/_](?:人民币)?[百千万亿]*元")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def plain(text: object) -> str:
    """A heading or label as it is compared: full width made narrow, lower case, no spaces, dots or underscores."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", str(text)).lower())


def said(value: object) -> str:
    """A cell's fixed word as it is compared: narrow, lower case, no spaces; signs and dashes stay."""
    return "".join(unicodedata.normalize("NFKC", str(value)).lower().split())


def without_brackets(text: str) -> str:
    """`plain` of a heading with its bracketed remark and unit left out: 金额(元) and 金额/元 are 金额."""
    return plain(_UNIT_BEHIND.sub("", _BRACKETS.sub("", unicodedata.normalize("NFKC", text))))


@dataclass(frozen=True)
class Field:
    """One thing that a column may hold. Spellings and hints are in `plain` form; those of `in_day_book` hold in a day book alone."""

    key: str
    title: Sentence
    kind: Kind
    spellings: tuple[str, ...]
    hints: tuple[str, ...]
    in_day_book: tuple[str, ...] = ()


_LABELLED = frozenset(
    {
        "summary",
        "account_name",
        "day",
        "month",
        "dom",
        "voucher_no",
        "voucher_type",
        "unit",
        "department",
        "payee",
    }
)


@dataclass(frozen=True)
class Vocabulary:
    """All fields, the labels of rows that are no bookings, the fixed words of cells, and the lists beside the books.

    `titles` are words that stand over such sheets, or in their names; `sure` are fields that no sheet of another kind has.
    `patterns` are labels that are not always the same, with their kinds; `label_ends` how a label ends that counts only where
    its row says nothing besides but numbers; `above` the words before what is said of all rows below (unit).
    """

    fields: Mapping[str, Field]
    labels: Mapping[str, str]
    cells: Mapping[str, frozenset[str]]
    lists: Mapping[str, Vocabulary] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    sure: frozenset[str] = frozenset()
    patterns: tuple[tuple[str, str], ...] = ()
    label_ends: tuple[str, ...] = ()
    above: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def spelt(self) -> dict[str, str]:
        """Plain spelling → key of its field."""
        return {spelling: field.key for field in self.fields.values() for spelling in field.spellings}

    @cached_property
    def headings(self) -> dict[str, str]:
        """`spelt` of the books and of every list together: what tells a row of headings from other rows."""
        every = (spelling for one in self.lists.values() for spelling in one.spelt.items())
        return {**dict(every), **self.spelt}

    @property
    def labelled(self) -> Set[str]:
        """Fields whose column may hold the words of a sum row; so may a column that nothing is read from."""
        return _LABELLED

    def of_day_book(self) -> Vocabulary:
        """The same words, of a book of cash or of a bank account: there 收入 is a debit and 支出 a credit."""
        taken = {word for one in self.fields.values() for word in one.in_day_book}
        return replace(
            self,
            fields={
                key: replace(
                    one,
                    spellings=(*(word for word in one.spellings if word not in taken), *one.in_day_book),
                )
                for key, one in self.fields.items()
            },
        )

    def of(self, kind: str) -> Vocabulary:
        """The words of a kind of sheet: of that list, or these where it is no list."""
        return self.lists.get(kind, self)

    def kind_of(self, fields: Set[str]) -> tuple[TableKind, Sentence]:
        """What a sheet with these fields is, and why."""
        return kind_of_books(fields)

    @property
    def kind(self) -> str:
        """What a person would choose to have a sheet read with these words."""
        return BOOKS

    @cached_property
    def _label_letters(self) -> frozenset[str]:
        return frozenset(label[0] for label in self.labels)

    def label(self, text: str) -> str | None:
        """The kind of sum row that this text names (page, month, running, sum, carried, opening), or None."""
        return self.labels.get(plain(text)) if text[:1].lower() in self._label_letters else None

    def like_label(self, text: str) -> str | None:
        """The kind of row that this text may name (共 3 笔, 甲局小计, 制表人：张三), if the rest of the row fits; or None."""
        narrow = "".join(text.split())
        found = self._any_pattern.fullmatch(narrow)
        if found and found.lastgroup:
            return self.patterns[int(found.lastgroup[1:])][1]
        return "sum" if narrow.rstrip(":：").lower().endswith(self.label_ends) else None

    @cached_property
    def _any_pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?P<p{at}>{one})" for at, (one, _) in enumerate(self.patterns)) or "$")

    def title(self, key: str) -> Sentence:
        """The name of a field for a user, of the books or of a list."""
        return self.known_fields[key]

    @cached_property
    def known_fields(self) -> dict[str, Sentence]:
        """Every field, of the books or of a list, with its name for a user."""
        of_lists = {key: one.title for words in self.lists.values() for key, one in words.fields.items()}
        return of_lists | {key: one.title for key, one in self.fields.items()}


def read_vocabulary(headers: Mapping[str, Any], rows: Mapping[str, Any]) -> Vocabulary:
    """From the parsed `headers.toml` and `rows.toml`. Raises ValueError when two fields claim one spelling."""
    fields: dict[str, Field] = {}
    owner: dict[str, str] = {}
    for entry in headers["field"]:
        one = Field(
            entry["key"],
            Sentence(entry["title"], entry["title_en"]),
            entry["kind"],
            tuple(plain(word) for word in entry["spellings"]),
            tuple(plain(word) for word in entry["hints"]),
            tuple(plain(word) for word in entry.get("in_day_book", ())),
        )
        for spelling in one.spellings:
            if owner.setdefault(spelling, one.key) != one.key:
                raise ValueError(f"heading {spelling!r} is claimed by {owner[spelling]} and {one.key}")
        fields[one.key] = one
    labels = {plain(word): entry["kind"] for entry in rows["label"] for word in entry["words"]}
    cells = {name: frozenset(said(word) for word in words) for name, words in rows["cells"].items()}
    patterns = tuple((one, entry["kind"]) for entry in rows["label"] for one in entry.get("patterns", ()))
    above = {name: tuple(plain(word) for word in words) for name, words in rows["above"].items()}
    return Vocabulary(fields, labels, cells, patterns=patterns, label_ends=tuple(rows["ends"]), above=above)
