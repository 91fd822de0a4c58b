"""Each rule's check on teams put together by hand: what it says, and what it charges."""

from dataclasses import replace
from pathlib import Path

import pytest

import xuncha.teams.core.rules as catalogue
from tests.teams.core.people import SHIPPED, SMALL, cadre, chief, forming, need
from xuncha.base.span import Day, Span
from xuncha.teams.core.facts import Absence, Lender, Pin, Tie
from xuncha.teams.core.form import RULES, check_plan
from xuncha.teams.core.forming import Formation, Help, Seat
from xuncha.teams.core.provisions import Mobile, SizeFormula, Step
from xuncha.trust.core.roles import Role

FOUR = replace(SMALL, size=SizeFormula(1, 5, 2, (Step("staff", 10, 1),)))
GOOD = {
    "a": chief("a", unit="u1", rounds=2, skills=("财务",)),
    "b": cadre("b", unit="u2", leading_rank="乡科级副职", skills=("纪检",), rounds=1),
    "c": cadre("c", unit="u3", skills=("党建",)),
}


def broken(key, cadres, seats, needs=None, **facts):
    """What the rule `key` alone says of the seats given as team+cadre (+ role)."""
    problem = forming(list(cadres), needs or [need("1", figures={"staff": 20}), need("2")], **facts)
    plan = Formation(problem, tuple(Seat(*seat) for seat in seats))
    (rule,) = [rule for rule in RULES if rule.key == key]
    return [(verdict.broken.says.zh, verdict.broken.price) for verdict in check_plan(plan, [rule])]


OLD_HAND = cadre("e", unit="u4", rounds=1)
TEAM = (("1", "a", Role.LEADER), ("1", "b", Role.DEPUTY), ("1", "c", Role.MEMBER))


@pytest.mark.parametrize("key", [rule.key for rule in RULES if rule.key != "fair_burden"])
def test_a_good_team_breaks_nothing(key):
    team = (*TEAM, ("1", "e", Role.LIAISON))
    assert (
        broken(key, [*GOOD.values(), OLD_HAND], team, [need("1", figures={"staff": 20})], provisions=FOUR)
        == []
    )


def test_one_person_in_two_teams():
    seats = (*TEAM, ("2", "c", Role.MEMBER))
    assert broken("one_team", GOOD.values(), seats) == [("干部c被编入2个组", None)]


def test_no_leader_two_leaders_an_unfit_leader():
    pool = [*GOOD.values(), chief("d")]
    assert broken("leader", pool, TEAM[1:], [need("1")]) == [("第1组有0名组长", None)]
    two = (*TEAM, ("1", "d", Role.LEADER))
    assert broken("leader", pool, two, [need("1")]) == [("第1组有2名组长", None)]
    unfit = (("1", "c", Role.LEADER),)
    assert broken("leader", pool, unfit, [need("1")]) == [("干部c任第1组组长：不符合组长条件", None)]


@pytest.mark.parametrize(
    ("facts", "fit"),
    [
        ({"leading_rank": "乡科级正职"}, True),
        ({"leading_rank": "正科"}, True),
        ({"leading_rank": "乡科级副职"}, False),
        ({"grade": "一级主任科员"}, False),
        ({"in_leader_pool": True}, False),
        ({"leading_rank": "乡科级正职", "release": "part"}, False),
        (
            {
                "leading_rank": "乡科级正职",
                "absences": (Absence(Span.of("2026-04-29", "2026-05-09"), "产假"),),
            },
            False,
        ),
        ({"leading_rank": "乡科级正职", "absences": (Absence(Span.of("2026-04-30", ""), "产假"),)}, True),
    ],
)
def test_who_is_free_to_lead(facts, fit):
    somebody = cadre("x", **facts)
    assert forming([somebody], [need("1")]).free_to_lead(somebody) is fit


