"""How the lending of people is shared among units, over the rounds of a term."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xuncha.rounds.models import Round
from xuncha.teams.models import TeamMember
from xuncha.trust.access import see


@dataclass(frozen=True)
class Burden:
    """People lent by a unit in this round and in the earlier rounds of the term; `staff` None where it is not known."""

    unit: str
    staff: int | None
    before: int
    now: int

    @property
    def total(self) -> int:
        return self.before + self.now


def burdens(by: Any, around: Round) -> list[Burden]:
    """Every unit that has lent somebody in the term, most first, then by name."""
    rows = see(TeamMember, by).filter(team__round__term=around.term_id, cadre__unit__isnull=False)
    found: dict[str, Burden] = {}
    for one in rows.select_related("team", "cadre__unit"):
        unit = one.cadre.unit
        known = found.get(unit.name, Burden(unit.name, unit.figures.get("staff"), 0, 0))
        now = one.team.round_id == around.pk
        found[unit.name] = Burden(unit.name, known.staff, known.before + (not now), known.now + now)
    return sorted(found.values(), key=lambda one: (-one.total, one.unit))
