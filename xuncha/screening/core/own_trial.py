"""Tries an own screen on the example that its file brings along."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from xuncha.base.sheets_in import Book, Sheet
from xuncha.base.words import NOTHING, Sentence
from xuncha.screening.core.books import Standing, lay_books
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.own import Own
from xuncha.screening.core.own_run import Limits, run_own
from xuncha.screening.core.reading import Source, read_source
from xuncha.screening.core.screen import Outcome
from xuncha.screening.core.tender_words import TenderWords
from xuncha.screening.core.tenders import laid
from xuncha.screening.core.vocabulary import Vocabulary

Rows = frozenset[frozenset[int]]


@dataclass(frozen=True)
class Reader:
    """What is needed to read an example as a file would be read."""

    ledger: Vocabulary
    tenders: TenderWords
    standing: Standing


@dataclass(frozen=True)
class Trial:
    """What an own screen found in its example, as rows of the sheet, beside what it says it finds."""

    outcome: Outcome
    found: Rows
    expected: Rows

    @property
    def says(self) -> Sentence:
        """What is wrong with it, or nothing."""
        if self.outcome.not_applicable:
            return self.outcome.not_applicable
        if self.found == self.expected:
            return NOTHING
        return Sentence(
            f"例子里查出的行是 {_shown(self.found)}，文件里写的是 {_shown(self.expected)}",
            f"in the example the rows {_shown(self.found)} were found; the file says {_shown(self.expected)}",
        )


def tried(own: Own, reader: Reader, limits: Limits | None = None) -> Trial:
    """An own screen over its own example."""
    with _example(own, reader) as engine:
        outcome = run_own(engine, own, limits)
    found = frozenset(frozenset(line.row for line in hit.evidence) for hit in outcome.hits)
    return Trial(outcome, found, own.example.found)


@contextmanager
def _example(own: Own, reader: Reader) -> Iterator[Engine]:
    sheet = Sheet(own.title.zh, [list(row) for row in own.example.sheet], (), f"{own.key}.toml")
    source = Source(f"{own.key}.toml", "0" * 64, Book(sheet.file, (sheet,)))
    if own.family == "tenders":
        with laid([source], reader.tenders) as (engine, _, _):
            yield engine
        return
    with Engine("ledger") as engine:
        lay_books(engine, read_source(source, reader.ledger), reader.standing)
        yield engine


def _shown(rows: Rows) -> str:
    return "；".join("、".join(map(str, sorted(one))) for one in sorted(rows, key=sorted)) or "—"
