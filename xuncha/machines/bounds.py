"""What a sender may touch, and what it is told when it goes beyond that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from xuncha.machines import wire
from xuncha.machines.core.carried import CARRIED, WORK
from xuncha.machines.core.record import Record
from xuncha.machines.selection import work_rows
from xuncha.machines.tracing import traces_of
from xuncha.trust.access import Sight, whole

WHY = "what a sender may touch is asked of all rows"
BODIES = {"organisation_id", "body_of"}
"""Columns that name a body without being a link: who is that body's contact would see the row."""


class Outside(Exception):
    """The bundle holds what its sender may not send; it is rejected whole. ``code`` is for the journal."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Bounds:
    """What a sender may touch: one inspection, within a sight, linking to given rows only (kind → keys).

    ``hub``: the sender is the office, which also passes on what other machines edited.
    """

    inspection: UUID
    sight: Sight
    sender: str
    me: str
    given: Mapping[str, frozenset[UUID]]
    hub: bool = False


def rows_here(kind: str, inspection: UUID, sight: Sight) -> dict[UUID, Any]:
    """The rows of a table that the sender may see, and those that it was given before."""
    rows = {row.pk: row for row in work_rows(CARRIED[kind], inspection, sight)}
    lacking = [key for key in traces_of(inspection, kind) if key not in rows]
    rows |= {row.pk: row for row in whole(wire.model_of(kind), WHY).filter(pk__in=lacking)}
    return rows


def check_links(by_kind: Mapping[str, list[Record]], bounds: Bounds) -> None:
    """Every link that the sender made leads to what it was given, or to a row of its own inspection. Raises Outside."""
    wanted = {target for kind in by_kind for target in _links(kind).values()}
    allowed = {kind: {str(key) for key in keys} for kind, keys in bounds.given.items()}
    for one in WORK:
        if one.kind in wanted:
            allowed[one.kind] = {str(key) for key in rows_here(one.kind, bounds.inspection, bounds.sight)}
    for kind, records in by_kind.items():
        links = _links(kind)
        for record in records:
            for name, target in links.items():
                for (where, _), value in record.standing.held.get(name, {}).items():
                    if where == bounds.sender and not _leads_to(value, allowed.get(target, set())):
                        raise Outside("link")


def _links(kind: str) -> dict[str, str]:
    """Column → kind of the row it leads to; columns that name a body or the inspection without being links included."""
    soft = {name: "organisation" for name in wire.columns(kind) if name in BODIES}
    path = {"inspection_id": "inspection"} if "inspection_id" in wire.columns(kind) else {}
    return soft | path | wire.links(kind)


def _leads_to(value: Any, allowed: set[str]) -> bool:
    if value is None or (isinstance(value, dict) and set(value) == {"digest"}):
        return True
    keys = value if isinstance(value, list) else [value]
    return all(isinstance(key, str) and key in allowed for key in keys)
