"""What a canonical table is: the one definition behind reading, the engine, the screens, `explain` and the docs."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from xuncha.base.words import Sentence

Family = Literal["ledger", "tenders"]
FAMILIES: dict[Family, Sentence] = {
    "ledger": Sentence("账表", "account books and the lists beside them"),
    "tenders": Sentence("招标投标", "tenders, bids and contracts"),
}

ColumnKind = Literal["text", "code", "turnover", "cents", "day", "moment", "whole", "number", "mark", "id"]
KINDS: dict[ColumnKind, tuple[str, str, Sentence]] = {
    "text": (
        "VARCHAR DEFAULT ''",
        "string",
        Sentence("文字，没有则为空串", "text, empty where there is none"),
    ),
    "code": ("VARCHAR DEFAULT ''", "string", Sentence("编码（按文字保存）", "a code, kept as text")),
    "turnover": (
        "BIGINT DEFAULT 0",
        "int64",
        Sentence("整数分，没有则为 0", "integer cents, 0 where there is none"),
    ),
    "cents": ("BIGINT", "int64", Sentence("整数分", "integer cents")),
    "day": ("DATE", "date", Sentence("日期", "a day")),
    "moment": ("TIMESTAMP", "timestamp", Sentence("时刻", "a moment")),
    "whole": ("BIGINT", "int64", Sentence("整数", "a whole number")),
    "number": ("DOUBLE", "float64", Sentence("数量", "a quantity")),
    "mark": ("BOOLEAN", "boolean", Sentence("是否", "yes or no")),
    "id": ("BIGINT", "int64", Sentence("行的编号", "number of a row")),
}
"""Kind → type and default in DuckDB, type in Ibis, in words. Where no default stands, what is missing is NULL."""


@dataclass(frozen=True)
class Column:
    """One column. `json` is the pointer of its value below the pointer of its row, where rows come out of JSON."""

    name: str
    kind: ColumnKind
    title: Sentence
    json: str = ""


PLACE = (
    Column(
        "id",
        "id",
        Sentence("行编号，全部表中唯一，按读入次序", "unique over all tables, in order of reading"),
    ),
    Column("sheet", "whole", Sentence("第几张表（文件）", "which sheet or file")),
    Column("row", "whole", Sentence("表中的行（JSON 文件的行）", "row of the sheet, line of a JSON file")),
)
"""What every table that is read begins with."""

PATH = Column("path", "text", Sentence("行在 JSON 中的路径", "JSON pointer of the row in its line"))
ON_DAY = Column(
    "on_day",
    "day",
    Sentence("取参数用的日期，总是有值", "the day by which parameters are chosen; never NULL"),
)


@dataclass(frozen=True)
class Table:
    """One canonical table.

    `takes` names the kinds of records that are put into it as they were read; a table that takes none is made out of
    others. `dated_by` names the day by which a row finds its parameters. `shows` says which column stands for `day`,
    `voucher`, `summary`, `payee` and `amount` of an evidence row, where it is not the column of that name.
    """

    key: str
    title: Sentence
    what: Sentence
    own: tuple[Column, ...]
    takes: tuple[str, ...] = ()
    dated_by: str = ""
    shows: Mapping[str, str] = field(default_factory=dict)
    by_path: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns in order: the place of the row, its own, and `on_day`."""
        place = PLACE if self.is_read else PLACE[:1]
        return (*place, *((PATH,) if self.by_path else ()), *self.own, *((ON_DAY,) if self.dated_by else ()))

    @property
    def is_read(self) -> bool:
        """Whether its rows were read from a file, each at a place of its own, and not made out of other tables."""
        return bool(self.takes) or self.by_path

    @property
    def names(self) -> frozenset[str]:
        """The names of the columns."""
        return frozenset(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """A column by name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.key}.{name}")

    def schema(self) -> dict[str, str]:
        """Name → type, as Ibis takes it."""
        return {column.name: KINDS[column.kind][1] for column in self.columns}

    def create(self) -> str:
        """The statement that creates it empty."""
        columns = ", ".join(f'"{column.name}" {KINDS[column.kind][0]}' for column in self.columns)
        return f"CREATE TABLE {self.key} ({columns})"


@cache
def tables(family: Family) -> Mapping[str, Table]:
    """The canonical tables of a family, by key, in the order of its file in `core/tables`."""
    declared: tuple[Table, ...] = importlib.import_module(f"xuncha.screening.core.tables.{family}").TABLES
    return {table.key: table for table in declared}
