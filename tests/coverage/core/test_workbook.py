"""A county workbook as facts: who holds posts on the day, who is secretary, and what earlier rounds covered."""

from __future__ import annotations

from datetime import date

import pytest

from tests.coverage.core.county import county, party, post, unit
from xuncha.base.span import Day
from xuncha.coverage.core.workbook import area_of, bodies_of, is_secretary, past_targets
from xuncha.registry.core.county import County, Inspected, Link, Party, Post, Tenure, Unit

HEAD = ("unit", "教育局", "局长")
COUNTING = {"常规": True, "回头看": False, "提级": False, "联动": False}


def one_head(*tenures: Tenure, title: str = "局长") -> County:
    return County(
        units=(Unit("教育局", code="530127001"),),
        parties=(Party("教育局党组"),),
        links=(Link("教育局", "教育局党组"),),
        posts=(Post("unit", "教育局", title, head=True), Post("unit", "教育局", "科员")),
        tenures=tenures,
    )


def tenure(name: str, starts: str, ends: str = "", kind: str = "任职") -> Tenure:
    return Tenure((name, ""), HEAD, Day.parse(starts), Day.parse(ends), kind)


def holders(on: date, *tenures: Tenure) -> list[tuple[str, bool]]:
    return [(one.name, one.acting) for one in bodies_of(one_head(*tenures), on).holders]


def test_the_holder_is_the_one_of_the_day():
    past, now = tenure("甲", "2021-03-01", "2026-05-01"), tenure("乙", "2026-05-01")

    assert holders(date(2026, 4, 30), past, now) == [("甲", False)]
    assert holders(date(2026, 5, 1), past, now) == [("乙", False)]


def test_in_a_month_that_is_not_known_to_the_day_both_may_hold_the_post():
    past, now = tenure("甲", "2021-03", "2026-05"), tenure("乙", "2026-05")

    assert holders(date(2026, 5, 10), past, now) == [("甲", False), ("乙", False)]


def test_an_acting_head_is_marked():
    assert holders(date(2026, 5, 10), tenure("丙", "2026-01", kind="主持工作")) == [("丙", True)]


def test_posts_that_are_neither_head_nor_key_do_not_count():
    assert [one.title for one in bodies_of(one_head(), date(2026, 5, 10)).posts] == ["局长"]


def test_a_head_whose_title_says_secretary_is_secretary_of_his_own_organisation():
    (found,) = bodies_of(one_head(title="党组书记、局长"), date(2026, 5, 10)).posts

    assert (found.organisation, found.is_secretary, found.heads_unit) == ("教育局党组", True, True)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("党委书记", True),
        ("党组书记、局长", True),
        ("党委副书记", False),
        ("书记员", False),
        ("副书记、镇长", False),
        ("局长", False),
    ],
)
def test_titles_of_secretaries(title, found):
    assert is_secretary(title) is found


def test_the_area_is_what_the_codes_agree_on():
    assert area_of(County(units=(Unit("a", code="530127001"), Unit("b")))) == "530127"
    assert area_of(County(units=(Unit("a", code="530127001"), Unit("b", code="530128001")))) == ""


def past(organisation: str, tree: str = "unit", number: int = 1, **more: object) -> Inspected:
    return Inspected("第十五届", number, organisation, tree, **{"kind": "常规", **more})


MERGED = county(
    {"工会": ("联合支部",), "妇联": ("联合支部",), "教育局": ("教育局党组",)}, {"工会": "甲", "教育局": "乙"}
)


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        (past("教育局"), {unit("教育局"), party("教育局党组"), post("教育局.head")}),
        (past("教育局党组", "party"), {unit("教育局"), party("教育局党组"), post("教育局.head")}),
        (past("工会"), {unit("工会"), post("工会.head")}),
        (past("联合支部", "party"), {party("联合支部")}),
    ],
)
def test_what_an_earlier_round_covers(row, counts):
    """A unit in a merged branch was seen with its head and without the branch; the branch proves nothing of its units."""
    (target,), (visit,) = past_targets((row,), MERGED, COUNTING)

    assert target.counts == counts
    assert (visit.target, visit.done) == (target.key, True)


def test_a_unit_and_its_organisation_named_in_one_round_are_one_target():
    targets, visits = past_targets((past("教育局"), past("教育局党组", "party")), MERGED, COUNTING)

    assert (len(targets), len(visits)) == (1, 1)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, ""),
        ({"kind": "回头看"}, "回头看"),
        ({"mode": "提级"}, "提级"),
        ({"mode": "直接"}, ""),
        ({"counts": False}, "常规"),
        ({"kind": "回头看", "counts": True}, ""),
    ],
)
def test_revisits_raised_and_joint_visits_do_not_count(more, why):
    ((target,), _) = past_targets((past("教育局", **more),), MERGED, COUNTING)

    assert target.why_not == why
    assert bool(target.counts) == (not why)


def test_a_body_that_is_not_in_the_registry_is_left_out():
    assert past_targets((past("不存在"),), MERGED, COUNTING) == ((), ())
