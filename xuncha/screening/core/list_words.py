"""The words of the lists that lie beside the books, and how a list is told from a book by its headings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from typing import Any

from xuncha.base.words import Sentence, joined
from xuncha.screening.core.kinds import TableKind
from xuncha.screening.core.layout import Head, spellings_of
from xuncha.screening.core.table import Column
from xuncha.screening.core.tables.office import OFFICE
from xuncha.screening.core.vocabulary import Field, Kind, Vocabulary, plain

SHORTEST_HINT = 3
_KINDS: Mapping[str, Kind] = {
    "text": "text",
    "code": "code",
    "day": "day",
    "cents": "money",
    "whole": "whole",
    "number": "number",
}
"""Kind of a table's column → how the cells of its field are read."""


@dataclass(frozen=True)
class ListWords(Vocabulary):
    """The words of one list: its fields are the columns of the table `key` (`core/tables/office.py`).

    `needs`: of each of these groups of fields one must be there; the first group is what a row is about. `sums` are the
    fields that a 合计 row adds up. One of `sure` tells the list from a book that has none of its own. Those of
    `two_sided` may stand in two columns, debit and credit, whose fields are no columns of the table (`sides`); the two of
    `by_side`, what went out and what came in, may stand in one, with the side beside it (`SIDED`).
    """

    key: str = ""
    needs: tuple[tuple[str, ...], ...] = ()
    sums: tuple[str, ...] = ()
    two_sided: tuple[str, ...] = ()
    by_side: tuple[str, str] | None = None

    @property
    def labelled(self) -> Set[str]:
        """Any text may hold the words of a sum row."""
        return {one.key for one in self.fields.values() if one.kind in ("text", "code", "day")}

    def kind_of(self, fields: Set[str]) -> tuple[TableKind, Sentence]:
        """The list, whatever fields it has; `lacking` says which it ought to have."""
        return self.key, Sentence("表头是这种清单的写法", "its headings are those of such a list")

    @property
    def kind(self) -> str:
        return self.key

    def lacking(self, fields: Set[str]) -> list[Sentence]:
        """For each group of needed fields that is not there: what it may be."""
        said = fields | {name for name in self.two_sided if fields & set(sides(name))}
        one_column = fields >= set(SIDED) or fields >= {SIDED[0], "balance"}
        said |= {*self.by_side} if self.by_side and one_column else set()
        return [self.told(group) for group in self.needs if not said & set(group)]

    def told(self, group: tuple[str, ...]) -> Sentence:
        """The names of fields, one of which is wanted."""
        return joined([self.fields[key].title for key in group], "或", " or ")


SIDED = ("sided_amount", "side")
"""The fields of one amount column with its side beside it; without, the sign says it, and the balance proves which."""


def sides(name: str) -> tuple[str, str]:
    """The fields of the debit and the credit column of a balance."""
    return f"{name}_debit", f"{name}_credit"


def with_lists(books: Vocabulary, parsed: Mapping[str, Any]) -> Vocabulary:
    """The words of the books with those of the lists, from the parsed `lists.toml`.

    Raises ValueError when a list claims one spelling for two fields, KeyError for a table or column that there is not.
    """
    known = {table.key: table for table in OFFICE}
    lists = {}
    for entry in parsed["list"]:
        fields = _fields(known[entry["table"]].own, entry["spellings"], books)
        two_sided = entry.get("two_sided", {})
        fields |= _side_fields(fields, two_sided)
        by_side = entry.get("by_side")
        fields |= _sided_fields(by_side) if by_side else {}
        for key in {*(key for group in entry["needs"] for key in group), *entry["spellings"]}:
            fields[key]
        lists[entry["table"]] = ListWords(
            fields, books.labels, books.cells, patterns=books.patterns, label_ends=books.label_ends,
            above=books.above, titles=tuple(plain(word) for word in entry["titles"]), key=entry["table"],
            needs=tuple(tuple(group) for group in entry["needs"]), sums=tuple(entry.get("sums", ())),
            sure=frozenset(entry.get("sure", ())), two_sided=tuple(two_sided),
            by_side=(by_side["out"], by_side["into"]) if by_side else None,
        )  # fmt: skip
    mine = parsed["books"]
    titles = tuple(plain(word) for word in mine["titles"])
    return replace(books, lists=lists, titles=titles, sure=frozenset(mine["sure"]))


