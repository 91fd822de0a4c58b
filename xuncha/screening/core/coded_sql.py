"""Lines held as numbers (`coded`) as SQL: what their columns say, and the keys by which they are put together."""
# ruff: noqa: S608  (names of declared columns, and texts that are quoted)

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from xuncha.screening.core import laying
from xuncha.screening.core.coded import MONTH, NO_DAY, NOTHING, WIDTH, Coded
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.quoted import quoted, quoted_list
from xuncha.screening.core.table import KINDS, Column
from xuncha.screening.core.tables.ledger import LINES

_N = "n_"
"""What the name of a column of numbers begins with."""
_ACCOUNT = "account"


def lay_coded(engine: Engine, lines: Coded) -> laying.At:
    """Puts the lines in place of the table `lines`, as the view `in_place`; how they are asked for by their numbers.

    Queries read the arrays where they lie. A text that is asked of all lines is looked up ten million times in half a
    second, so nothing that is written by hand asks for it before it knows of which lines. `found` holds payees found.
    """
    database = engine.filling()
    numbers = {**lines.arrays, _ACCOUNT: _accounts(lines)}
    database.register("coded", {_N + name: row for name, row in numbers.items()})
    for name, texts in lines.texts.items():
        engine.execute(f"SET VARIABLE texts_of_{name} = {quoted_list(texts)}")
    said = ", ".join(_columns(lines))
    engine.execute("DROP TABLE lines")
    engine.execute(f"CREATE VIEW in_place AS SELECT {said} FROM coded")
    engine.execute("CREATE TABLE found (id BIGINT, payee VARCHAR)")
    return lambda ids: (
        f"(SELECT l.*, f.payee AS payee_found FROM (SELECT {said} FROM coded WHERE {_N}id IN ({ids})) l"
        " LEFT JOIN found f ON f.id = l.id)"
    )


def _accounts(lines: Coded) -> np.ndarray:
    """The account of each line: its unit, set of books, code and name, written as the places of one number."""
    account: np.ndarray = np.zeros(lines.lines, dtype=np.int32)
    most = 1
    for name in ("unit", "book", "account_code", "account_name"):
        if name not in lines.arrays:
            continue
        size = len(lines.texts[name]) + 1
        if most * size > np.iinfo(np.int64).max:
            found, account = np.unique(account, return_inverse=True)
            most = len(found)
        most *= size
        account = account.astype(np.int64 if most > np.iinfo(np.int32).max else np.int32, copy=False)
        np.multiply(account, size, out=account)
        np.add(account, lines.arrays[name], out=account)
    return account


def _columns(lines: Coded) -> Iterator[str]:
    """The columns of `lines` and of `keyed`, with their names."""
    yield f"{_N}id::BIGINT AS id"
    yield "0::INTEGER AS sheet"
    yield f"{_N}id::BIGINT + 2 AS row"
    for column in LINES.own:
        yield f'{_said(lines, column)} AS "{column.name}"'
    booked = _is(lines, "kind", "entries")
    yield f"CASE WHEN {booked} THEN {_N}{_ACCOUNT}::BIGINT END AS account"
    yield f"{booked} AS booked"
    yield f"({_voucher(lines)} >> 1)::BIGINT AS voucher"
    yield f"{laying.WORDS} AS words"
    yield f"{_key(lines, 'payee', 'payee_id', 'summary')} AS said"
    yield f"{_key(lines, 'unit')} AS unit_key"
    yield f"{_is(lines, 'payee', NOTHING)} AS silent"
    yield f"{_number(lines)} AS number"


def _said(lines: Coded, column: Column) -> str:
    """A column as declared, or what stands in its place where the file has none."""
    name = column.name
    kind, _, default = KINDS[column.kind][0].partition(" DEFAULT ")
    if name in lines.texts:
        return _text(lines, name)
    if name not in lines.arrays:
        return f"{default or 'NULL'}::{kind}"
    if column.kind == "day":
        return f"DATE '1970-01-01' + {f'nullif({_N}{name}, {NO_DAY})' if lines.undated else _N + name}"
    return f"{_N}{name}::{kind}"


def _text(lines: Coded, name: str) -> str:
    if name not in lines.arrays:
        return quoted(lines.texts[name][0])
    looked_up = _looked_up(name)
    if name not in lines.numbered:
        return looked_up
    number, width = _N + name, _N + name + WIDTH
    return f"CASE WHEN {width} > 0 THEN lpad({number}::VARCHAR, {width}::INTEGER, '0') ELSE {looked_up} END"


def _looked_up(name: str) -> str:
    """The text of a number."""
    return f"getvariable('texts_of_{name}')[{_N}{name}]"


def _key(lines: Coded, *names: str) -> str:
    """One number for what these columns say together."""
    numbers = [_N + name for name in names if name in lines.arrays]
    widths = [_N + name + WIDTH for name in names if name in lines.numbered]
    return f"hash({', '.join([*numbers, *widths]) or '0'})"


def _is(lines: Coded, name: str, text: str) -> str:
    """Whether a column of texts says this."""
    texts = list(lines.texts.get(name, [NOTHING]))
    if text not in texts:
        return "false"
    return f"{_N}{name} = {texts.index(text) + 1}" if name in lines.arrays else "true"


def _voucher(lines: Coded) -> str:
    alone = f"hash('line', {_N}id)"
    if "voucher_no" not in lines.arrays:
        return alone
    number, width = f"{_N}voucher_no", f"{_N}voucher_no{WIDTH}"
    undated = f"WHEN day IS NULL THEN {_key(lines, 'unit', 'year', 'period', 'voucher_type', 'voucher_no')}"
    dated = _key(lines, "unit", "voucher_type", "voucher_no", f"day{MONTH}")
    return f"(CASE WHEN {width} = 0 AND {number} = 1 THEN {alone} {undated if lines.undated else ''} ELSE {dated} END)"


def _number(lines: Coded) -> str:
    """The digits that a voucher number ends with."""
    if "voucher_no" not in lines.arrays:
        return "NULL::BIGINT"
    digits = f"regexp_extract({_looked_up('voucher_no')}, '([0-9]+)$', 1)"
    return f"CASE WHEN {_N}voucher_no{WIDTH} > 0 THEN {_N}voucher_no::BIGINT ELSE try_cast({digits} AS BIGINT) END"
