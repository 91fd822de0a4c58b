"""What the room of talks is told: that a working paper took something up; and to the leader, whom open leads are about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from xuncha.findings.actions._kept_away import lead_barred
from xuncha.findings.actions.handle_lead import open_leads
from xuncha.findings.models import Lead, Observation
from xuncha.interviews.later import lead_teller, yielder
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.access import see


@yielder
def taken_up(by: Any, inspection: Inspection) -> Iterable[UUID]:
    """Talks out of which an observation came that a working paper took up."""
    rows = see(Observation, by).filter(inspection=inspection, source="interview", state=Observation.WRITTEN)
    return [key for key in rows.values_list("source_id", flat=True) if key]


@lead_teller
def under_open_leads(by: Any, inspection: Inspection) -> Iterable[str]:
    """Whom leads are about that nobody has answered or cleared; without those that are kept from the leader himself."""
    open_states = (Lead.SEALED, Lead.KEPT, Lead.TRANSFERRED)
    rows = see(Lead, by).filter(inspection=inspection, state__in=open_states)
    mine = [row for row in rows if not lead_barred(row, by, clock.today())]
    return [one["person"].strip() for one in open_leads(by=by, leads=mine)] if mine else []
