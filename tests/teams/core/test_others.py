"""Who else could sit there, and forming again after somebody has left."""

import pytest

from tests.teams.core.people import cadre, chief, forming, need
from tests.teams.core.test_form_teams import two_teams
from xuncha.base.span import Span
from xuncha.planning.rule import judge
from xuncha.planning.solve import Status, solve
from xuncha.teams.core.again import again, changes, without
from xuncha.teams.core.counts import COUNTS
from xuncha.teams.core.facts import Absence, Pin, Tie
from xuncha.teams.core.form import RULES, check_plan, foreseen, form_teams, repair_teams
from xuncha.teams.core.others import who_else
from xuncha.teams.core.start import first_teams
from xuncha.trust.core.roles import Role


def seat_of(plan, team, role):
    return next(seat for seat in plan.seats if (seat.team, seat.role) == (team, role))


@pytest.fixture(scope="module")
def three_chiefs():
    """Two teams, three chiefs: `z` sits at home, `w` is kept out of team 1."""
    people = [*two_teams().cadres, chief("w", unit="u7"), chief("z", unit="u8", led=1)]
    problem = forming(people, list(two_teams().needs), ties=(Tie("w", "亲属", "o1"),))
    return problem, form_teams(problem)


def test_whoever_is_fit_free_and_not_recused_is_a_candidate_with_a_proven_cost(three_chiefs):
    problem, base = three_chiefs
    seat = seat_of(base.plan, "1", Role.LEADER)
    found = who_else(problem, base, seat, moving=True)
    assert {one.option.key for one in found} == {"a", "b", "z"} - {seat.cadre}
    assert all(one.best.proven and one.best.least >= 0 for one in found)
    z = next(one for one in found if one.option.key == "z")
    assert z.option.says.zh == "由干部z（u8）任第1组组长"
    assert seat_of(z.plan, "1", Role.LEADER).cadre == "z"
    assert [v for v in check_plan(z.plan) if v.broken.price is None] == []


def test_while_the_others_stay_nobody_else_moves(three_chiefs):
    problem, base = three_chiefs
    seat = seat_of(base.plan, "1", Role.LEADER)
    z = next(one for one in who_else(problem, base, seat) if one.option.key == "z")
    others = {(s.team, s.cadre) for s in base.plan.seats if s.cadre not in (seat.cadre, "z")}
    assert others <= {(s.team, s.cadre) for s in z.plan.seats}


def test_an_auditor_is_replaced_by_somebody_at_home_who_reads_books():
    readers = [cadre(key, unit=key, skills=("会计",)) for key in ("m", "n")]
    readers.append(cadre("o", unit="o", skills=("会计",), release="part"))
    old_hands = [cadre(key, unit=key, rounds=1) for key in ("p", "q", "s")]
    problem = forming([chief("a"), chief("b"), *old_hands, *readers], list(two_teams().needs))
    base = form_teams(problem)
    auditor = next(seat for seat in base.plan.seats if seat.cadre == "m")
    (found,) = who_else(problem, base, auditor)
    assert found.option.key == "o"
    assert (found.stays.least, found.stays.most) == (1, 1)


def test_the_menu_names_every_change_and_the_departure_is_none(three_chiefs):
    problem, base = three_chiefs
    gone = seat_of(base.plan, "2", Role.LEADER).cadre
    stays, few, scratch = again(problem, base.plan, {gone})
    for way in (stays, few, scratch):
        assert way.result.status is Status.PROVEN
        assert gone not in {seat.cadre for seat in way.result.plan.seats}
        assert len(way.changes) >= 1
    assert any("编入第2组（组长）" in says.zh for says in stays.changes)
    assert scratch.result.objective <= stays.result.objective


def test_changes_are_told_person_by_person():
    problem = two_teams()
    before = form_teams(problem).plan
    member = next(s for s in before.seats if s.role is Role.MEMBER)
    other = next(need.key for need in problem.needs if need.key != member.team)
    (moved,) = changes(before, before.moved(member.cadre, other))
    assert moved.zh == f"干部{member.cadre}由第{member.team}组调到第{other}组（成员）"
    (left,) = changes(before, before.without(member))
    assert left.zh == f"干部{member.cadre}退出第{member.team}组"


def test_whoever_has_left_takes_his_pins_along():
    problem = two_teams(pins=(Pin("f", "2"), Pin("c", "1")), kin=(("c", "f"),))
    left = without(problem, {"f"})
    assert (left.pins, left.kin) == ((Pin("c", "1"),), ())


def test_a_repair_asks_units_and_never_touches_rank_recusal_or_leave():
    people = [chief("a"), chief("p", release="part"), chief("k", release="none"), chief("r"), cadre("m")]
    people.append(chief("l", absences=(Absence(Span.of("2026-03", ""), "产假"),)))
    ties = tuple(Tie("r", "亲属", to) for to in ("o1", "o2"))
    problem = forming(people, [need("1"), need("2")], ties=ties)
    assert foreseen(problem)[0].says.zh.startswith("需要2名组长")
    found = repair_teams(problem)
    assert [step.does.zh for step in found.steps] == ["请组织部与u1协调，让干部p由半脱产改为全程脱产"]
    assert found.proven
    hopeless = forming([chief("r"), cadre("m")], [need("1")], ties=ties)
    assert not repair_teams(hopeless).helps


def test_the_first_plan_breaks_nothing_and_is_no_better_than_the_best():
    problem = two_teams()
    first = first_teams(problem)
    assert [v for v in judge(first, RULES) if v.broken.price is None] == []
    assert form_teams(problem).objective == solve(problem, RULES, counts=COUNTS).objective
    assert first_teams(forming([cadre("m")], [need("1")])) is None
