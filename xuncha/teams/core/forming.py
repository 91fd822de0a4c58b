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

SERVES, LEADS, DEPUTISES, LIAISES, HELPS = "serves", "leads", "deputises", "liaises", "helps"

ROLES = {LEADS: Role.LEADER, DEPUTISES: Role.DEPUTY, LIAISES: Role.LIAISON}
"""The kinds of choice that give a role beyond that of a member."""

KEPT = "单位不能放人"

ORDER = (Role.LEADER, Role.DEPUTY, Role.LIAISON, Role.MEMBER)
"""The order in which the people of a team are listed."""

SINGLE = frozenset({Role.LEADER, Role.DEPUTY, Role.LIAISON})
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
            for cadre in self.liaisons:
                yield self.liaises(cadre, need)
            for cadre in self.mobile:
                yield self.helps(cadre, need)

    def serves(self, cadre: Cadre, need: Need) -> Choice:
        """1 when `cadre` is in the team, in whatever role."""
        return Choice((SERVES, need.key, cadre.key))

    def leads(self, cadre: Cadre, need: Need) -> Choice:
        return Choice((LEADS, need.key, cadre.key))

    def deputises(self, cadre: Cadre, need: Need) -> Choice:
        return Choice((DEPUTISES, need.key, cadre.key))

    def liaises(self, cadre: Cadre, need: Need) -> Choice:
        return Choice((LIAISES, need.key, cadre.key))

    def helps(self, cadre: Cadre, need: Need) -> Choice:
        """For how many days a mobile specialist helps the team."""
        return Choice((HELPS, need.key, cadre.key), most=self.provisions.mobile.most)

    def plan(self, taken: Taken) -> "Formation":
        """Who sits where, read out of the choices taken."""
        found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for choice, times in taken.items():
            if times:
                found.setdefault(choice.key[0], []).append((choice.key[1:], times))
        roles = {seat: role for kind, role in ROLES.items() for seat, _ in found.get(kind, ())}
        seats = (
            Seat(team, cadre, roles.get((team, cadre), Role.MEMBER))
            for (team, cadre), _ in sorted(found.get(SERVES, ()))
        )
        help_ = (Help(team, cadre, days) for (team, cadre), days in sorted(found.get(HELPS, ())))
        return Formation(self, tuple(seats), tuple(help_))

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
    def liaisons(self) -> tuple[Cadre, ...]:
        """Those who may be liaison: by unit or experience, and let go for the whole round."""
        fits = self.provisions.liaison.fits
        return tuple(
            c
            for c in self.cadres
            if c.release == "full" and c.key not in self.obstacles and fits(c, self.lender[c.unit].name)
        )

    @cached_property
    def mobile(self) -> tuple[Cadre, ...]:
        """The specialists who are shared by days and belong to no team."""
        return tuple(c for c in self.cadres if c.mobile and c.key not in self.obstacles)

    @cached_property
    def obstacles(self) -> Mapping[str, tuple[Sentence, ...]]:
        """By cadre: why somebody cannot be drafted this round; those without obstacle are not listed."""
        found = {c.key: self.unfit.get(c.key, ()) + self.kept.get(c.key, ()) for c in self.cadres}
        return {key: says for key, says in found.items() if says}

    @cached_property
    def unfit(self) -> Mapping[str, tuple[Sentence, ...]]:
        """By cadre: the articles that somebody does not meet, and leave in the round; no talk with a unit helps."""
        found = {c.key: (*objections(c, self.provisions), *self._leave(c)) for c in self.cadres}
        return {key: says for key, says in found.items() if says}

    @cached_property
    def kept(self) -> Mapping[str, tuple[Sentence, ...]]:
        """By cadre: that the unit does not let somebody go, which it may be asked to do after all."""
        return {c.key: (_not_released(c, KEPT),) for c in self.cadres if c.release == "none"}

    def held_back(self, cadre: Cadre) -> str:
        """Why somebody cannot be released for the whole round; "" when nothing is known against it."""
        return KEPT if cadre.release == "none" else cadre.away(self.span)

    def _leave(self, cadre: Cadre) -> tuple[Sentence, ...]:
        why = cadre.away(self.span)
        return (_not_released(cadre, why),) if why else ()

    def standing(self, cadre: Cadre) -> Standing:
        return leader_standing(cadre, self.provisions)

    def free_to_lead(self, cadre: Cadre) -> bool:
        """Fit to lead by a confirmed rule, free for the whole round and let go wholly."""
        released = cadre.release == "full" and cadre.key not in self.obstacles
        return released and self.standing(cadre) is Standing.FIT

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """Every tie that bears on a team. A kind of tie that the rule book does not name blocks."""
        return tuple(
            Bar(self.cadre[tie.cadre], need, tie, self._blocks(tie))
            for tie in sorted(self.ties, key=lambda tie: (tie.cadre, tie.kind, tie.to))
            if tie.cadre in self.cadre
            for need in self.needs
            if any(
                tie.to in (*target.organisations, target.key, target.area)
                for target in need.targets
                if tie.to
            )
        )

    def _blocks(self, tie: Tie) -> bool:
        """By the kind of tie; a post left long enough ago only warns, if the day is known."""
        if dict(self.provisions.recusal).get(tie.kind, "block") != "block":
            return False
        years, starts = dict(self.provisions.years).get(tie.kind), self.span.starts
        if years is None or tie.ended is None or not tie.ended.known or starts is None or not starts.known:
            return True
        last, first = tie.ended.latest, starts.earliest
        return (last.year + years, last.month, last.day) > (first.year, first.month, first.day)

    @cached_property
    def sizes(self) -> Mapping[str, Size]:
        """The size that the work of each team asks for, by team key."""
        return {need.key: size_of(need.figures, self.provisions.size) for need in self.needs}


