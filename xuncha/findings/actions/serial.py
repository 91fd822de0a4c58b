"""Serial numbers inside one inspection."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Max

from xuncha.trust.access import whole


def next_serial(model: type[Any], inspection: UUID) -> int:
    """One more than the highest that was ever given at the inspection."""
    rows = whole(model, "numbering goes over all rows of the inspection").filter(inspection_id=inspection)
    return 1 + (rows.aggregate(top=Max("serial"))["top"] or 0)
