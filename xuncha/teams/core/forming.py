"""Forming teams: the problem for the solver, and the plan that comes out of it or is put together by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from xuncha.base.span import Span
from xuncha.base.words import Sentence
from xuncha.planning.rule import Choice, Taken
from xuncha.teams.core.eligibility import Standing, leader_standing, may_deputise, objections
from xuncha.teams.core.facts import Cadre, Lender, Need, Pin, Tie
from xuncha.teams.core.provisions import Provisions
from xuncha.teams.core.size import Size, size_of
from xuncha.trust.core.roles import Role

SERVES, LEADS, DEPUTISES = "serves", "leads", "deputises"

ORDER = (Role.LEADER, Role.DEPUTY, Role.LIAISON, Role.MEMBER)
"""The order in which the people of a team are listed."""

SINGLE = frozenset({Role.LEADER, Role.DEPUTY})
"""Roles that one person of a team holds."""


@dataclass(frozen=True)
class Bar:
    """A tie that bears on one cadre in one team; `blocks` is decided by the rule book, by kind of tie."""

    cadre: Cadre
    need: Need
    tie: Tie
    blocks: bool

    @property
    def says(self) -> Sentence:
        c, n, t = self.cadre, self.need, self.tie
        details = f"（{t.details}）" if t.details else ""
        zh = "须回避" if self.blocks else "编入须说明理由"
        en = "is recused" if self.blocks else "may serve for a stated reason only"
        return Sentence(
            f"{c.name}与{n.name}巡察对象{t.to}有回避情形：{t.kind}{details}，{zh}",
            f"{c.name} has a tie ({t.kind}) to {t.to}, a target of {n.name}, and {en}",
        )


@dataclass(frozen=True)
class Forming:
    """Who is to be put into which team of one round. `kin` are pairs of cadre keys; `span` the days of the
    round.

    The order of the people and teams given does not matter.
    """

    cadres: tuple[Cadre, ...]
    needs: tuple[Need, ...]
    span: Span
    provisions: Provisions
    lenders: tuple[Lender, ...] = ()
    ties: tuple[Tie, ...] = ()
    kin: tuple[tuple[str, str], ...] = ()
    pins: tuple[Pin, ...] = ()

    def __post_init__(self) -> None:
        for name in ("cadres", "needs", "lenders"):
            rows = tuple(sorted(getattr(self, name), key=lambda row: row.key))
            if len({row.key for row in rows}) != len(rows):
                raise ValueError(f"two {name} share a key")
            object.__setattr__(self, name, rows)

    def choices(self) -> Iterable[Choice]:
        for need in self.needs:
            for cadre in self.cadres:
                yield self.serves(cadre, need)
                yield self.leads(cadre, need)
            for cadre in self.deputies:
                yield self.deputises(cadre, need)

    def serves(self, cadre: Cadre, need: Need) -> Choice:
        """1 when `cadre` is in the team, in whatever role."""
        return Choice((SERVES, need.key, cadre.key))

    def leads(self, cadre: Cadre, need: Need) -> Choice:
        return Choice((LEADS, need.key, cadre.key))

    def deputises(self, cadre: Cadre, need: Need) -> Choice:
        return Choice((DEPUTISES, need.key, cadre.key))

    def plan(self, taken: Taken) -> "Formation":
        """Who sits where, read out of the choices taken."""
        roles = {c.key[1:]: Role.LEADER for c, n in taken.items() if n and c.key[0] == LEADS}
        roles |= {c.key[1:]: Role.DEPUTY for c, n in taken.items() if n and c.key[0] == DEPUTISES}
        served = sorted(c.key[1:] for c, n in taken.items() if n and c.key[0] == SERVES)
        seats = (Seat(need, cadre, roles.get((need, cadre), Role.MEMBER)) for need, cadre in served)
        return Formation(self, tuple(seats))

    @cached_property
    def cadre(self) -> Mapping[str, Cadre]:
        return {one.key: one for one in self.cadres}

    @cached_property
    def need(self) -> Mapping[str, Need]:
        return {one.key: one for one in self.needs}

    @cached_property
    def lender(self) -> Mapping[str, Lender]:
        """Lenders by key; a home unit that nobody described lends as one of unknown size."""
        described = {one.key: one for one in self.lenders}
        return described | {c.unit: Lender(c.unit, c.unit) for c in self.cadres if c.unit not in described}

    @cached_property
    def deputies(self) -> tuple[Cadre, ...]:
        return tuple(one for one in self.cadres if may_deputise(one, self.provisions))

    @cached_property
    def obstacles(self) -> Mapping[str, tuple[Sentence, ...]]:
        """By cadre: why somebody cannot be drafted this round; those without obstacle are not listed."""
        found = {c.key: objections(c, self.provisions) + self._unreleased(c) for c in self.cadres}
        return {key: says for key, says in found.items() if says}

    def held_back(self, cadre: Cadre) -> str:
        """Why somebody cannot be released for the whole round; "" when nothing is known against it."""
        return "单位不能放人" if cadre.release == "none" else cadre.away(self.span)

    def _unreleased(self, cadre: Cadre) -> tuple[Sentence, ...]:
        why = self.held_back(cadre)
        says = Sentence(
            f"{cadre.name}本轮不能脱产（{why}）", f"{cadre.name} cannot be released this round ({why})"
        )
        return (says,) if why else ()

    def standing(self, cadre: Cadre) -> Standing:
        return leader_standing(cadre, self.provisions)

    def free_to_lead(self, cadre: Cadre) -> bool:
        """Fit to lead by a confirmed rule, free for the whole round and let go wholly."""
        released = cadre.release == "full" and cadre.key not in self.obstacles
        return released and self.standing(cadre) is Standing.FIT

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """Every tie that bears on a team. A kind of tie that the rule book does not name blocks."""
        kinds = dict(self.provisions.recusal)
        return tuple(
            Bar(self.cadre[tie.cadre], need, tie, kinds.get(tie.kind, "block") == "block")
            for tie in sorted(self.ties, key=lambda tie: (tie.cadre, tie.kind, tie.to))
            if tie.cadre in self.cadre
            for need in self.needs
            if any(
                tie.to in (*target.organisations, target.key, target.area)
                for target in need.targets
                if tie.to
            )
        )

    @cached_property
    def sizes(self) -> Mapping[str, Size]:
        """The size that the work of each team asks for, by team key."""
        return {need.key: size_of(need.figures, self.provisions.size) for need in self.needs}


@dataclass(frozen=True, order=True)
class Seat:
    """A cadre in a team, by their keys."""

    team: str
    cadre: str
    role: Role = Role.MEMBER


@dataclass(frozen=True)
class Formation:
    """Teams as they would be, found by the solver or moved by hand; the same rules judge both."""

    problem: Forming
    seats: tuple[Seat, ...]

    def taken(self) -> Taken:
        found = {}
        for seat in self.seats:
            found[Choice((SERVES, seat.team, seat.cadre))] = 1
            if seat.role is Role.LEADER:
                found[Choice((LEADS, seat.team, seat.cadre))] = 1
            if seat.role is Role.DEPUTY:
                found[Choice((DEPUTISES, seat.team, seat.cadre))] = 1
        return found

    def members(self, need: Need) -> list[Cadre]:
        """The people of a team, leader and deputies first."""
        seats = [seat for seat in self.seats if seat.team == need.key]
        seats.sort(key=lambda seat: (ORDER.index(seat.role), seat.cadre))
        return [self.problem.cadre[seat.cadre] for seat in seats]

    def holders(self, need: Need, role: Role) -> list[Cadre]:
        return [self.problem.cadre[s.cadre] for s in self.seats if s.team == need.key and s.role is role]

    def without(self, seat: Seat) -> "Formation":
        return Formation(self.problem, tuple(one for one in self.seats if one != seat))

    def moved(self, cadre: str, team: str, role: Role = Role.MEMBER) -> "Formation":
        """The same teams with one person put elsewhere by hand (or added); a new leader or deputy replaces
        the old.
        """
        rest = (one for one in self.seats if one.cadre != cadre)
        if role in SINGLE:
            rest = (replace(s, role=Role.MEMBER) if (s.team, s.role) == (team, role) else s for s in rest)
        return Formation(self.problem, tuple(sorted((*rest, Seat(team, cadre, role)))))
