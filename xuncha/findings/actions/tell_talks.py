"""What the room of talks is told: that a working paper took something up; to the leader, whom open leads are about; and that
something came in since he looked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from xuncha.findings.actions.handle_lead import open_leads
from xuncha.findings.models import Lead, Observation
from xuncha.interviews.later import lead_teller, newcomer, yielder
from xuncha.letters.models import Letter
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see, whole

_MATERIAL = {"lead": Lead, "letter": Letter}
_WHY = "whether anything came in is asked for a talk that begins, of the whole inspection, and told to nobody"


@yielder
def taken_up(by: Any, inspection: Inspection) -> Iterable[UUID]:
    """Talks out of which an observation came that a working paper took up."""
    rows = see(Observation, by).filter(inspection=inspection, source="interview", state=Observation.WRITTEN)
    return [key for key in rows.values_list("source_id", flat=True) if key]


@lead_teller
def under_open_leads(by: Any, inspection: Inspection) -> Iterable[tuple[str, str]]:
    """Whom leads are about that nobody has answered or cleared, with the lead's key.

    Raises Refusal where one is kept from the leader himself (回避): somebody else looks through the talks.
    """
    open_states = (Lead.SEALED, Lead.KEPT, Lead.TRANSFERRED)
    rows = list(see(Lead, by).filter(inspection=inspection, state__in=open_states))
    plain = open_leads(by=by, leads=rows) if rows else []
    return [(one["person"].strip(), row.pk.hex) for row, one in zip(rows, plain, strict=True)]


@newcomer
def came_in(inspection: Inspection, since: UUID, kinds: frozenset[str]) -> bool:
    """Whether a lead was made or a letter registered after the row with this key; keys are ordered by time."""
    found = [
        whole(_MATERIAL[kind], _WHY).filter(inspection=inspection, pk__gt=since).exists()
        for kind in sorted(kinds)
    ]
    return any(found)
