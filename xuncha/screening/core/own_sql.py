"""What SQL a screen of an office's own may be: one SELECT over the canonical tables, with values bound and no way out.

This is the first of two walls; the second is the engine in a process of its own, which could not reach a file either.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from xuncha.base.late import late
from xuncha.base.words import Sentence, joined
from xuncha.screening.core.table import Family, tables

if TYPE_CHECKING:
    import sqlglot
    from sqlglot import errors, exp
else:
    sqlglot, errors, exp = late("sqlglot"), late("sqlglot.errors"), late("sqlglot.expressions")

logging.getLogger("sqlglot").setLevel(logging.ERROR)  # it would put parts of the SQL into the log

ROWS_OUT_OF_NOTHING = frozenset({"unnest", "range", "generate_series"})
"""Functions that may stand where a table stands."""

_OUTSIDE = (
    "read_",
    "write_",
    "parquet_",
    "duckdb_",
    "pragma_",
    "sniff_",
    "iceberg_",
    "sqlite_",
    "postgres_",
    "mysql_",
    "http",
    "st_read",
)
_NAMED = frozenset(
    {"glob", "query", "query_table", "getenv", "getvariable", "current_setting", "set_config", "copy_database", "import_database"}
    | {"which_secret", "load_extension", "sql_auto_complete", "json_execute_serialized_sql", "from_substrait", "getvariables"}
)  # fmt: skip


class OwnFault(ValueError):
    """Why an own screen is not taken; `says` what is wrong, `remedy` what to do."""

    def __init__(self, says: Sentence, remedy: Sentence):
        super().__init__(says.zh)
        self.says, self.remedy = says, remedy

    @property
    def told(self) -> Sentence:
        """What is wrong and what to do, in one."""
        return joined([one for one in (self.says, self.remedy) if one], "。", ". ")


def checked(sql: str, family: Family, parameters: Collection[str]) -> tuple[str, ...]:
    """The canonical tables that the query reads, in order of name. Raises OwnFault."""
    query = _one_select(sql)
    _no_writing(query)
    _no_way_out(query)
    _parameters_known(query, parameters)
    return _tables_known(query, family)


def _one_select(sql: str) -> exp.Query:
    try:
        found = [one for one in sqlglot.parse(sql, dialect="duckdb") if one is not None]
    except errors.SqlglotError as fault:
        where = getattr(fault, "errors", [])
        line = where[0].get("line") if where else None
        at = Sentence(f"，大约在第 {line} 行", f", near line {line}") if line else Sentence("", "")
        raise OwnFault(
            Sentence(f"SQL 写得不对{at.zh}", f"the SQL cannot be read{at.en}"),
            Sentence("请检查逗号、括号和引号。", "Check commas, brackets and quotes."),
        ) from None
    if len(found) != 1:
        raise OwnFault(
            Sentence(
                f"SQL 里有 {len(found)} 条语句，只能有一条",
                f"the SQL has {len(found)} statements; it may have one",
            ),
            Sentence("请只写一条 SELECT，末尾不要再接别的语句。", "Write one SELECT and nothing after it."),
        )
    if not isinstance(found[0], exp.Query):
        kind = found[0].key.upper()
        raise OwnFault(
            Sentence(f"SQL 不是查询（{kind}）", f"the SQL is no query ({kind})"),
            Sentence(
                "自定义筛查只能用一条 SELECT 读表，不能改、不能写。",
                "An own screen reads tables with one SELECT and changes nothing.",
            ),
        )
    return found[0]


def _no_writing(query: exp.Query) -> None:
    """Nothing but reading anywhere inside, also not in a common table expression."""
    barred = (
        exp.Insert,
        exp.Update,
        exp.Delete,
        exp.Create,
        exp.Drop,
        exp.Command,
        exp.Into,
        exp.Copy,
        exp.Attach,
        exp.Set,
        exp.Pragma,
    )
    found = query.find(*barred)
    if found is not None:
        raise OwnFault(
            Sentence(
                f"SQL 里有不许用的语句（{found.key.upper()}）",
                f"the SQL holds a statement that is barred ({found.key.upper()})",
            ),
            Sentence("只能读表。", "Only reading is allowed."),
        )


def _no_way_out(query: exp.Query) -> None:
    for name in _functions(query):
        if name in _NAMED or name.startswith(_OUTSIDE):
            raise OwnFault(
                Sentence(
                    f"SQL 里用了不许用的函数 {name}", f"the SQL uses the function {name}, which is barred"
                ),
                Sentence(
                    "不能读文件、改设置或执行文字里的语句。",
                    "No reading of files, no settings, no running of texts.",
                ),
            )
    for table in query.find_all(exp.Table):
        function = table.this
        if isinstance(function, exp.Func) and _name(function) not in ROWS_OUT_OF_NOTHING:
            raise OwnFault(
                Sentence(
                    f"FROM 后面不能用函数 {_name(function)}",
                    f"the function {_name(function)} cannot stand after FROM",
                ),
                Sentence("请只从规范表里取数。", "Take rows from canonical tables only."),
            )


def _functions(query: exp.Query) -> Iterator[str]:
    for function in query.find_all(exp.Func):
        yield _name(function)


def _name(function: exp.Func) -> str:
    return str(function.name if isinstance(function, exp.Anonymous) else function.sql_name()).lower()


def _parameters_known(query: exp.Query, parameters: Collection[str]) -> None:
    used = {
        str(one.this.name if isinstance(one.this, exp.Expression) else one.this)
        for one in query.find_all(exp.Parameter, exp.Placeholder)
    }
    unknown = sorted(used - set(parameters))
    if unknown:
        raise OwnFault(
            Sentence(
                f"SQL 用了没有声明的参数 ${unknown[0]}", f"the SQL uses ${unknown[0]}, which is not declared"
            ),
            Sentence(
                f"请在 [parameters.{unknown[0]}] 里写明它的值和依据。",
                f"Declare it in [parameters.{unknown[0]}] with value and basis.",
            ),
        )


def _tables_known(query: exp.Query, family: Family) -> tuple[str, ...]:
    own = {one.alias_or_name for one in query.find_all(exp.CTE)}
    known = tables(family)
    used = set()
    for table in query.find_all(exp.Table):
        if isinstance(table.this, exp.Func) or (table.name in own and not table.db):
            continue
        if table.name not in known or table.db:
            raise OwnFault(
                Sentence(f"没有叫 {table.sql()} 的表", f"there is no table {table.sql()}"),
                Sentence(
                    f"可用的表：{'、'.join(known)}。各列见 xuncha screen explain tables。",
                    f"Tables: {', '.join(known)}; columns: xuncha screen explain tables.",
                ),
            )
        used.add(table.name)
    if not used:
        raise OwnFault(
            Sentence("SQL 没有读任何规范表", "the SQL reads no canonical table"),
            Sentence(f"请从这些表里取数：{'、'.join(known)}。", f"Take rows from: {', '.join(known)}."),
        )
    return tuple(sorted(used))
