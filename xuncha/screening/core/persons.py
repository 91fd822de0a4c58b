"""Lists of persons: used only with a source and a decision that were named for the file, never for what its rows claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from xuncha.screening.core.reading import Records

PERSONS = "persons"


@dataclass(frozen=True)
class Permission:
    """Where a list of persons comes from, and the decision that allows its use with its day."""

    source: str
    decision: str
    decided_on: date

    def as_dict(self) -> dict[str, str]:
        """Plain values, to be kept."""
        return {"source": self.source, "decision": self.decision, "decided_on": self.decided_on.isoformat()}

    @classmethod
    def of(cls, kept: Mapping[str, str]) -> Permission:
        """What `as_dict` gave."""
        return cls(kept["source"], kept["decision"], date.fromisoformat(kept["decided_on"]))


def allowed(books: Iterable[Records], permission: Permission | None) -> tuple[list[Records], bool]:
    """The sheets of a file that may be screened, and whether a list of persons was kept out for want of permission.

    Every row of a list of persons names the permission of its file, in place of what the sheet says.
    """
    kept, out = [], False
    for records in books:
        if records.kind != PERSONS:
            kept.append(records)
        elif permission is not None:
            kept.append(_stamped(records, permission))
        else:
            out = out or bool(records.rows)
    return kept, out


def _stamped(records: Records, permission: Permission) -> Records:
    size = len(records.rows)
    decision = f"{permission.decision}，{permission.decided_on.isoformat()}"
    said = {"source": [permission.source] * size, "decision": [decision] * size}
    return replace(records, values={**records.values, **said})
