"""Runs the screens of a family over its tables."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from xuncha.base.catalogue import collect
from xuncha.base.late import late
from xuncha.base.money import yuan
from xuncha.base.remarks import Place, Remark
from xuncha.base.words import NOTHING, Sentence, joined
from xuncha.base.workdays import Calendar, YearUnknown
from xuncha.rulebook.core.rule import Rule
from xuncha.screening.core.books import Standing, lay_books
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.reading import Records
from xuncha.screening.core.room import OutOfRoom
from xuncha.screening.core.screen import Declared, Evidence, Hit, Need, Outcome, Screen
from xuncha.screening.core.table import Family, tables
from xuncha.screening.core.terms import NoValue, Term, pattern, shown, terms_of, version, words_of

if TYPE_CHECKING:
    from xuncha.screening.core import canonical
else:
    canonical = late("xuncha.screening.core.canonical")

YUAN = Sentence("人民币", "CNY")
"""What the yuan is called in a sentence; other currencies are told by their codes."""
MOST_HITS = 2000
"""So many hits of a screen are kept, the largest amounts first; the rest is counted."""

MOST_ROWS = 200
"""So many evidence rows are kept with a hit; `Hit.rows` counts all."""

Progress = Callable[[float, Sentence], None]
Also = Callable[[Engine], Iterable[Outcome]]
Facts = dict[str, Any]
"""The facts of one hit by name, with `ids` and `amount`."""


def nothing_else(engine: Engine) -> Iterable[Outcome]:
    """What runs in an engine besides the screens where nobody says."""
    return ()


@dataclass(frozen=True)
class Screening:
    """What all screens gave, and remarks on the books as a whole."""

    outcomes: tuple[Outcome, ...]
    remarks: tuple[Remark, ...] = ()


def screens(family: Family = "ledger") -> tuple[Screen, ...]:
    """Every screen of a family's catalogue, in file-name order."""
    return collect(f"xuncha.screening.core.screens.{family}", "SCREEN")


@contextmanager
def many_made() -> Iterator[None]:
    """Puts off the search for circles of dead objects: a screen makes rows by the hundred thousand, all of them alive, and
    going through them again and again takes four times what making them takes."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def run_screens(
    books: Iterable[Records],
    *,
    rules: Sequence[Rule],
    standing: Standing,
    calendar: Calendar,
    area: str = "",
    chosen: Sequence[Screen] | None = None,
    progress: Progress = lambda share, says: None,
    opened: Callable[[Family], Engine] = Engine,
    also: Also = nothing_else,
) -> Screening:
    """The ledger screens over these books together, in the engine that `opened` gives; then what `also` runs in it.

    Raises OutOfRoom when not even the tables fit into memory.
    """
    with opened("ledger") as engine:
        remarks = lay_books(engine, books, standing)
        outcomes = run_all(engine, rules, calendar, area, chosen, progress)
        return Screening((*outcomes, *also(engine)), remarks)


@many_made()
def run_canonical(
    books: canonical.CanonicalFile,
    sha256: str,
    *,
    rules: Sequence[Rule],
    standing: Standing,
    calendar: Calendar,
    area: str = "",
    chosen: Sequence[Screen] | None = None,
    opened: Callable[..., Engine] = Engine,
    also: Also = nothing_else,
) -> tuple[Screening, int]:
    """The same over books that lie in a file with canonical columns, and how many lines they are. Raises NotCanonical too."""
    only = chosen if also is nothing_else else None
    with canonical.opened_in_place(books, sha256, standing, opened, only) as engine:
        outcomes = run_all(engine, rules, calendar, area, chosen)
        return Screening((*outcomes, *also(engine))), canonical.lines_of(engine)


@many_made()
def run_all(
    engine: Engine,
    rules: Sequence[Rule],
    calendar: Calendar,
    area: str = "",
    chosen: Sequence[Screen] | None = None,
    progress: Progress = lambda share, says: None,
) -> tuple[Outcome, ...]:
    """Every screen of the engine's family, or the chosen ones, over the tables it holds."""
    wanted = screens(engine.family) if chosen is None else chosen
    found = []
    for number, screen in enumerate(wanted):
        progress(number / len(wanted), screen.title)
        found.append(_found(engine, screen, rules, calendar, area))
    evidence = engine.evidence(line for one in found for line in _shown(one.rows))
    return tuple(replace(one.outcome, hits=_hits(one.outcome, one.rows, evidence)) for one in found)


def run_screen(
    engine: Engine, screen: Screen, rules: Sequence[Rule], calendar: Calendar, area: str = ""
) -> Outcome:
    """One screen over the tables that the engine has laid."""
    (outcome,) = run_all(engine, rules, calendar, area, [screen])
    return outcome


@dataclass(frozen=True)
class _Found:
    """What a screen gave, still without its hits, and the facts of each hit: rows are looked up for all screens at once, as
    each time goes through whole tables."""

    outcome: Outcome
    rows: Sequence[Facts] = ()


