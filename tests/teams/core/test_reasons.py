from tests.teams.core.people import cadre, chief, forming, need
from xuncha.teams.core.facts import Lender, Pin, Tie
from xuncha.teams.core.form import form_teams
from xuncha.teams.core.reasons import reasons


def said():
    cadres = [
        chief("a", unit="u1", rounds=1),
        cadre("b", unit="u2", skills=("会计",)),
        cadre("c", unit="u3", leading_rank="乡科级副职", skills=("纪检",), rounds=2),
    ]
    lenders = (Lender("u2", "农业农村局", 60, 1),)
    ties = (Tie("b", "籍贯地", "街道1"),)
    pins = (Pin("b", "1"),)
    plan = form_teams(
        forming(cadres, [need("1", figures={"staff": 20})], lenders=lenders, ties=ties, pins=pins)
    ).plan
    return {seat.cadre: [says.zh for says in why] for seat, why in reasons(plan).items()}


def test_a_leader_is_there_by_rank_and_release():
    assert said()["a"][0] == "任组长：领导职务层次为乡科级正职，可全程脱产；全库符合的共1名"


def test_a_member_is_there_for_what_the_team_would_lack():
    assert said()["b"] == [
        "已由人工确定",
        "有本组所需专长：财务审计",
        "首次参加，以老带新",
        "若不编入：第1组新人0名，应至少1名",
        "若不编入：第1组缺财务审计人员1名",
        "农业农村局（60人）已抽调1人次，本轮1人",
        "干部b与第1组巡察对象街道1有回避情形：籍贯地，编入须说明理由",
    ]


def test_everybody_has_a_reason():
    assert all(said().values())
    assert set(said()) == {"a", "b", "c"}
