"""The solver against every plan there is, the rules' two faces against each other."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.teams.core.people import cadre, chief, every_plan, forming, need, worth
from xuncha.planning.replan import changes, keep_to
from xuncha.planning.rule import Grade
from xuncha.planning.solve import Status
from xuncha.teams.core.facts import Lender, Pin, Tie
from xuncha.teams.core.form import RULES, check_plan, form_teams
from xuncha.teams.core.record import written
from xuncha.trust.core.roles import Role

UNITS = ("u1", "u2", "县财政局")
TEAMS = ("1", "2")


@st.composite
def people(draw, number: int):
    """One person; the first two could lead, so that most instances have teams to compare."""
    could_lead = number < 2
    return cadre(
        f"c{number}",
        unit=draw(st.sampled_from(UNITS)),
        identity="公务员" if could_lead else draw(st.sampled_from(("公务员", "公务员", "专技", "工勤"))),
        leading_rank="乡科级正职" if could_lead else draw(st.sampled_from(("", "乡科级副职", "乡科级正职"))),
        release="full" if could_lead else draw(st.sampled_from(("full", "full", "part", "none"))),
        skills=tuple(draw(st.sets(st.sampled_from(("财务", "纪检", "党建", "工程")), max_size=2))),
        woman=draw(st.booleans()),
        rounds=draw(st.integers(0, 2)),
        crossing=draw(st.sampled_from((False, False, True))),
    )


@st.composite
def problems(draw, size=5):
    cadres = [draw(people(number)) for number in range(size)]
    keys = [one.key for one in cadres]
    needs = [
        need(
            key,
            figures={"staff": draw(st.integers(0, 19)), "projects": draw(st.integers(0, 2))},
            woman_needed=draw(st.booleans()),
        )
        for key in TEAMS
    ]
    return forming(
        cadres,
        needs,
        lenders=tuple(
            Lender(u, u, draw(st.sampled_from((None, 10, 60))), draw(st.integers(0, 4))) for u in UNITS[:2]
        ),
        ties=tuple(
            draw(
                st.lists(
                    st.builds(
                        Tie,
                        st.sampled_from(keys),
                        st.sampled_from(("本人曾任职", "亲属", "籍贯地")),
                        st.sampled_from(("o1", "o2", "街道1")),
                    ),
                    max_size=2,
                )
            )
        ),
        kin=tuple(draw(st.sets(st.sampled_from((("c0", "c1"), ("c2", "c3"))), max_size=2))),
        pins=tuple(draw(st.lists(st.builds(Pin, st.sampled_from(keys), st.sampled_from(TEAMS)), max_size=1))),
    )


@settings(max_examples=25, deadline=None)
@given(problems())
def test_the_teams_formed_are_the_cheapest_of_all_teams_by_the_checks_alone(problem):
    result = form_teams(problem)
    worths = [cost for plan in every_plan(problem) if (cost := worth(plan)) is not None]
    if worths:
        assert result.status is Status.PROVEN
        assert result.objective == worth(result.plan) == min(worths)
    else:
        assert result.status is Status.IMPOSSIBLE
        assert result.reasons


@settings(max_examples=25, deadline=None)
@given(problems(size=8))
def test_what_the_checks_charge_is_what_the_solver_paid_grade_by_grade(problem):
    result = form_teams(problem)
    if result.plan is not None:
        charged = dict.fromkeys(Grade, 0)
        for verdict in check_plan(result.plan):
            charged[verdict.rule.grade] += verdict.broken.price
        assert charged == result.by_grade


def two_teams(**facts):
    cadres = [
        chief("a", unit="u1"),
        chief("b", unit="u2"),
        cadre("c", unit="u3", skills=("财务",), rounds=1),
        cadre("d", unit="u4", skills=("财务",), leading_rank="乡科级副职"),
        cadre("e", unit="u5", skills=("纪检",), rounds=2),
        cadre("f", unit="u6"),
    ]
    return forming(cadres, [need("1", figures={"staff": 20}), need("2", figures={"staff": 20})], **facts)


def test_each_team_gets_its_leader_and_its_size():
    plan = form_teams(two_teams()).plan
    for one in plan.problem.needs:
        assert len(plan.members(one)) == 3
        (leader,) = plan.holders(one, Role.LEADER)
        assert leader.key in {"a", "b"}


def test_the_order_of_people_and_teams_changes_nothing():
    problem = two_teams()
    turned = forming(list(problem.cadres[::-1]), list(problem.needs[::-1]))
    one, other = form_teams(problem), form_teams(turned, RULES[::-1])
    assert one.input_hash == other.input_hash
    assert one.plan.seats == other.plan.seats


def test_one_mobile_auditor_serves_two_teams_by_days():
    problem = two_teams()
    cadres = [c if not c.skills else replace(c, skills=()) for c in problem.cadres]
    cadres.append(cadre("m", unit="u9", skills=("财务",), mobile=True))
    plan = form_teams(forming(cadres, list(problem.needs))).plan
    assert [(one.team, one.cadre, one.days) for one in plan.help] == [("1", "m", 10), ("2", "m", 10)]
    assert "m" not in {seat.cadre for seat in plan.seats}
    assert [team["help"] for team in written(plan)["teams"]] == [
        [{"cadre": "m", "name": "干部m", "unit": "u9", "days": 10}]
    ] * 2
    assert not [v for v in check_plan(plan) if "财务审计" in v.broken.says.zh or v.broken.price is None]


def test_a_pin_is_kept_and_a_pin_against_recusal_is_answered_with_both_sentences():
    kept = form_teams(two_teams(pins=(Pin("f", "2"),))).plan
    assert ("2", "f") in {(seat.team, seat.cadre) for seat in kept.seats}
    tie = Tie("f", "本人曾任职", "o2", "2019年至2022年任副局长")
    refused = form_teams(two_teams(pins=(Pin("f", "2"),), ties=(tie,)))
    assert refused.status is Status.IMPOSSIBLE
    assert sorted(reason.says.zh for reason in refused.reasons) == [
        "已定干部f编入第2组",
        "干部f与第2组巡察对象o2有回避情形：本人曾任职（2019年至2022年任副局长），须回避",
    ]


def test_somebody_dropping_out_moves_as_few_as_can_be():
    before = form_teams(two_teams()).plan
    left = forming([c for c in before.problem.cadres if c.key != "f"], list(before.problem.needs))
    after = form_teams(left, (*RULES, keep_to(before.taken()))).plan
    moved = changes(left, before.taken(), after.taken())
    assert len(moved) <= 2


def test_level_by_level_agrees_where_nothing_is_traded():
    problem = two_teams()
    assert form_teams(problem, level_by_level=True).objective == form_teams(problem).objective