def _not_released(cadre: Cadre, why: str) -> Sentence:
    return Sentence(
        f"{cadre.name}本轮不能脱产（{why}）", f"{cadre.name} cannot be released this round ({why})"
    )


@dataclass(frozen=True, order=True)
class Seat:
    """A cadre in a team, by their keys."""

    team: str
    cadre: str
    role: Role = Role.MEMBER


@dataclass(frozen=True, order=True)
class Help:
    """Days for which a mobile specialist helps a team, by their keys."""

    team: str
    cadre: str
    days: int


@dataclass(frozen=True)
class Formation:
    """Teams as they would be, found by the solver or moved by hand; the same rules judge both."""

    problem: Forming
    seats: tuple[Seat, ...]
    help: tuple[Help, ...] = ()

    def taken(self) -> Taken:
        kinds = {role: kind for kind, role in ROLES.items()}
        most = self.problem.provisions.mobile.most
        found = {Choice((HELPS, one.team, one.cadre), most=most): one.days for one in self.help}
        for seat in self.seats:
            found[Choice((SERVES, seat.team, seat.cadre))] = 1
            if seat.role in kinds:
                found[Choice((kinds[seat.role], seat.team, seat.cadre))] = 1
        return found

    def members(self, need: Need) -> list[Cadre]:
        """The people of a team, leader and deputies first."""
        seats = [seat for seat in self.seats if seat.team == need.key]
        seats.sort(key=lambda seat: (ORDER.index(seat.role), seat.cadre))
        return [self.problem.cadre[seat.cadre] for seat in seats]

    def holders(self, need: Need, role: Role) -> list[Cadre]:
        return [self.problem.cadre[s.cadre] for s in self.seats if s.team == need.key and s.role is role]

    def without(self, seat: Seat) -> "Formation":
        return replace(self, seats=tuple(one for one in self.seats if one != seat))

    def moved(self, cadre: str, team: str, role: Role = Role.MEMBER) -> "Formation":
        """The same teams with one person put elsewhere by hand (or added); a new leader or deputy replaces
        the old.
        """
        rest = (one for one in self.seats if one.cadre != cadre)
        if role in SINGLE:
            rest = (replace(s, role=Role.MEMBER) if (s.team, s.role) == (team, role) else s for s in rest)
        return replace(self, seats=tuple(sorted((*rest, Seat(team, cadre, role)))))
