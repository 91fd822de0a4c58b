"""Forms come back in any order and more than once; the county that they add up to is the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.registry.core.books import errors, laid_out
from xuncha.registry.core.county import County
from xuncha.registry.core.merging import difference, merge

UNITS = [
    ["单位名称", "所属党组织", "主要负责人"],
    ["水务局", "水务局党组", "现一"],
    ["教育局", "教育局党委", "现二"],
]
POSTS = [
    ["单位", "职务", "主要负责人", "领导职务层次"],
    ["水务局", "局长", "是", "乡科级正职"],
    ["教育局", "局长", "是", None],
]
TENURES = [
    ["姓名", "单位", "职务", "任职时间", "离任时间"],
    ["前一", "水务局", "局长", "2019.05", "2023.06"],
    ["现一", "水务局", "局长", "2023.06", None],
    ["现二", "教育局", "局长", "2021-03-15", None],
]
ROSTER = [
    ["单位", "姓名", "职务", "主要负责人", "管钱"],
    ["水务局", "现一", "局长", "是", "是"],
    ["教育局", "现二", "局长", "是", None],
]
WORKLOADS = [["单位名称", "人数"], ["水务局", 46]]
BOOKS = {
    "单位": UNITS,
    "职务": POSTS,
    "任职": TENURES,
    "干部花名册": ROSTER,
    "工作量": WORKLOADS,
}


def laid(known: County, sheet: str) -> County:
    judgement = laid_out({sheet: BOOKS[sheet]}, known)
    assert errors(judgement) == [], sheet
    return merge(known, judgement.county).county


WHOLE = laid_out(dict(BOOKS)).county


@settings(max_examples=60)
@given(st.lists(st.sampled_from(sorted(set(BOOKS) - {"单位"})), max_size=8))
def test_forms_in_any_order_add_up_to_the_same_county(order):
    county = laid(County(), "单位")
    for sheet in [*order, *BOOKS]:
        county = laid(county, sheet)
    assert {post.key for post in county.posts} == {post.key for post in WHOLE.posts}
    assert {tenure.key for tenure in county.tenures} == {tenure.key for tenure in WHOLE.tenures}
    assert {name: len(things) for name, things in county.lists()} == WHOLE.counts()


@settings(max_examples=60)
@given(st.lists(st.sampled_from(sorted(set(BOOKS) - {"单位"})), max_size=6), st.sampled_from(sorted(BOOKS)))
def test_a_form_that_came_in_once_changes_nothing_the_second_time(order, again):
    county = laid(County(), "单位")
    for sheet in [*order, again]:
        county = laid(county, sheet)
    assert not difference(county, laid_out({again: BOOKS[again]}, county).county)
