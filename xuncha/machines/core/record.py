"""A record on its way: one line of JSON with its key and its standing, in the file of its kind.

``{"id": "0190…", "seen": {"1f3a5c7e": 3}, "held": {"on": [["1f3a5c7e", 2, "2026-11-20"]]}}``. A value is plain JSON, or
``{"sealed": base64}`` for an envelope, or ``{"file": sha256}`` for one that lies in a file of its own beside the records.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from xuncha.machines.core.standing import GONE, Standing

_WHERE = re.compile(r"[0-9a-f]{8}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SHA = re.compile(r"[0-9a-f]{64}")
MOST_NUMBER = 2**53


class NotARecord(Exception):
    """A line that no honest installation writes. The text names the fault, never the content."""


@dataclass(frozen=True)
class Record:
    kind: str
    id: UUID
    standing: Standing

    @property
    def key(self) -> tuple[str, UUID]:
        return self.kind, self.id


def digest(value: Any) -> str:
    """A short digest by which equal values meet; 128 bits."""
    told = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def standing_as_data(standing: Standing) -> dict[str, Any]:
    """``{"seen": …, "held": {field: [[installation, number, value], …]}}``, in a fixed order."""
    held = {
        name: [
            [where, number, value]
            for (where, number), value in sorted(values.items(), key=lambda one: one[0])
        ]
        for name, values in sorted(standing.held.items())
    }
    return {"seen": dict(sorted(standing.seen.items())), "held": held}


def standing_of(data: Mapping[str, Any]) -> Standing:
    """The standing of what ``standing_as_data`` gave. Raises NotARecord."""
    seen, held = data.get("seen"), data.get("held")
    if not isinstance(seen, dict) or not isinstance(held, dict):
        raise NotARecord("no standing")
    for where, number in seen.items():
        _check_dot(where, number)
    return Standing(dict(seen), {_name(name): _versions(name, versions) for name, versions in held.items()})


def _versions(name: str, versions: Any) -> dict[tuple[str, int], Any]:
    found: dict[tuple[str, int], Any] = {}
    if not isinstance(versions, list) or not versions:
        raise NotARecord("a field without versions")
    for version in versions:
        if not isinstance(version, list) or len(version) != 3:
            raise NotARecord("a version that is none")
        where, number, value = version
        _check_dot(where, number)
        if (where, number) in found:
            raise NotARecord("one version twice")
        if name == GONE:
            _check_removal(value)
        found[where, number] = value
    return found


def _check_dot(where: Any, number: Any) -> None:
    if not isinstance(where, str) or not _WHERE.fullmatch(where):
        raise NotARecord("an installation that is none")
    if isinstance(number, bool) or not isinstance(number, int) or not 0 < number < MOST_NUMBER:
        raise NotARecord("a number that is none")


def _check_removal(value: Any) -> None:
    if not isinstance(value, dict) or set(value) != {"why", "seen"} or not isinstance(value["why"], str):
        raise NotARecord("a removal that is none")
    if not isinstance(value["seen"], dict):
        raise NotARecord("a removal that is none")
    for where, number in value["seen"].items():
        _check_dot(where, number)


def _name(name: Any) -> str:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise NotARecord("a field that is none")
    return name


def as_data(record: Record) -> dict[str, Any]:
    """A record as it stands in a bundle."""
    return {"id": str(record.id), **standing_as_data(record.standing)}


def read(kind: str, lines: Iterable[Mapping[str, Any]]) -> list[Record]:
    """The records of a kind. Raises NotARecord for what ``as_data`` did not write, a key that stands twice included."""
    found: dict[UUID, Record] = {}
    for line in lines:
        record = _read_line(kind, line)
        if record.id in found:
            raise NotARecord("one record twice")
        found[record.id] = record
    return list(found.values())


def _read_line(kind: str, data: Mapping[str, Any]) -> Record:
    if set(data) != {"id", "seen", "held"}:
        raise NotARecord("a line that is no record")
    try:
        key = UUID(data["id"])
    except (ValueError, TypeError, AttributeError):
        raise NotARecord("a key that is none") from None
    if str(key) != data["id"]:
        raise NotARecord("a key that is not written as keys are")
    return Record(_name(kind), key, standing_of(data))


def file_named(value: Any) -> str | None:
    """The name of the file that a value lies in, or None. Raises NotARecord for a name that is no digest."""
    if isinstance(value, dict) and set(value) == {"file"}:
        if not isinstance(value["file"], str) or not _SHA.fullmatch(value["file"]):
            raise NotARecord("a file that is none")
        return value["file"]
    return None
