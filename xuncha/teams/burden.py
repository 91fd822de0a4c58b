"""How the lending of people is shared among units, over the rounds of a term, and what units answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from xuncha.registry.models import Organisation
from xuncha.rounds.models import Round
from xuncha.teams.models import Drafting, TeamMember
from xuncha.trust.access import see


@dataclass
class Burden:
    """People lent by a unit in this round and in the earlier rounds of the term; `staff` None where it is not known.

    `refused` and `unfit` count requests of the term that the unit refused, and people it offered against the conditions;
    `reasons` are the unit's own, the latest last.
    """

    unit: str
    staff: int | None
    before: int = 0
    now: int = 0
    refused: int = 0
    unfit: int = 0
    reasons: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.before + self.now

    @property
    def percent(self) -> float | None:
        """Share of the staff lent over the term; None where the staff is not known."""
        return 100 * self.total / self.staff if self.staff else None


def burdens(by: Any, around: Round) -> list[Burden]:
    """Every unit that has lent or refused somebody in the term, the largest burden first, then by name."""
    found: dict[str, Burden] = {}
    for one in _lent(by, around):
        unit = _of(found, one.cadre.unit)
        unit.now += one.team.round_id == around.pk
        unit.before += one.team.round_id != around.pk
    for asked in _answered(by, around):
        unit = _of(found, asked.unit)
        unit.unfit += bool(asked.objections)
        if asked.state in ("refused", "decided"):
            unit.refused += 1
            unit.reasons.append(asked.reason)
    shared = [one for one in found.values() if one.total or one.refused or one.unfit]
    return sorted(shared, key=lambda one: (-one.total, one.unit))


def _lent(by: Any, around: Round) -> Iterable[TeamMember]:
    rows = see(TeamMember, by).filter(team__round__term=around.term_id, cadre__unit__isnull=False)
    return rows.select_related("team", "cadre__unit")


def _answered(by: Any, around: Round) -> Iterable[Drafting]:
    rows = see(Drafting, by).filter(round__term=around.term_id)
    return rows.select_related("unit").order_by("asked_on", "pk")


def _of(found: dict[str, Burden], unit: Organisation) -> Burden:
    return found.setdefault(unit.name, Burden(unit.name, unit.figures.get("staff")))
