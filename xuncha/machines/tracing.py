"""How far each record is known here: what was edited since it was last looked at becomes edits with dots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from xuncha.machines import wire
from xuncha.machines.core.record import Record, digest, standing_as_data, standing_of
from xuncha.machines.core.standing import GONE, Standing, edited, removed
from xuncha.machines.models import Rival, Trace
from xuncha.trust import vault
from xuncha.trust.access import whole
from xuncha.trust.models import Entry

WHY = "what travelled is known by its trace, seen or not"
UNTOLD = "removed"
"""The reason of a removal of which the journal knows nothing."""


def traces_of(inspection: UUID, kind: str) -> dict[UUID, Trace]:
    return {one.row_id: one for one in whole(Trace, WHY).filter(inspection=inspection, kind=kind)}


def rivals_of(traces: Iterable[Trace]) -> dict[UUID, dict[str, Any]]:
    """Trace → digest → value of every version that stands against a row's own."""
    found: dict[UUID, dict[str, Any]] = {}
    for one in whole(Rival, WHY).filter(trace__in=[trace.pk for trace in traces if trace.open]):
        found.setdefault(one.trace_id, {})[one.digest] = one.value
    return found


def look(inspection: UUID, kind: str, rows: list[Any], me: str) -> dict[UUID, Trace]:
    """Bring the traces of a table in step with its rows; ``me`` made every edit that no trace knows yet."""
    known = traces_of(inspection, kind)
    now = wire.values(kind, rows)
    fresh, changed = [], []
    for key, values in now.items():
        trace = known.get(key)
        if trace is None:
            trace = known[key] = Trace(
                inspection_id=inspection, kind=kind, row_id=key, standing=standing_as_data(Standing())
            )
            fresh.append(trace)
        elif not _moved(trace, values):
            continue
        else:
            changed.append(trace)
        _take(trace, values, me)
    gone = [one for key, one in known.items() if key not in now and one.shown and not _present(kind, key)]
    for trace in gone:
        _bury(trace, me)
    whole(Trace, WHY).bulk_create(fresh, batch_size=200)
    whole(Trace, WHY).bulk_update([*changed, *gone], ["standing", "shown"], batch_size=200)
    return known


def _digests(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: digest(value) for name, value in values.items()}


def _moved(trace: Trace, values: Mapping[str, Any]) -> bool:
    return trace.shown != _digests(values)


def _take(trace: Trace, values: Mapping[str, Any], me: str) -> None:
    shown = _digests(values)
    news = {name: (trace.shown.get(name), new) for name, new in shown.items() if trace.shown.get(name) != new}
    trace.standing = standing_as_data(edited(standing_of(trace.standing), me, news))
    trace.shown = shown


def _present(kind: str, key: UUID) -> bool:
    return whole(wire.model_of(kind), WHY).filter(pk=key).exists()


def _bury(trace: Trace, me: str) -> None:
    trace.standing = standing_as_data(removed(standing_of(trace.standing), me, _reason(trace)))
    trace.shown = {}


def _reason(trace: Trace) -> str:
    """Where the journal tells of the removal: ``journal:<number of the entry>``."""
    entry = (
        whole(Entry, WHY)
        .filter(verb__endswith=".removed", body__contains=vault.token("journal", trace.row_id))
        .order_by("-seq")
        .first()
    )
    return f"journal:{entry.seq}" if entry else UNTOLD


def travelling(kind: str, rows: list[Any], traces: Mapping[UUID, Trace]) -> list[Record]:
    """The records of a table with every version that stands, values in place of digests; removals included."""
    now = wire.values(kind, rows)
    rivals = rivals_of(traces.values())
    found = []
    for key, trace in sorted(traces.items()):
        standing = standing_of(trace.standing)
        if key in now:
            known = {digest(value): value for value in now[key].values()} | rivals.get(trace.pk, {})
            found.append(Record(kind, key, _with(standing, known)))
        elif standing.gone:
            found.append(Record(kind, key, _emptied(standing)))
    return found


def _emptied(standing: Standing) -> Standing:
    """A removed record travels without its values, but with the marks by which an edit that did not know of it is found."""
    held = {
        name: dict(versions) if name == GONE else {dot: {"digest": value} for dot, value in versions.items()}
        for name, versions in standing.held.items()
    }
    return Standing(standing.seen, held)


def _with(standing: Standing, known: Mapping[str, Any]) -> Standing:
    held = {
        name: dict(versions)
        if name == GONE
        else {dot: known.get(value, {"digest": value}) for dot, value in versions.items()}
        for name, versions in standing.held.items()
    }
    return Standing(standing.seen, held)
