"""What became of talks, told to the room of talks: that a working paper took something up, never a lead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from xuncha.findings.models import Observation
from xuncha.interviews.later import yielder
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see


@yielder
def taken_up(by: Any, inspection: Inspection) -> Iterable[UUID]:
    """Talks out of which an observation came that a working paper took up."""
    rows = see(Observation, by).filter(inspection=inspection, source="interview", state=Observation.WRITTEN)
    return [key for key in rows.values_list("source_id", flat=True) if key]
