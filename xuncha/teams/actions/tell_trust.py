"""What trust asks of this room: which inspections somebody must keep out of, at the grant and at every read."""

from __future__ import annotations

from uuid import UUID

from xuncha.teams.ties import recused_inspections
from xuncha.trust import clock
from xuncha.trust.recusal import knows_recusals


@knows_recusals
def keep_out(person: UUID) -> frozenset[UUID]:
    """By the ties that are known today."""
    return recused_inspections(person, clock.today())
