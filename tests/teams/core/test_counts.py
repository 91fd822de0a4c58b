"""Infeasible in words, with the names on both sides."""

from dataclasses import replace

from tests.teams.core.people import SHIPPED, cadre, chief, forming, need
from xuncha.base.span import Span
from xuncha.planning.solve import Status
from xuncha.teams.core.facts import Absence, Tie
from xuncha.teams.core.form import form_teams


def lists(reason):
    return {title.zh: names for title, names in reason.lists}


def test_too_few_leaders_are_counted_with_those_who_could_stand_by():
    cadres = [chief(f"c{n}") for n in range(5)]
    cadres += [
        chief("x", absences=(Absence(Span.of("2026-04", ""), "党校学习"),)),
        chief("y", release="part"),
        cadre("z", grade="一级主任科员"),
        *(cadre(f"m{n}") for n in range(9)),
    ]
    result = form_teams(forming(cadres, [need(str(n)) for n in range(6)]))
    assert result.status is Status.IMPOSSIBLE
    (reason,) = result.reasons
    assert reason.says.zh == "需要6名组长，符合条件且可全程脱产的只有5名，缺1名"
    assert reason.says.en == "6 leaders needed, 5 can be had, 1 missing"
    assert lists(reason) == {
        "符合条件且可脱产": ("干部c0", "干部c1", "干部c2", "干部c3", "干部c4"),
        "符合组长条件，但本轮不能脱产": (
            "干部y（只能部分时间参加）",
            "干部x（党校学习）",
        ),
        "仅按未确认的规定可任组长": ("干部z（一级主任科员）",),
        "最接近的": ("干部y（只能部分时间参加）",),
    }


def test_recusal_counts_the_teams_that_share_too_few_leaders():
    cadres = [chief("a"), chief("b"), chief("c"), *(cadre(f"m{n}") for n in range(6))]
    ties = tuple(Tie(who, "亲属", to) for who in ("b", "c") for to in ("o1", "o2"))
    result = form_teams(forming(cadres, [need("1"), need("2"), need("3")], ties=ties))
    (reason,) = result.reasons
    assert reason.says.zh == "第1组、第2组需要2名组长，符合条件、不须回避且可全程脱产的只有1名，缺1名"
    assert lists(reason)["符合条件且可脱产"] == ("干部a",)


def test_too_few_people_are_counted_with_the_article_that_refuses_each():
    cadres = [chief("a"), cadre("d", identity="工勤"), cadre("p", barred="立案审查期")]
    small = forming(cadres, [need("1")], provisions=replace(SHIPPED))
    (reason,) = form_teams(small).reasons
    assert reason.says.zh == "1个组至少需要5人，符合选调条件且可脱产的只有1人，缺4人"
    assert lists(reason)["不能选调的"] == (
        "干部d（工勤）不符合选调条件第1条：人员身份为公务员、参公管理人员、事业单位管理岗位或专业技术岗位人员",
        "干部p（立案审查期）不符合选调条件第2条：不在受处分影响期或者审查调查期内",
    )


def foreseen_in(result):
    return {notice.says.zh: lists(notice) for notice in result.notices}


def test_specialists_and_women_who_will_be_short_are_foreseen_and_stop_nothing():
    cadres = [
        chief("a"),
        chief("b"),
        cadre("f", skills=("财务",)),
        cadre("k", skills=("会计",), release="none"),
    ]
    result = form_teams(forming(cadres, [need("1", woman_needed=True), need("2")]))
    assert result.status is Status.PROVEN
    told = foreseen_in(result)
    assert told["本轮需财务审计2名，能抽调的只有1名，缺1名"] == {
        "符合条件且可脱产": ("干部f",),
        "有此专长，但本轮不能脱产": ("干部k（单位不能放人）",),
    }
    assert "第1组需女干部1名，能抽调的只有0名，缺1名" in told
    assert not any("财务审计" in says for says in foreseen_in(form_teams(joint(cadres))))


def joint(cadres):
    """The same two teams, one of them with audit at its side."""
    return forming(cadres, [need("1", modes=("提请审计协助",)), need("2")])


def test_days_of_the_mobile_specialists_are_counted_in():
    cadres = [chief("a"), chief("b"), cadre("m", skills=("财务",), mobile=True)]
    assert not any(
        "财务" in says for says in foreseen_in(form_teams(forming(cadres, [need("1"), need("2")])))
    )


def test_ten_thousand_teams_are_answered_by_counting_at_once():
    cadres = [chief(f"c{n}") for n in range(10)]
    result = form_teams(forming(cadres, [need(f"{n:05d}") for n in range(10_000)]))
    assert result.status is Status.IMPOSSIBLE
    assert result.reasons[0].says.zh == "需要10000名组长，符合条件且可全程脱产的只有10名，缺9990名"


def test_no_people_and_no_teams_are_answered():
    nobody = form_teams(forming([], [need("1")]))
    assert nobody.status is Status.IMPOSSIBLE
    assert nobody.reasons[0].says.zh == "需要1名组长，符合条件且可全程脱产的只有0名，缺1名"
    nothing = form_teams(forming([chief("a")], []))
    assert nothing.status is Status.PROVEN
    assert nothing.plan.seats == ()


def test_nothing_is_said_where_there_is_enough():
    result = form_teams(forming([chief("a"), cadre("b")], [need("1")]))
    assert result.status is Status.PROVEN
    assert result.reasons == ()