def test_a_grade_counts_once_the_office_confirms_the_rule():
    somebody = cadre("x", grade="一级主任科员")
    grounds = tuple(replace(g, confirmed=True) if g.fact == "grade" else g for g in SMALL.leader)
    problem = forming([somebody], [need("1")], provisions=replace(SMALL, leader=grounds))
    assert problem.free_to_lead(somebody)


def test_a_driver_is_refused_with_the_article():
    seats = (("1", "x", Role.MEMBER),)
    assert broken("qualification", [cadre("x", identity="工勤")], seats) == [
        (
            "干部x（工勤）不符合选调条件第1条：人员身份为公务员、参公管理人员、事业单位管理岗位或专业技术岗位人员",
            None,
        )
    ]


def test_somebody_not_released_is_refused():
    assert broken("released", [cadre("x", release="none")], (("1", "x", Role.MEMBER),)) == [
        ("干部x本轮不能脱产（单位不能放人）", None)
    ]


@pytest.mark.parametrize("kind", ["本人曾任职", "亲属为领导成员", "利害关系", "新写的一种"])
def test_ties_of_office_kin_business_and_unknown_kinds_block(kind):
    seats = (("1", "c", Role.MEMBER),)
    assert broken("recusal", GOOD.values(), seats, ties=(Tie("c", kind, "o1"),)) == [
        (f"干部c与第1组巡察对象o1有回避情形：{kind}，须回避", None)
    ]
    assert broken("recusal", GOOD.values(), seats, ties=(Tie("c", kind, "o2"),)) == []


def test_somebody_on_leave_is_refused_by_the_rule_that_no_repair_waives():
    away = cadre("x", absences=(Absence(Span.of("2026-04", ""), "产假"),))
    assert broken("qualification", [away], (("1", "x", Role.MEMBER),)) == [
        ("干部x本轮不能脱产（产假）", None)
    ]
    assert next(rule for rule in RULES if rule.key == "qualification").waiver is None


@pytest.mark.parametrize(
    ("ended", "blocks"),
    [
        ("2023-03-02", False),
        ("2023-03-03", True),
        ("2023-02", False),
        ("2023-03", True),
        ("", True),
        ("不详", True),
    ],
)
def test_a_post_left_three_years_ago_only_warns(ended, blocks):
    tie = Tie("c", "本人曾任职", "o1", "副局长", Day.parse(ended))
    ((says, price),) = broken("recusal", GOOD.values(), (("1", "c", Role.MEMBER),), ties=(tie,))
    assert (price is None) is blocks
    assert says.endswith("须回避" if blocks else "编入须说明理由")


def test_a_tie_of_place_warns_and_is_charged():
    seats = (("1", "c", Role.MEMBER),)
    assert broken("recusal", GOOD.values(), seats, ties=(Tie("c", "籍贯地", "街道1"),)) == [
        ("干部c与第1组巡察对象街道1有回避情形：籍贯地，编入须说明理由", 1)
    ]


def test_kin_in_one_team():
    assert broken("kin", GOOD.values(), TEAM, kin=(("a", "c"),)) == [("亲属干部a、干部c同在第1组", None)]
    apart = (*TEAM[:2], ("2", "c", Role.MEMBER))
    assert broken("kin", GOOD.values(), apart, kin=(("a", "c"),)) == []


def test_size_outside_the_limits_must_not_be_and_off_the_work_is_charged():
    one = [need("1", figures={"staff": 20})]
    assert broken("size", GOOD.values(), TEAM[:2], one) == [("第1组2人，按工作量需3人", 3)]
    strict = replace(SMALL, size=SizeFormula(3, 3, 3, ()))
    assert broken("size", GOOD.values(), TEAM[:2], one, provisions=strict) == [
        ("第1组2人，应为3至3人", None),
        ("第1组2人，按工作量需3人", 3),
    ]


def test_a_missing_skill_is_charged_by_its_price():
    one = [need("1", figures={"projects": 3})]
    assert broken("skills", GOOD.values(), TEAM[1:], one) == [
        ("第1组缺财务审计人员1名", 4),
        ("第1组缺工程招投标人员1名", 4),
    ]


