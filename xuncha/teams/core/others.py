"""Who else could sit in a team, and what it would cost: candidates for a seat, each planned with the others staying first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from xuncha.base.words import Sentence
from xuncha.planning.alternatives import Alternative, Option, alternatives
from xuncha.planning.result import Result
from xuncha.planning.rule import Rule
from xuncha.teams.core.facts import Cadre
from xuncha.teams.core.form import RULES
from xuncha.teams.core.forming import SERVES, Formation, Forming, Seat
from xuncha.trust.core.roles import Role


def short(role: Role) -> str:
    """The role beside the name of a team, which says 巡察组 already."""
    return role.called.zh.removeprefix("巡察组")


MOST = 20
"""Candidates for a member's seat that are looked at; for a leader's, all there are."""


def who_else(
    forming: Forming, base: Result, seat: Seat, rules: Sequence[Rule] = RULES, **options: Any
) -> tuple[Alternative, ...]:
    """Everybody who could take `seat` of the plan in `base`, cheapest first; `options` as for `alternatives`.

    Each is an interval of cost (see `Cost`); whoever has none cannot take the seat while the others stay.
    """
    plan: Formation = base.plan
    open_to = _by_team_and_person(plan.problem)
    found = [_option(plan, seat, cadre, open_to) for cadre in _candidates(plan, seat)]
    return alternatives(forming, rules, base, found, **options)


Keys = Mapping[str, Mapping[str, Sequence[tuple[str, ...]]]]
"""Keys of choices by team and by person."""


def _by_team_and_person(forming: Forming) -> Keys:
    found: defaultdict[str, defaultdict[str, list[tuple[str, ...]]]] = defaultdict(lambda: defaultdict(list))
    for choice in forming.choices():
        _, team, person = choice.key
        found[team][person].append(choice.key)
    return found


def _candidates(plan: Formation, seat: Seat) -> list[Cadre]:
    """For a leader whoever is fit and free; else unseated people who bring what the team would lack without its member."""
    forming = plan.problem
    barred = {bar.cadre.key for bar in forming.bars if bar.blocks and bar.need.key == seat.team}
    fit = [c for c in forming.cadres if c.key not in barred | {seat.cadre} and c.key not in forming.obstacles]
    if seat.role is Role.LEADER:
        return [c for c in fit if forming.free_to_lead(c)]
    of_role = {Role.DEPUTY: forming.deputies, Role.LIAISON: forming.liaisons}.get(seat.role, forming.cadres)
    wanted, seated = _brought(plan, seat), {one.cadre for one in plan.seats}
    keys = {c.key for c in of_role} - seated
    return [c for c in fit if c.key in keys and not c.mobile and wanted <= set(_skills(forming, c))][:MOST]


def _brought(plan: Formation, seat: Seat) -> set[str]:
    """The skills that the team needs and nobody else in it has."""
    forming, need = plan.problem, plan.problem.need[seat.team]
    others = {s for c in plan.without(seat).members(need) for s in _skills(forming, c)}
    asked = {skill.name.zh for skill in forming.provisions.skills if skill.wanted(need)}
    return set(_skills(forming, forming.cadre[seat.cadre])) & asked - others


def _skills(forming: Forming, cadre: Cadre) -> Iterable[str]:
    return (skill.name.zh for skill in forming.provisions.skills if skill.held_by(cadre))


def _option(plan: Formation, seat: Seat, cadre: Cadre, open_to: Keys) -> Option:
    forming = plan.problem
    need = forming.need[seat.team]
    takes = [forming.serves(cadre, need)]
    drops = []
    role = {Role.LEADER: forming.leads, Role.DEPUTY: forming.deputises, Role.LIAISON: forming.liaises}
    if seat.role in role:
        takes.append(role[seat.role](cadre, need))
    else:
        drops.append(forming.serves(forming.cadre[seat.cadre], need))
    says = Sentence(
        f"由{cadre.name}（{forming.lender[cadre.unit].name}）任{need.name}{short(seat.role)}",
        f"{cadre.name} as {seat.role.called.en} of {need.name}",
    )
    return Option(cadre.key, says, tuple(takes), _loosened(plan, seat, cadre, open_to), tuple(drops))


def _loosened(plan: Formation, seat: Seat, cadre: Cadre, open_to: Keys) -> frozenset[tuple[str, ...]]:
    """What may change while the others stay: both people's places, the roles inside the teams concerned, and, where
    the candidate leaves a hole, who of those at home fills it.
    """
    seated = {one.cadre: one for one in plan.seats}
    at_home: dict[str, set[str]] = {seat.team: set()}
    old = seated.get(cadre.key)
    if old is not None and old.team != seat.team:
        at_home[old.team] = {one.key for one in _candidates(plan, old) if one.key not in seated}
    loose = {
        key for people in open_to.values() for who in (cadre.key, seat.cadre) for key in people.get(who, ())
    }
    for team, people in at_home.items():
        inside = people | {one.cadre for one in plan.seats if one.team == team}
        loose |= {
            key
            for person in inside
            for key in open_to[team].get(person, ())
            if key[0] != SERVES or person in people
        }
    return frozenset(loose)
