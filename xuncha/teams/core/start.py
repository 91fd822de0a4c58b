"""A first plan by hand-work rules, for the solver to begin with: leaders where they are scarcest, then what a team lacks.

It keeps all that must be kept or gives up; it is never the best there is, and the same input gives the same plan.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from xuncha.teams.core.facts import Cadre, Need
from xuncha.teams.core.forming import Formation, Forming, Seat
from xuncha.trust.core.roles import Role


def first_teams(forming: Forming) -> Formation | None:
    """Teams that keep every binding rule but people set by hand; None where this simple way finds none."""
    if forming.pins:
        return None
    draft = _Draft(forming)
    free = {
        need.key: draft.able(need, filter(forming.free_to_lead, forming.cadres)) for need in forming.needs
    }
    for need in sorted(forming.needs, key=lambda one: (len(free[one.key]), one.key)):
        leaders = draft.able(need, free[need.key])
        if not leaders:
            return None
        draft.seat(need, min(leaders, key=draft.dearness), Role.LEADER)
    for round_ in (_deputy, _skilled, _liaison, _woman, _filled):
        for need in forming.needs:
            round_(draft, need)
    least = forming.provisions.size.least
    enough = all(len(draft.teams[need.key]) >= least for need in forming.needs)
    return Formation(forming, tuple(sorted(draft.seats))) if enough else None


@dataclass
class _Draft:
    """Teams under way: who sits where, and how many each unit has lent."""

    forming: Forming
    seats: list[Seat] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    teams: dict[str, list[Cadre]] = field(default_factory=dict)
    lent: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.teams = {need.key: [] for need in self.forming.needs}
        self.barred = {(bar.need.key, bar.cadre.key) for bar in self.forming.bars}
        self.kin = {pair for one, other in self.forming.kin for pair in ((one, other), (other, one))}

    def able(self, need: Need, cadres: Iterable[Cadre]) -> list[Cadre]:
        """Those who may still join the team."""
        inside = self.teams[need.key]
        return [
            c
            for c in cadres
            if c.key not in self.taken
            and not c.mobile
            and c.key not in self.forming.obstacles
            and (need.key, c.key) not in self.barred
            and not any((c.key, other.key) in self.kin for other in inside)
        ]

    def dearness(self, cadre: Cadre) -> tuple[int, int, int, str]:
        """Whom to leave for later: scarce skills, units that have lent much, part-time people."""
        skills = sum(skill.price for skill in self.forming.provisions.skills if skill.held_by(cadre))
        lender = self.forming.lender[cadre.unit]
        burden = 1000 * (lender.lent + self.lent.get(cadre.unit, 0) * 3) // (lender.staff or 30)
        return skills, burden, int(cadre.release == "part"), cadre.key

    def seat(self, need: Need, cadre: Cadre, role: Role = Role.MEMBER) -> None:
        self.seats.append(Seat(need.key, cadre.key, role))
        self.teams[need.key].append(cadre)
        self.taken.add(cadre.key)
        self.lent[cadre.unit] = self.lent.get(cadre.unit, 0) + 1

    def room(self, need: Need) -> int:
        return self.forming.sizes[need.key].people - len(self.teams[need.key])

    def cheapest(self, need: Need, cadres: Iterable[Cadre], role: Role = Role.MEMBER) -> None:
        able = self.able(need, cadres)
        if able and self.room(need) > 0:
            self.seat(need, min(able, key=self.dearness), role)


def _deputy(draft: _Draft, need: Need) -> None:
    draft.cheapest(need, draft.forming.deputies, Role.DEPUTY)


def _liaison(draft: _Draft, need: Need) -> None:
    draft.cheapest(need, draft.forming.liaisons, Role.LIAISON)


def _skilled(draft: _Draft, need: Need) -> None:
    for skill in draft.forming.provisions.skills:
        have = sum(map(skill.held_by, draft.teams[need.key]))
        for _ in range(skill.wanted(need) - have):
            draft.cheapest(need, filter(skill.held_by, draft.forming.cadres))


def _woman(draft: _Draft, need: Need) -> None:
    if need.woman_needed and not any(c.woman for c in draft.teams[need.key]):
        draft.cheapest(need, (c for c in draft.forming.cadres if c.woman))


def _filled(draft: _Draft, need: Need) -> None:
    """Old hands first until their share is reached, then newcomers."""
    percent = draft.forming.provisions.experienced_percent
    while draft.room(need) > 0 and draft.able(need, draft.forming.cadres):
        team = draft.teams[need.key]
        old = sum(1 for c in team if c.rounds)
        wanted = old * 100 < percent * (len(team) + draft.room(need))
        fitting = draft.able(need, (c for c in draft.forming.cadres if bool(c.rounds) is wanted))
        draft.cheapest(need, fitting or draft.forming.cadres)
