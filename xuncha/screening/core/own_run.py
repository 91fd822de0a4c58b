"""Runs the screens of an office's own over the tables of an engine, each in a process with limits of memory and time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from threading import Timer
from typing import Any

from xuncha.base.words import Sentence
from xuncha.planning.apart import Stopped, Working
from xuncha.screening.core.engine import Engine
from xuncha.screening.core.own import Own, Parameter
from xuncha.screening.core.own_child import MOST_FOUND, answer
from xuncha.screening.core.own_sql import OwnFault
from xuncha.screening.core.run import hits_of, missing
from xuncha.screening.core.screen import Outcome
from xuncha.screening.core.terms import pattern


@dataclass(frozen=True)
class Limits:
    """What a query of an own screen may take. `memory` as DuckDB writes it; `space` in bytes for the whole process."""

    seconds: float = 120
    memory: str = "1GB"
    space: int = 4 * 2**30


def run_own(engine: Engine, own: Own, limits: Limits | None = None) -> Outcome:
    """One own screen over a locked engine. What goes wrong makes it not applicable, with the reason."""
    if lacking := missing(engine, own.needs):
        return Outcome(own, not_applicable=lacking)
    rule = own_version(own)
    try:
        rows = found_rows(engine, own, limits or Limits())
        hits = hits_of(engine, own, rows, rule)
    except KeyError:
        no = OwnFault(
            Sentence("ids 里有不存在的行编号", "ids holds numbers of no row"),
            Sentence("ids 要取自各表的 id 列。", "Take ids from the column id."),
        )
        return Outcome(own, not_applicable=no.told, values=own.values, rule=rule)
    except OwnFault as no:
        return Outcome(own, not_applicable=no.told, values=own.values, rule=rule)
    return Outcome(own, hits, len(rows), values=own.values, rule=rule)


def run_owns(owns: Sequence[Own], engine: Engine) -> tuple[Outcome, ...]:
    """The own screens of the engine's family, one after another."""
    return tuple(run_own(engine, own) for own in owns if own.family == engine.family)


def found_rows(engine: Engine, own: Own, limits: Limits) -> list[dict[str, Any]]:
    """What the query gives, a row a doubt. Raises OwnFault when it fails, takes too much or gives other columns."""
    given = {name: engine.handed_out(name) for name in own.reads}
    values = {one.name: _bound(one) for one in own.parameters}
    work = Working(answer, own.sql, given, values, limits.memory, memory=limits.space)
    late = Timer(limits.seconds, work.cancel)
    late.start()
    try:
        columns, rows = work.result()
    except Stopped as no:
        raise _stopped(no.details, limits, not late.is_alive()) from None
    finally:
        late.cancel()
    if len(rows) >= MOST_FOUND:
        raise OwnFault(
            Sentence(f"查出 {MOST_FOUND} 行以上，条件太宽", f"more than {MOST_FOUND} rows were found"),
            Sentence(
                "请把条件写窄，或按单位、收款人归并。", "Narrow the conditions, or group by unit or payee."
            ),
        )
    return _fitting(own, columns, rows)


def _fitting(own: Own, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> list[dict[str, Any]]:
    lacking = sorted(own.facts - set(columns))
    if lacking:
        raise OwnFault(
            Sentence(f"SQL 没有给出 {'、'.join(lacking)} 列", f"the SQL gives no {', '.join(lacking)}"),
            Sentence(
                "要有 ids（行编号的列表）、amount（分）和句子里花括号中的各项。",
                "It must give ids (a list of row numbers), amount (cents) and what the sentence names.",
            ),
        )
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    for row in found:
        row |= {name: _cents(name, row[name]) for name in {"amount", *own.money}}
        if (
            not isinstance(row["ids"], list)
            or not row["ids"]
            or not all(isinstance(one, int) for one in row["ids"])
        ):
            raise OwnFault(
                Sentence("ids 不是行编号的列表", "ids is no list of row numbers"),
                Sentence("请写 list(id ORDER BY id) AS ids。", "Write list(id ORDER BY id) AS ids."),
            )
    return found


def _cents(name: str, value: Any) -> int:
    """A sum as the query gives it, in whole cents; none is 0."""
    if value is None:
        return 0
    if not isinstance(value, (int, float, Decimal)) or not isfinite(value):
        raise OwnFault(
            Sentence(f"{name} 列不是数", f"the column {name} is no number"),
            Sentence(
                "金额要是分，例如 sum(amount)::BIGINT。", "Sums are cents, as sum(amount)::BIGINT gives them."
            ),
        )
    return int(value)


def _stopped(details: str, limits: Limits, late: bool) -> OwnFault:
    if late:
        return OwnFault(
            Sentence(
                f"算了 {limits.seconds:.0f} 秒还没有算完，已停止",
                f"stopped after {limits.seconds:.0f} seconds",
            ),
            Sentence("请把条件写窄，少用多表连接。", "Narrow the conditions; join fewer tables."),
        )
    if "Out of Memory" in details or "MemoryError" in details:
        return OwnFault(
            Sentence(
                f"超过 {limits.memory} 的内存上限，已停止",
                f"stopped at the limit of {limits.memory} of memory",
            ),
            Sentence("请把条件写窄，少用多表连接。", "Narrow the conditions; join fewer tables."),
        )
    said = next((line for line in reversed(details.splitlines()) if "Error" in line), "")
    reason = said.partition("Unanswered: ")[2] or "—"
    return OwnFault(
        Sentence(f"数据库没有接受这条 SQL：{reason}", f"the database did not take the SQL: {reason}"),
        Sentence(
            "各表的列见 xuncha screen explain tables。",
            "Columns of the tables: xuncha screen explain tables.",
        ),
    )


def own_version(own: Own) -> str:
    """A short code that changes with the query or a parameter."""
    said: Mapping[str, Any] = {"sql": own.sql, "values": {one.name: one.value for one in own.parameters}}
    digest = hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    return f"{own.key}·{digest[:8]}"


def _bound(one: Parameter) -> Any:
    if one.kind == "words":
        return pattern(one.value)
    return round(one.value * 100) if one.kind == "yuan" else one.value
