"""组长轮换, the rule that `docs/how-to-add-a-rule.md` adds."""

from tests.teams.core.people import cadre, chief, forming, need
from xuncha.planning.rule import Grade
from xuncha.teams.core.form import check_plan, form_teams
from xuncha.teams.core.rules.leader_turns import RULE
from xuncha.trust.core.roles import Role


def test_somebody_who_has_led_is_charged_for_each_round():
    problem = forming([chief("a", led=3), cadre("b", led=1)], [need("1")])
    plan = form_teams(problem).plan
    (verdict,) = check_plan(plan, [RULE])
    assert (verdict.broken.says.zh, verdict.broken.price) == ("干部a本届已任组长3轮，宜轮换", 6)
    assert check_plan(plan.moved("b", "1", Role.MEMBER).without(plan.seats[0]), [RULE]) == ()


def test_somebody_who_has_not_led_goes_first_and_the_solver_pays_what_the_check_charges():
    problem = forming([chief("a", led=2, rounds=2), chief("b", rounds=2), cadre("c")], [need("1")])
    result = form_teams(problem)
    assert [c.key for c in result.plan.holders(problem.needs[0], Role.LEADER)] == ["b"]
    worn = form_teams(forming([chief("a", led=2)], [need("1")]))
    charged = sum(v.broken.price for v in check_plan(worn.plan) if v.rule.grade is Grade.FAIRNESS)
    assert charged == worn.by_grade[Grade.FAIRNESS]
    assert worn.by_rule["leader_turns"] == 4
