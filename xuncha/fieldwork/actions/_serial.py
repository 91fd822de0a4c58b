"""Numbers inside an inspection."""

from __future__ import annotations

from uuid import UUID

from xuncha.fieldwork.models import FieldRow
from xuncha.trust.access import whole


def next_serial(model: type[FieldRow], inspection: UUID) -> int:
    """One more than the largest number of the inspection."""
    last = (
        whole(model, "numbering goes over all rows")
        .filter(inspection_id=inspection)
        .order_by("-serial")
        .first()
    )
    return last.serial + 1 if last else 1
