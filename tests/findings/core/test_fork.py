"""The fork between working paper and lead, judged on answers and on texts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.findings.core.fork import ABOUT_PERSON, APART, PLAIN_FAULT, Matter, Way, paper_remarks, ways


@pytest.mark.parametrize(
    ("matter", "way"),
    [
        (Matter(body_failed=True, person_acted=False, breach=False, checkable=True), Way.PAPER),
        (Matter(body_failed=False, person_acted=True, breach=True, checkable=True), Way.LEAD),
        (Matter(body_failed=True, person_acted=True, breach=True, checkable=True), Way.SPLIT),
        (Matter(body_failed=False, person_acted=True, breach=False, checkable=True), Way.PAPER),
        (Matter(body_failed=True, person_acted=False, breach=False, checkable=False), Way.CONTINUE),
        (Matter(body_failed=False, person_acted=False, breach=False, checkable=True), Way.DROP),
    ],
)
def test_way(matter, way):
    assert ways(matter).way is way


def test_a_plain_fault_is_no_lead_and_says_so():
    assert PLAIN_FAULT in ways(Matter(False, True, False, True)).because


def test_both_sides_are_split_and_the_paper_keeps_silent():
    assert ways(Matter(True, True, True, True)).because[0] == APART


@given(st.builds(Matter, *[st.booleans()] * 4))
@settings(deadline=None)
def test_law_a_persons_breach_never_goes_to_a_paper_alone(matter):
    advice = ways(matter)
    if matter.person_acted and matter.breach and matter.checkable:
        assert ABOUT_PERSON in advice.because
        assert advice.way in (Way.LEAD, Way.SPLIT)


NAMES, WORDS = ["王建国", "李梅"], ["受贿", "侵占"]


def test_name_and_breach_in_one_sentence_stop_the_paper_and_the_remark_names_the_place_only():
    remarks = paper_remarks({"问题表现": "局里账目混乱。2021年王 建国涉嫌受贿"}, NAMES, WORDS)
    assert [one.stops for one in remarks] == [True]
    assert remarks[0].says.zh.startswith("“问题表现”第2句同时写了姓名")
    assert "王" not in remarks[0].says.zh


def test_name_alone_and_word_alone_are_notices():
    remarks = paper_remarks({"问题表现": "李梅为经办人。专项资金存在被侵占风险"}, NAMES, WORDS)
    assert [one.stops for one in remarks] == [False, False]


def test_clean_text_has_no_remark():
    assert paper_remarks({"问题表现": "2021年以来党组会未研究意识形态工作"}, NAMES, WORDS) == ()