def _found(engine: Engine, screen: Screen, rules: Sequence[Rule], calendar: Calendar, area: str) -> _Found:
    """Asks one screen."""
    if lacking := missing(engine, screen.needs):
        return _Found(Outcome(screen, not_applicable=lacking))
    try:
        terms = terms_of(screen, rules, area)
        words = words_of(screen, rules, max(engine.days(), default=date.max), area)
    except NoValue as none:
        return _Found(Outcome(screen, not_applicable=none.says))
    patterns = {name: pattern(rule.value) for name, rule in words.items()}
    query = engine.query(screen, terms, patterns)
    values, rule = shown(screen, terms, words), version(screen, query, terms, words)
    unknown = _lay_calendar(engine, calendar) if screen.needs_calendar else {}
    remarks = tuple(Remark("notice", Place(), year.says, year.remedy) for year in unknown.values())
    outcome = Outcome(screen, remarks=remarks, values=values, rule=rule)
    if unknown and all(day.year in unknown for day in engine.days()):
        return _Found(replace(outcome, not_applicable=next(iter(unknown.values())).says))
    try:
        if unfit := _unfit(engine, screen, terms, patterns):
            return _Found(replace(outcome, not_applicable=unfit))
        rows, number = engine.largest(screen, query, terms, patterns, MOST_HITS, MOST_ROWS)
    except OutOfRoom as no:
        told = joined([no.says, no.remedy], "。", ". ")
        return _Found(replace(outcome, not_applicable=told))
    return _Found(replace(outcome, found=number), _largest(rows))


@many_made()
def hits_of(engine: Engine, screen: Declared, rows: list[Facts], rule: str) -> tuple[Hit, ...]:
    """Sentences and evidence for what a screen found, the largest amounts first; a row has all `ids` of a hit, or says in
    `rows` how many there are. Raises KeyError for a row that is not there."""
    kept = _largest(rows)
    return _hits(Outcome(screen, rule=rule), kept, engine.evidence(_shown(kept)))


def _largest(rows: Iterable[Facts]) -> list[Facts]:
    """The hits that are told, the largest amounts first; an engine may give all in no order."""
    return sorted(rows, key=lambda row: (-row["amount"], row["ids"]))[:MOST_HITS]


def _shown(rows: Iterable[Facts]) -> Iterator[int]:
    """The numbers of the rows that are told with these hits."""
    return (line for row in rows for line in row["ids"][:MOST_ROWS])


def _hits(outcome: Outcome, rows: Iterable[Facts], evidence: Mapping[int, Evidence]) -> tuple[Hit, ...]:
    screen, rule = outcome.screen, outcome.rule
    return tuple(
        Hit(
            screen.key,
            sentence(screen, row),
            row["amount"],
            rule,
            tuple(sorted((evidence[line] for line in row["ids"][:MOST_ROWS]), key=attrgetter("day"))),
            row.get("rows", len(row["ids"])),
            row.get("figure", ""),
        )
        for row in rows
    )


def sentence(screen: Declared, facts: Facts) -> Sentence:
    """A screen's sentence with the facts of one hit; money facts are cents, `currency` is a code."""
    said = {
        name: yuan(value) if name in screen.money else value for name, value in facts.items() if name != "ids"
    }
    if said.get("currency") == YUAN.en:
        said["currency"] = YUAN
    return screen.sentence.filled(**said)


def missing(engine: Engine, needs: Sequence[Need]) -> Sentence:
    """Why a screen that needs these columns cannot run on these books, or nothing."""
    lacking = [need for need in needs if not any(engine.says(need.table, column) for column in need.columns)]
    if not lacking:
        return NOTHING
    parts = []
    for need in lacking:
        table = tables(engine.family)[need.table]
        if not engine.says(need.table, "id"):
            parts.append(Sentence(f"没有提供{table.title.zh}", f"no {table.title.en} given"))
            continue
        columns = joined([table.column(name).title for name in need.columns], "或", " or ")
        parts.append(Sentence(f"{table.title.zh}里没有{columns.zh}", f"{table.title.en} lack {columns.en}"))
    return joined(dict.fromkeys(parts), "；", "; ")


def _unfit(engine: Engine, screen: Screen, terms: Sequence[Term], words: Mapping[str, str]) -> Sentence:
    """Why the tables as a whole are not such that the screen can say anything, or nothing."""
    if screen.only_if is None:
        return NOTHING
    asked = replace(screen, find=screen.only_if.find, by_hand=screen.only_if.by_hand)
    (facts,) = engine.find(asked, engine.query(asked, terms, words), terms, words)
    if facts["holds"]:
        return NOTHING
    return screen.only_if.otherwise.filled(**{name: value or 0 for name, value in facts.items()})


def _lay_calendar(engine: Engine, calendar: Calendar) -> dict[int, YearUnknown]:
    """Lays the days off among the days of the books; gives the years whose calendar nobody entered."""
    off: list[date] = []
    unknown: dict[int, YearUnknown] = {}
    for day in engine.days():
        try:
            if day.year not in unknown and not calendar.is_workday(day):
                off.append(day)
        except YearUnknown as year:
            unknown[day.year] = year
    engine.set_off_days(off)
    return unknown