def _fields(
    columns: Iterable[Column], spellings: Mapping[str, list[str]], books: Vocabulary
) -> dict[str, Field]:
    """The fields of a list; where it has no spelling of its own, that of the books' field of the same name holds."""
    own = {key: tuple(plain(word) for word in words) for key, words in spellings.items()}
    claimed = [word for words in own.values() for word in words]
    if doubled := {word for word in claimed if claimed.count(word) > 1}:
        raise ValueError(f"headings claimed twice in a list: {sorted(doubled)}")
    fields = {}
    for column in columns:
        mine = own.get(column.name, ())
        theirs = books.fields[column.name].spellings if column.name in books.fields else ()
        fields[column.name] = Field(
            column.name,
            column.title,
            _KINDS[column.kind],
            (*mine, *(word for word in theirs if word not in claimed)),
            tuple(word for word in mine if len(word) >= SHORTEST_HINT),
        )
    return fields


def _side_fields(fields: Mapping[str, Field], two_sided: Mapping[str, list[list[str]]]) -> dict[str, Field]:
    """A field for each side of the balances that may stand in two columns."""
    called = (Sentence("{title}（借方）", "{title} (debit)"), Sentence("{title}（贷方）", "{title} (credit)"))
    return {
        key: Field(
            key, says.filled(title=fields[name].title), "money", tuple(plain(word) for word in words), ()
        )
        for name, spellings in two_sided.items()
        for key, says, words in zip(sides(name), called, spellings, strict=True)
    }


def _sided_fields(parsed: Mapping[str, Any]) -> dict[str, Field]:
    """The fields of one amount column and of the side beside it."""
    amount, side = SIDED
    return {
        amount: Field(
            amount,
            Sentence("发生额（另有方向）", "an amount with its side"),
            "money",
            tuple(map(plain, parsed["amount"])),
            (),
        ),
        side: Field(
            side, Sentence("借贷或收支", "debit or credit"), "side", tuple(map(plain, parsed["side"])), ()
        ),
    }


def words_for(words: Vocabulary, head: Head, kind: TableKind, names: Iterable[str]) -> Vocabulary:
    """The words that the sheet is to be read with: those of the list whose headings these are, or those of the books.

    `kind` is what the sheet would be as a book. The one that knows more of the headings wins; where as many are known, a
    word over the sheet or in its names decides, or a heading that only the list has, and at last it is a book. A list with such a
    heading wins against a book without one, unless a word over the sheet says that it is a book.
    """
    texts = [plain(text) for text in (*head.above, *names)]
    best, (most, of_book) = words, _known(words, head, texts)
    booked = any(title in text for title in words.titles for text in texts) or words.sure & of_book
    most = most if kind != "unknown" else 0
    for one in words.lists.values():
        known, fields = _known(one, head, texts)
        if (
            not booked
            and best is words
            and one.sure & fields
            and isinstance(one, ListWords)
            and not one.lacking(fields)
        ):
            best, most = one, known
        if known > most and isinstance(one, ListWords) and not one.lacking(fields):
            best, most = one, known
    return best


def _known(words: Vocabulary, head: Head, texts: Iterable[str]) -> tuple[int, Set[str]]:
    """How well headings fit these words: two for each that is spelt so, one more for a word over the sheet; and the fields."""
    fields = {
        words.spelt[form]
        for parts in head.titles
        if (form := next((form for form in spellings_of(parts) if form in words.spelt), None))
    }
    named = any(title in text for title in words.titles for text in texts)
    sure = isinstance(words, ListWords) and bool(words.sure & fields)
    return 2 * len(fields) + (named or sure), fields
