"""On the machine: what the office gave along is put into rows as it stands. The office is its master; the machine never sends it back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from xuncha.machines import wire
from xuncha.machines.core.carried import GIVEN
from xuncha.machines.core.record import NotARecord, Record
from xuncha.trust import account_keys
from xuncha.trust.access import whole

WHY = "what the office gave is put into rows as it stands"
ONCE = {"account": ("name", "is_active"), "grant": ("ends",), "accountkey": ()}
"""Tables whose rows live on here once they came (a password is changed on the machine): only these columns follow the office."""


def put(records: Iterable[Record]) -> int:
    """Insert or update the given rows; the number of rows written."""
    by_kind: dict[str, list[Record]] = {}
    for record in records:
        by_kind.setdefault(record.kind, []).append(record)
    return sum(_put(one.kind, by_kind.get(one.kind, [])) for one in GIVEN)


def _put(kind: str, records: list[Record]) -> int:
    model = wire.model_of(kind)
    here = {row.pk: row for row in whole(model, WHY).filter(pk__in=[one.id for one in records])}
    written = 0
    for record in records:
        values = {name: _only(versions) for name, versions in record.standing.held.items()}
        if set(values) != wire.names(kind):
            raise NotARecord("not the columns of its table")
        plain = {name: wire.column_value(kind, name, values[name]) for name in wire.columns(kind)}
        lists = {name: wire.many_value(values[name]) for name in wire.many(kind)}
        row = here.get(record.id)
        written += _insert(model, record, plain, lists) if row is None else _follow(kind, row, plain, lists)
    return written


def _only(versions: Any) -> Any:
    if len(versions) != 1:
        raise NotARecord("a given row has one version")
    return next(iter(versions.values()))


def _insert(model: Any, record: Record, plain: dict[str, Any], lists: dict[str, Any]) -> int:
    row = model(pk=record.id, **plain)
    if record.kind == "accountkey":
        account_keys.vouch(row)
    row.save(force_insert=True)
    wire.link(row, lists)
    return 1


def _follow(kind: str, row: Any, plain: dict[str, Any], lists: dict[str, Any]) -> int:
    names = ONCE.get(kind, tuple(plain))
    changed = {name: plain[name] for name in names if getattr(row, name) != plain[name]}
    if changed:
        whole(type(row), WHY).filter(pk=row.pk).update(**changed)
    if kind not in ONCE:
        wire.link(row, lists)
    return 1 if changed else 0