def test_experience_and_newcomers():
    fresh = [cadre(key) for key in "pqr"]
    seats = tuple(("1", key, Role.MEMBER) for key in "pqr")
    assert broken("experience", fresh, seats, [need("1")]) == [("第1组有巡察经历的0人，应不少于2人", 4)]
    old = [cadre(key, rounds=1) for key in "pqr"]
    assert broken("experience", old, seats, [need("1")]) == [("第1组新人0名，应至少1名", 1)]


def test_a_woman_where_a_talk_needs_one():
    wanted = [need("1", woman_needed=True)]
    assert broken("woman", GOOD.values(), TEAM, wanted) == [("第1组没有女干部，女性谈话对象不便", 2)]
    with_woman = [cadre("a", woman=True), GOOD["b"], GOOD["c"]]
    assert broken("woman", with_woman, TEAM, wanted) == []


def test_deputies():
    assert broken("deputy", GOOD.values(), TEAM[:1], [need("1")]) == [("第1组没有副组长", 3)]
    unfit = (TEAM[0], ("1", "c", Role.DEPUTY))
    assert broken("deputy", GOOD.values(), unfit, [need("1")]) == [
        ("干部c的领导职务层次不符合副组长条件", None)
    ]


def test_a_leader_serves_wholly():
    assert broken("leader_released", [chief("x", release="part")], (("1", "x", Role.LEADER),)) == [
        ("干部x只能部分时间参加，组长须全程脱产", None)
    ]
    assert broken("leader_released", [chief("x", release="part")], (("1", "x", Role.MEMBER),)) == []


def test_the_head_of_a_unit_leads_once_it_is_known_who_stands_in():
    seats = (("1", "x", Role.LEADER),)
    assert broken("stand_in", [chief("x", head=True)], seats) == [
        ("干部x是u1主要负责人，任组长前须写明由谁临时主持工作", 1)
    ]
    assert broken("stand_in", [chief("x", head=True, stand_in="副局长")], seats) == []


def test_a_local_leads_only_out_of_the_leader_pool_or_by_crossing():
    seats, ties = (("1", "x", Role.LEADER),), (Tie("x", "籍贯地", "街道1", "嵩阳"),)
    assert broken("native_leader", [chief("x")], seats, ties=ties) == [
        ("干部x（籍贯地嵩阳）不宜任第1组组长，请从组长库选任或者交叉安排", 1)
    ]
    for outsider in (chief("x", in_leader_pool=True), chief("x", crossing=True)):
        assert broken("native_leader", [outsider], seats, ties=ties) == []


def test_people_from_another_county_are_a_burden_there_and_bound_by_no_limit_here():
    guests = [cadre(key, unit="外县", crossing=True) for key in "pqrst"]
    seats = tuple(("1", one.key, Role.MEMBER) for one in guests)
    lender = (Lender("外县", "外县", 10),)
    for rule in ("lender_limit", "fair_burden"):
        assert broken(rule, guests, seats, [need("1")], lenders=lender) == []
        at_home = [replace(one, crossing=False) for one in guests]
        assert broken(rule, at_home, seats, [need("1")], lenders=lender) != []


def test_liaisons():
    assert broken("liaison", GOOD.values(), TEAM) == [("第1组没有联络员", 1), ("第2组没有联络员", 1)]
    fresh = (("1", "c", Role.LIAISON),)
    assert broken("liaison", GOOD.values(), fresh, [need("1")]) == [
        ("干部c没有参加过巡察，也不是巡察办人员，任联络员不熟悉工作", 1)
    ]
    of_the_office = cadre("c", unit="县委巡察办")
    assert broken("liaison", [of_the_office], fresh, [need("1")]) == []


def test_joint_work_with_audit_spares_a_team_its_auditor():
    alone, joint = [need("1")], [need("1", modes=("巡审联动",))]
    assert ("第1组缺财务审计人员1名", 4) in broken("skills", GOOD.values(), TEAM[1:], alone)
    assert ("第1组缺财务审计人员1名", 4) not in broken("skills", GOOD.values(), TEAM[1:], joint)


