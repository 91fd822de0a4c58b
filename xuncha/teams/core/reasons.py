"""Why this person sits here: what speaks for it, and what the team would lack without."""

from collections.abc import Mapping, Sequence

from xuncha.base.words import NOTHING, Sentence
from xuncha.planning.rule import Rule, judge
from xuncha.teams.core.eligibility import leader_grounds
from xuncha.teams.core.form import RULES
from xuncha.teams.core.forming import Formation, Seat
from xuncha.trust.core.roles import Role

SILENT = frozenset({"size", "fair_burden", "leader", "deputy", "liaison", "pinned"})
"""Rules that anybody leaving would break, or that the role says already: no reason why it is this person."""


_GROUNDS = {
    "leading_rank": Sentence("领导职务层次为{cadre.leading_rank}", "leading post rank {cadre.leading_rank}"),
    "grade": Sentence("职级为{cadre.grade}", "grade {cadre.grade}"),
    "in_leader_pool": Sentence("列入组长库", "listed in the leader pool"),
}


def reasons(formation: Formation, rules: Sequence[Rule] = RULES) -> Mapping[Seat, tuple[Sentence, ...]]:
    """For each seat its sentences: role, what is brought, what breaks without, burden of the unit, warnings."""
    telling = [rule for rule in rules if rule.key not in SILENT]
    before = {verdict.broken.says.zh for verdict in judge(formation, telling)}
    return {
        seat: (
            *_decided(formation, seat),
            *_role(formation, seat),
            *_brings(formation, seat),
            *_missed(formation, seat, telling, before),
            _burden(formation, seat),
            *_warned(formation, seat),
        )
        for seat in formation.seats
    }


def _decided(formation: Formation, seat: Seat) -> list[Sentence]:
    pins = [pin for pin in formation.problem.pins if pin.serves]
    if any((pin.team, pin.cadre) == (seat.team, seat.cadre) for pin in pins):
        return [Sentence("已由人工确定", "decided by hand")]
    return []


def _role(formation: Formation, seat: Seat) -> list[Sentence]:
    problem = formation.problem
    cadre = problem.cadre[seat.cadre]
    if seat.role is Role.LEADER:
        grounds = [g for g in leader_grounds(cadre, problem.provisions) if g.confirmed]
        free = sum(1 for one in problem.cadres if problem.free_to_lead(one))
        ground = _GROUNDS[grounds[0].fact].filled(cadre=cadre) if grounds else NOTHING
        return [
            Sentence(
                f"任组长：{ground.zh}，可全程脱产；全库符合的共{free}名",
                f"leads: {ground.en}, wholly released; {free} in the pool could",
            )
        ]
    if seat.role is Role.DEPUTY:
        return [Sentence(f"任副组长：{cadre.leading_rank}", f"deputy: {cadre.leading_rank}")]
    return []


def _brings(formation: Formation, seat: Seat) -> list[Sentence]:
    problem = formation.problem
    cadre, need = problem.cadre[seat.cadre], problem.need[seat.team]
    held = [s for s in problem.provisions.skills if s.asked(need.figures) and s.held_by(cadre)]
    said = [
        Sentence(f"有本组所需专长：{s.name.zh}", f"has a skill the team needs: {s.name.en}") for s in held
    ]
    if cadre.rounds:
        said.append(Sentence(f"参加过{cadre.rounds}轮巡察", f"has served {cadre.rounds} rounds"))
    else:
        said.append(Sentence("首次参加，以老带新", "serves for the first time, with old hands"))
    return said


def _missed(formation: Formation, seat: Seat, rules: Sequence[Rule], before: set[str]) -> list[Sentence]:
    """What the teams would break without this person and do not break with."""
    without = judge(formation.without(seat), rules)
    fresh = {v.broken.says for v in without if v.broken.says.zh not in before}
    ordered = sorted(fresh, key=lambda says: says.zh)
    return [Sentence(f"若不编入：{says.zh}", f"without: {says.en}") for says in ordered]


def _burden(formation: Formation, seat: Seat) -> Sentence:
    problem = formation.problem
    cadre = problem.cadre[seat.cadre]
    unit = cadre.unit
    if cadre.crossing:
        return Sentence(
            f"由{unit}派入，抽调负担在派出地计算", f"lent by {unit}, which counts the burden there"
        )
    lender = problem.lender[unit]
    now = sum(1 for one in formation.seats if problem.cadre[one.cadre].unit == unit)
    of = f"（{lender.staff}人）" if lender.staff else "（人数未填）"
    return Sentence(
        f"{lender.name}{of}已抽调{lender.lent}人次，本轮{now}人",
        f"{lender.name} (staff {lender.staff or 'unknown'}) has lent {lender.lent}, {now} this round",
    )


def _warned(formation: Formation, seat: Seat) -> list[Sentence]:
    return [
        bar.says for bar in formation.problem.bars if (bar.need.key, bar.cadre.key) == (seat.team, seat.cadre)
    ]
