"""Records of a bundle meet the rows here: all of them, or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import F, ProtectedError

from xuncha.machines import wire
from xuncha.machines.bounds import Bounds, Outside, check_links, rows_here
from xuncha.machines.core.carried import CARRIED, WORK
from xuncha.machines.core.record import NotARecord, Record, digest, standing_as_data, standing_of
from xuncha.machines.core.standing import GONE, Standing, edited, forged, met, news
from xuncha.machines.models import Rival, Trace
from xuncha.machines.tracing import look, rivals_of
from xuncha.machines.unique import clash
from xuncha.trust.access import see, whole

WHY = "what a bundle brings is put into rows, seen or not by who merges"


@dataclass
class Tally:
    """What came of one table."""

    new: int = 0
    changed: int = 0
    same: int = 0
    removed: int = 0
    conflicts: int = 0
    renumbered: int = 0

    def as_data(self) -> dict[str, int]:
        return {name: value for name, value in vars(self).items() if value}


@dataclass
class Meeting:
    """One record between its trace and its row while it is being merged."""

    record: Record
    trace: Trace
    row: Any | None
    theirs: Standing
    values: dict[str, Any]
    after: Standing = field(default_factory=Standing)


def merge(records: Iterable[Record], bounds: Bounds) -> tuple[dict[str, dict[str, int]], list[Any]]:
    """Put the records in place. Gives what came of each table, and the rows that were touched.

    Raises Outside for anything beyond the bounds and NotARecord for what does not fit its table; the caller rolls back.
    """
    by_kind: dict[str, list[Record]] = {}
    for record in records:
        if record.kind not in CARRIED or not CARRIED[record.kind].back:
            raise Outside("kind")
        by_kind.setdefault(record.kind, []).append(record)
    report: dict[str, dict[str, int]] = {}
    touched: list[Any] = []
    graves: list[Any] = []
    for one in WORK:
        if one.kind in by_kind:
            tally = Tally()
            rows = _merge_kind(one.kind, by_kind[one.kind], bounds, tally, graves)
            report[one.kind] = tally.as_data()
            touched += rows
    for row in reversed(graves):
        try:
            whole(type(row), WHY).filter(pk=row.pk).delete()
        except ProtectedError:
            raise Outside("needed") from None
    check_links(by_kind, bounds)
    return report, touched


def _merge_kind(
    kind: str, records: list[Record], bounds: Bounds, tally: Tally, graves: list[Any]
) -> list[Any]:
    model = wire.model_of(kind)
    here = rows_here(kind, bounds.inspection, bounds.sight)
    before = set(see(model, bounds.sight).filter(pk__in=list(here)).values_list("pk", flat=True))
    traces = look(bounds.inspection, kind, list(here.values()), bounds.me)
    _check_foreign(kind, [one.id for one in records if one.id not in traces])
    rivals = rivals_of(traces.values())
    shown = wire.values(kind, [here[one.id] for one in records if one.id in here])
    touched: list[Any] = []
    for record in records:
        meeting = _meet(record, traces, here, rivals, shown, bounds)
        row = _settle(meeting, bounds, tally, graves)
        if row is not None:
            touched.append(row)
    written = [row.pk for row in touched if row.pk not in here or row.pk in before]
    within = see(model, bounds.sight).filter(pk__in=written, **{CARRIED[kind].path: bounds.inspection})
    if within.count() != len(written):
        raise Outside("scope")
    return touched


def _check_foreign(kind: str, keys: list[UUID]) -> None:
    """A key that is new to this inspection must be new altogether."""
    if whole(wire.model_of(kind), WHY).filter(pk__in=keys).exists():
        raise Outside("foreign")
    if whole(Trace, WHY).filter(row_id__in=keys).exists():
        raise Outside("foreign")


def _meet(
    record: Record,
    traces: dict[UUID, Trace],
    here: Mapping[UUID, Any],
    rivals: Mapping[UUID, Mapping[str, Any]],
    shown: Mapping[UUID, Mapping[str, Any]],
    bounds: Bounds,
) -> Meeting:
    if set(record.standing.held) - {GONE} != wire.names(record.kind):
        raise NotARecord("not the columns of its table")
    theirs, brought = _in_digests(record.standing)
    trace = traces.get(record.id)
    if trace is None:
        trace = Trace(
            inspection_id=bounds.inspection,
            kind=record.kind,
            row_id=record.id,
            standing=standing_as_data(Standing()),
        )
    ours = standing_of(trace.standing)
    passed_on = set(theirs.seen) - {bounds.me} if bounds.hub else set()
    if fault := forged(ours, theirs, bounds.sender, passed_on):
        raise Outside(fault)
    known = {digest(value): value for value in shown.get(record.id, {}).values()}
    values = {**brought, **rivals.get(trace.pk, {}), **known}
    return Meeting(record, trace, here.get(record.id), theirs, values, met(ours, theirs))


def _in_digests(standing: Standing) -> tuple[Standing, dict[str, Any]]:
    """A standing with digests in place of values, and the values by their digests."""
    held: dict[str, dict[Any, Any]] = {}
    values: dict[str, Any] = {}
    for name, versions in standing.held.items():
        held[name] = {}
        for dot, value in versions.items():
            if name == GONE:
                held[name][dot] = value
            elif isinstance(value, dict) and set(value) == {"digest"} and isinstance(value["digest"], str):
                held[name][dot] = value["digest"]
            else:
                held[name][dot] = digest(value)
                values[held[name][dot]] = value
    return Standing(standing.seen, held), values


def _settle(one: Meeting, bounds: Bounds, tally: Tally, graves: list[Any]) -> Any | None:
    """Write what came of a meeting; the row that was touched, or None."""
    ours = standing_of(one.trace.standing)
    if one.after == ours and one.trace.twin_of is None:
        tally.same += 1
        return None
    tally.conflicts += len(news(ours, one.after))
    if one.after.gone:
        tally.removed += 1
        one.trace.shown = {}
        _keep(one, {})
        if one.row is not None:
            graves.append(one.row)
        return one.row
    chosen = _chosen(one)
    if one.row is None:
        return _insert(one, chosen, bounds, tally)
    written = _update(one, chosen)
    _keep(one, chosen)
    if not written and not news(ours, one.after):
        tally.same += 1
        return None
    tally.changed += 1
    return one.row


def _chosen(one: Meeting) -> dict[str, str]:
    """Column → digest of the version the row shows: as it did while that stands, else the oldest one that is known here."""
    chosen = {}
    for name in wire.names(one.record.kind):
        standing = one.after.values(name)
        before = one.trace.shown.get(name)
        known = [value for value in standing if value in one.values]
        if before is not None and (before in standing or not known):
            chosen[name] = before
        elif known:
            chosen[name] = known[0]
        else:
            raise NotARecord("a version without its value")
    return chosen


def _columns(one: Meeting, chosen: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, list[UUID]]]:
    kind = one.record.kind
    plain = {
        name: wire.column_value(kind, name, one.values[value])
        for name, value in chosen.items()
        if name in wire.columns(kind) and one.trace.shown.get(name) != value
    }
    lists = {
        name: wire.many_value(one.values[chosen[name]])
        for name in wire.many(kind)
        if one.trace.shown.get(name) != chosen[name]
    }
    return plain, lists


def _insert(one: Meeting, chosen: dict[str, str], bounds: Bounds, tally: Tally) -> Any | None:
    model = wire.model_of(one.record.kind)
    one.trace.shown = {}
    plain, lists = _columns(one, chosen)
    taken = clash(model, one.record.id, plain)
    if taken is not None and taken.twin is not None:
        tally.conflicts += 1 if one.trace._state.adding else 0
        one.trace.twin_of = taken.twin
        _keep(one, {})
        return None
    if taken is not None:
        for name, value in taken.instead.items():
            plain[name] = value
            fresh = digest(value)
            one.values[fresh] = value
            one.after = edited(one.after, bounds.me, {name: (chosen[name], fresh)})
            chosen[name] = fresh
        tally.renumbered += 1
    row = model(pk=one.record.id, **plain)
    row.save(force_insert=True)
    wire.link(row, lists)
    tally.new += 1
    _keep(one, chosen)
    return row


def _update(one: Meeting, chosen: Mapping[str, str]) -> bool:
    """Write what differs from the row; whether anything did."""
    plain, lists = _columns(one, chosen)
    if plain or lists:
        rows = whole(type(one.row), WHY).filter(pk=one.row.pk)
        try:
            rows.update(version=F("version") + 1, **plain)
        except IntegrityError:
            raise Outside("taken") from None
        wire.link(one.row, lists)
    return bool(plain or lists)


def _keep(one: Meeting, chosen: Mapping[str, str]) -> None:
    """Save the trace, and beside it every version that stands and is not in the row."""
    trace = one.trace
    trace.standing, trace.shown = standing_as_data(one.after), dict(chosen)
    twin = trace.twin_of is not None and not one.after.gone
    trace.open = bool(one.after.conflicts) or twin
    if not twin:
        trace.twin_of = None
    trace.save()
    whole(Rival, WHY).filter(trace=trace).delete()
    if not trace.open:
        return
    whole(Rival, WHY).bulk_create(
        Rival(trace=trace, name=name, digest=value, value=one.values[value])
        for name in sorted(wire.names(one.record.kind))
        for value in one.after.values(name)
        if value != chosen.get(name) and value in one.values
    )
