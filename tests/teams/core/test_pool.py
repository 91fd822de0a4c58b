"""From the county to the pool: who, when, what ties them, and the work of a team."""

from datetime import date

import pytest

from tests.teams.core.people import SMALL, forming
from xuncha.base.span import Day
from xuncha.registry.core.county import Cadre, County, Guest, Link, Person, Recusal, Tenure, Unit, Workload
from xuncha.teams.core.facts import Lender, Tie
from xuncha.teams.core.pool import need_of, pool_of

WHO = ("张三", "")


def pool(cadre: Cadre | None = None, **more):
    units = (Unit("水务局", "政府部门"), Unit("嵩阳街道办事处", "街道"), Unit("嵩阳小学", "学校"))
    return pool_of(County(units=units, cadres=(cadre or Cadre(WHO, unit="水务局"),), **more))


def test_namesakes_are_told_apart_by_their_code():
    assert [one.key for one in pool(Cadre(("张三", "水务"))).cadres] == ["张三（水务）"]


@pytest.mark.parametrize(
    ("facts", "away"),
    [
        ({}, ""),
        ({"free_from": Day(2026, 3, 2)}, ""),
        ({"free_from": Day(2026, 3, 3)}, "2026-03-03起方可脱产"),
        ({"free_until": Day(2026, 4, 29)}, ""),
        ({"free_until": Day(2026, 4, 28)}, "只能脱产到2026-04-28"),
        ({"free_until": Day(2026, 4)}, ""),
        ({"free_until": Day(2026, 3)}, "只能脱产到2026-03"),
        ({"free_until": Day()}, ""),
    ],
)
def test_both_days_of_the_free_time_count_and_a_month_counts_whole(facts, away):
    """The round runs from 2026-03-02 to 2026-04-29, both included."""
    (cadre,) = pool(Cadre(WHO, unit="水务局", **facts)).cadres
    assert cadre.away(forming([cadre], []).span) == away


@pytest.mark.parametrize(
    ("said", "barred"), [("", ""), ("无", ""), ("党内警告影响期至2026-09", "党内警告影响期至2026-09")]
)
def test_nothing_held_against_somebody_may_be_written_in_words(said, barred):
    assert pool(Cadre(WHO, discipline=said)).cadres[0].barred == barred


def test_ties_come_from_the_home_unit_posts_held_declared_facts_and_home_places():
    found = pool(
        persons=(Person(*WHO, native_place="嵩阳", grown_place="外县"),),
        tenures=(Tenure(WHO, ("unit", "嵩阳小学", "校长"), Day(2015, 9), Day(2018, 7)),),
        recusals=(Recusal(WHO, "利害关系", "嵩阳小学", text="租赁"), Recusal(WHO, "其他", "")),
    ).ties
    assert set(found) == {
        Tie("张三", "本人曾任职", "水务局", "所在单位"),
        Tie("张三", "本人曾任职", "嵩阳小学", "校长，2015-09至2018-07", Day(2018, 7)),
        Tie("张三", "利害关系", "嵩阳小学", "已申报"),
        Tie("张三", "籍贯地", "嵩阳街道办事处", "嵩阳"),
    }


def test_a_tie_to_the_party_organisation_of_a_target_bears_on_it():
    county = County(
        units=(Unit("水务局"),),
        links=(Link("水务局", "水务局党组"),),
        cadres=(Cadre(WHO, unit="水务局党组"),),
    )
    need = need_of(county, "01", "第1组", {"水务局": ["水务局"]})
    found = pool_of(county)
    (bar,) = forming(list(found.cadres), [need], ties=found.ties, provisions=SMALL).bars
    assert bar.blocks
    assert bar.says.zh == "张三与第1组巡察对象水务局党组有回避情形：本人曾任职（所在单位），须回避"


def test_lenders_carry_their_staff_and_what_they_lent():
    work = (Workload("水务局", staff=46),)
    cadre = Cadre(WHO, unit="水务局", rounds_served=2)
    assert pool(cadre, workloads=work).lenders == (Lender("水务局", "水务局", 46, 2),)
    county = County(cadres=(cadre,), workloads=work)
    assert pool_of(county, {"水务局": 5}).lenders == (Lender("水务局", "水务局", 46, 5),)
    assert pool_of(county, {}).lenders == (Lender("水务局", "水务局", 46, 0),)


def test_the_work_of_a_team_is_added_up_over_its_bodies_and_each_unit_counts_once():
    county = County(
        units=(Unit("水务局"), Unit("林草局")),
        links=(Link("水务局", "联合党总支"), Link("林草局", "联合党总支")),
        workloads=(Workload("水务局", staff=40, projects=3), Workload("林草局", staff=30, letters=2)),
    )
    need = need_of(county, "01", "第1组", {"水务局": ["水务局"], "联合党总支": ["联合党总支"]})
    assert need.figures == {"staff": 70, "projects": 3, "letters": 2}
    assert need.targets[0].organisations == ("水务局", "联合党总支")


@pytest.mark.parametrize(
    ("days", "crossing", "unit", "away"),
    [
        ((Day(2026, 3, 2), Day(2026, 4, 29)), True, "邻川县", ""),
        ((Day(2026, 3), None), False, "", "不在异地交叉派入期内"),
        ((Day(2026, 1), None), True, "邻川县", ""),
        ((Day(2026, 3, 1), Day(2026, 3, 20)), True, "邻川县", "异地交叉派入到2026-03-20为止"),
        ((Day(2025, 1), Day(2025, 12)), False, "", "不在异地交叉派入期内"),
    ],
)
def test_a_guest_of_another_county_is_sought_within_the_loan_alone(days, crossing, unit, away):
    """The round runs from 2026-03-02 to 2026-04-29; a loan known to the month of entry is not sure to hold on that day."""
    county = County(cadres=(Cadre(WHO),), guests=(Guest(WHO, *days, "邻川县"),))
    (guest,) = pool_of(county, on=date(2026, 3, 2)).cadres
    assert (guest.crossing, guest.unit, guest.away(forming([guest], []).span)) == (crossing, unit, away)


def test_of_two_loans_the_later_counts():
    loans = (Guest(WHO, Day(2026, 2, 1), None, "乙县"), Guest(WHO, Day(2025, 2, 1), None, "甲县"))
    (guest,) = pool_of(County(cadres=(Cadre(WHO),), guests=loans), on=date(2026, 3, 2)).cadres
    assert guest.unit == "乙县"