SHARED = replace(SMALL, mobile=Mobile(("财务审计",), 10, 15))


def helped(key, days, **facts):
    """What the rule says of a team without an auditor that a mobile one helps for some days."""
    specialist = cadre("m", unit="u9", skills=("财务",), **{"mobile": True, **facts})
    problem = forming([*GOOD.values(), specialist], [need("1")], provisions=SHARED)
    seats = (Seat("1", "b", Role.LEADER), Seat("1", "c", Role.MEMBER))
    (rule,) = [rule for rule in RULES if rule.key == key]
    plan = Formation(problem, seats, (Help("1", "m", days),))
    return [(verdict.broken.says.zh, verdict.broken.price) for verdict in check_plan(plan, [rule])]


def test_ten_days_of_a_mobile_auditor_stand_for_one():
    assert ("第1组缺财务审计人员1名", 4) in helped("skills", 9)
    assert ("第1组缺财务审计人员1名", 4) not in helped("skills", 10)


def test_a_mobile_specialist_keeps_within_his_days_and_joins_no_team():
    assert helped("mobile", 10) == [("干部m支援10天", 10)]
    assert helped("mobile", 16) == [("干部m本轮支援不超过15天", None), ("干部m支援16天", 16)]
    assert helped("mobile", 5, mobile=False) == [("干部m不能按天支援", None), ("干部m支援5天", 5)]
    member = broken("mobile", [cadre("m", mobile=True)], (("1", "m", Role.MEMBER),))
    assert member == [("干部m属财审机动组，按天支援，不编入组", None)]


def test_limits_on_one_lender_and_the_four_units_that_are_not_bound():
    three = [cadre(key, unit="u1") for key in "pqr"]
    seats = tuple(("1", key, Role.MEMBER) for key in "pqr")
    said = broken("lender_limit", three, seats, [need("1")], lenders=(Lender("u1", "农业农村局", 40),))
    assert said == [("农业农村局在第1组有3人，不宜超过2人", 6), ("农业农村局本轮抽调3人，不宜超过2人", 6)]
    assert broken("lender_limit", three, seats, [need("1")], lenders=(Lender("u1", "县财政局", 40),)) == []


def test_the_burden_grows_with_what_was_lent_before():
    seats = (("1", "p", Role.MEMBER), ("1", "q", Role.MEMBER))
    two = [cadre(key, unit="u1") for key in "pq"]
    light = broken("fair_burden", two, seats, [need("1")], lenders=(Lender("u1", "农业局", 100, 0),))
    heavy = broken("fair_burden", two, seats, [need("1")], lenders=(Lender("u1", "农业局", 20, 3),))
    assert light == [("农业局累计抽调2人次（100人）", 2)]
    assert heavy == [("农业局累计抽调5人次（20人）", 16)]


def test_part_time_is_charged_and_a_pin_is_held():
    seats = (("1", "x", Role.MEMBER),)
    part = [cadre("x", release="part")]
    assert broken("part_time", part, seats) == [("干部x半脱产参加", 1)]
    assert broken("pinned", part, seats, pins=(Pin("x", "2"),)) == [("已定干部x编入第2组", None)]
    assert broken("pinned", part, seats, pins=(Pin("x", "1", serves=False),)) == [
        ("已定干部x不编入第1组", None)
    ]


def test_every_file_of_the_catalogue_is_a_rule_with_two_faces():
    files = sorted(p.stem for p in Path(catalogue.__path__[0]).glob("[a-z]*.py"))
    assert [rule.post.__module__.rsplit(".", 1)[1] for rule in RULES] == files
    assert all(rule.post.__code__ is not rule.check.__code__ for rule in RULES)
    assert len(RULES) >= 8


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_a_basis_names_a_record_of_the_rule_book(rule):
    assert rule.basis == "" or SHIPPED.basis_of(rule.basis)
