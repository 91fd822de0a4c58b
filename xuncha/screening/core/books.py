"""Lays the tables of the ledger family: sheets in, lines counted once, entries, payments and vouchers made out of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xuncha.base.remarks import Place, Remark
from xuncha.base.words import Sentence
from xuncha.screening.core import laying
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.evidence import Origin
from xuncha.screening.core.reading import Records


@dataclass(frozen=True)
class Standing:
    """Which accounts are cash and which bookings are budgetary: code prefixes and beginnings of names.

    A unit whose codes begin with one of `budget_marks` keeps both sets of books; there `budget_codes` tell them apart.
    """

    cash_codes: tuple[str, ...]
    cash_names: tuple[str, ...]
    budget_cash_codes: tuple[str, ...]
    budget_cash_names: tuple[str, ...]
    budget_codes: tuple[str, ...]
    budget_marks: tuple[str, ...]

    @classmethod
    def of(cls, value: Mapping[str, Sequence[str]]) -> Standing:
        """From the value of the rule record `screening.standing`."""
        return cls(**{name: tuple(value[name]) for name in cls.__dataclass_fields__})

    def told(self) -> dict[str, tuple[str, ...]]:
        """Each list by its name."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def lay_books(engine: Engine, books: Iterable[Records], standing: Standing) -> tuple[Remark, ...]:
    """Fills and locks the engine; remarks on the books as a whole. A sheet or a numbered booking handed in twice counts once."""
    for records in _once(books):
        engine.load(records)
    remarks = _drop_overlaps(engine)
    engine.execute(laying.standing(standing.told()))
    engine.compact()
    _lay(engine)
    engine.compact()
    engine.lock()
    return remarks


def _lay(engine: Engine) -> None:
    """Tells beside each line what screens ask of it, and makes entries, payments and vouchers of the lines."""

    def each(*statements: str) -> None:
        for statement in statements:
            engine.execute(statement)

    each(*laying.KEYS, laying.accounts(laying.at_lines))
    listed = bool(engine.rows(laying.LISTED))
    each(
        *(laying.PAID_AS_LISTED if listed else laying.PAID_AS_CREDITED),
        *laying.PAYEES,
        *laying.TEXTS,
        laying.KEYED,
    )
    (last,) = engine.rows(laying.LAST_DAYS)
    put_in_place(engine, laying.views(listed, last), laying.at_lines)


def put_in_place(engine: Engine, views: Iterable[str], at: laying.At) -> None:
    """Ends the laying: entries and payments as `laying.views` says, and what is made when a query first names it."""
    for statement in views:
        engine.execute(statement)
    for table, (select, made_of) in laying.later(at).items():
        engine.make_later(table, select, made_of)


def _once(books: Iterable[Records]) -> Iterable[Records]:
    seen: set[tuple[str, str, int]] = set()
    for records in books:
        key = (records.sha256, records.sheet, records.part)
        if key not in seen:
            seen.add(key)
            yield records


def _drop_overlaps(engine: Engine) -> tuple[Remark, ...]:
    """Takes out bookings with a number and a day that an earlier sheet holds too."""
    if len(engine.origins) < 2:
        return ()
    engine.execute(laying.OVERLAPS)
    engine.execute(laying.DROP_OVERLAPS)
    counted = engine.rows("SELECT sheet, count(*) AS number FROM doubled GROUP BY sheet ORDER BY sheet")
    return tuple(_overlap(engine.origins[row["sheet"]], row["number"]) for row in counted)


def _overlap(origin: Origin, rows: int) -> Remark:
    return Remark(
        "notice",
        Place(origin.file, origin.sheet),
        Sentence(
            f"有 {rows} 行在前面的表里已经有了，只算一次",
            f"{rows} rows stand in an earlier sheet too and count once",
        ),
    )
