"""Tender files in, doubts out: OCDS files and sheets together, then every tender screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from xuncha.base.remarks import Remark
from xuncha.base.words import Sentence
from xuncha.base.workdays import Calendar
from xuncha.rulebook.core.rule import Rule
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.ocds import JsonFile, OcdsReading, lay_ocds
from xuncha.screening.core.processes import put_together
from xuncha.screening.core.reading import Source
from xuncha.screening.core.run import Also, many_made, run_all, screens
from xuncha.screening.core.screen import Outcome, Screen
from xuncha.screening.core.table import Family, tables
from xuncha.screening.core.tender_sheets import ListReading, lay_lists
from xuncha.screening.core.tender_words import TenderWords

Progress = Callable[[float, Sentence], None]
READING = Sentence("正在读取招标文件", "reading the files")


@dataclass(frozen=True)
class TenderScreening:
    """What all tender screens gave, how each file was read, and how many rows each table holds."""

    outcomes: tuple[Outcome, ...]
    ocds: tuple[OcdsReading, ...]
    lists: tuple[ListReading, ...]
    rows: dict[str, int]

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Everything that was said while reading."""
        read = [one.remarks for one in self.ocds] + [one.remarks for one in self.lists]
        return tuple(remark for remarks in read for remark in remarks)


@contextmanager
def laid(
    files: Iterable[JsonFile | Source],
    words: TenderWords,
    wanted: Iterable[Screen] | None = None,
    opened: Callable[[Family, Sequence[Path]], Engine] = Engine,
) -> Iterator[tuple[Engine, tuple[OcdsReading, ...], tuple[ListReading, ...]]]:
    """An engine with the tables of these files, locked, and how they were read. A file handed in twice counts once."""
    once = list({one.sha256: one for one in files}.values())
    needed = set(tables("tenders")) if wanted is None else _needed(wanted)
    paths = [one.path for one in once if isinstance(one, JsonFile) and one.path]
    with opened("tenders", paths) as engine:
        ocds = tuple(lay_ocds(engine, one, needed) for one in once if isinstance(one, JsonFile))
        lists = tuple(
            reading for one in once if isinstance(one, Source) for reading in lay_lists(engine, one, words)
        )
        put_together(engine)
        engine.lock()
        yield engine, ocds, lists


@many_made()
def run_tenders(
    files: Iterable[JsonFile | Source],
    *,
    rules: Sequence[Rule],
    words: TenderWords,
    calendar: Calendar,
    area: str = "",
    chosen: Sequence[Screen] | None = None,
    progress: Progress = lambda share, says: None,
    opened: Callable[[Family, Sequence[Path]], Engine] = Engine,
    also: Also = lambda engine: (),
) -> TenderScreening:
    """Every tender screen, or the chosen ones, over these files together, in the engine that `opened` gives."""
    progress(0.0, READING)
    wanted = screens("tenders") if chosen is None else chosen
    with laid(files, words, wanted, opened) as (engine, ocds, lists):
        counts = {key: _count(engine, key) for key in tables("tenders")}
        outcomes = (*run_all(engine, rules, calendar, area, wanted, progress), *also(engine))
    return TenderScreening(outcomes, ocds, lists, counts)


def _needed(wanted: Iterable[Screen]) -> set[str]:
    """The tables that these screens read; processes and awards are asked for by nearly every screen."""
    return {"tenders", "bids", "awards"} | {need.table for screen in wanted for need in screen.needs}


def _count(engine: Engine, table: str) -> int:
    return int(engine.rows("SELECT count(*) AS number FROM {table}".replace("{table}", table))[0]["number"])
