"""Attribution: proposed from tenures, frozen by a person, differences shown and never applied."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.base.span import Day, Held, Span
from xuncha.findings.core.attribution import (
    NOT_GUILT,
    CannotFreeze,
    Frozen,
    TenureFact,
    differences,
    freeze,
    propose,
)

PERIOD = Span.of("2022-03", "2022-09")
POSTS = {"head": "局长", "deputy": "副局长"}


def tenure(name: str, starts: str, ends: str, post: str = "head", kind: str = "任职") -> TenureFact:
    return TenureFact(f"t-{name}", f"p-{name}", name, post, POSTS[post], kind, Span.of(starts, ends))


def test_holder_of_the_whole_period_is_certain_and_another_time_is_left_out():
    proposal = propose(PERIOD, [tenure("甲", "2020-01-01", "2023-01-01"), tenure("乙", "2023-01-01", "")])
    assert [(h.fact.person_name, h.certain) for h in proposal.holders] == [("甲", True)]


def test_handover_in_a_month_gives_no_day():
    proposal = propose(
        Span.of("2022-05-10", "2022-05-12"), [tenure("甲", "2020", "2022-05"), tenure("乙", "2022-05", "")]
    )
    assert [(h.fact.person_name, h.certainty.zh) for h in proposal.holders] == [
        ("甲", "不能确定到日"),
        ("乙", "不能确定到日"),
    ]


def test_post_without_a_tenure_is_named():
    assert propose(PERIOD, [tenure("甲", "2020-01-01", "")], POSTS).unheld == ("副局长",)


def test_every_output_carries_the_sentence():
    first = propose(PERIOD, [tenure("甲", "2020-01-01", "")])
    frozen = freeze(first)
    changed = differences(frozen, [])
    assert [first.caution, frozen.caution, changed[0].caution] == [NOT_GUILT] * 3
    assert frozen.as_data()["caution"] == "任职对应，不等于责任认定"


def test_leaving_out_needs_a_reason():
    proposal = propose(PERIOD, [tenure("甲", "2020-01-01", "")])
    with pytest.raises(CannotFreeze) as no:
        freeze(proposal, {"t-甲": "  "})
    assert no.value.says.zh == "去掉“局长 甲”须写明理由"


def test_leaving_out_somebody_who_was_not_proposed_is_refused():
    with pytest.raises(CannotFreeze) as no:
        freeze(propose(PERIOD, []), {"t-甲": "借调"})
    assert "不在该时段任职人员之中" in no.value.says.zh


def test_left_out_holder_is_kept_on_record_but_not_among_the_kept():
    proposal = propose(PERIOD, [tenure("甲", "2020-01-01", ""), tenure("丙", "2021-01-01", "", "deputy")])
    frozen = freeze(proposal, {"t-丙": "当时在外挂职"})
    assert [h.fact.person_name for h in frozen.kept] == ["甲"]
    assert frozen.left_out == (("t-丙", "当时在外挂职"),)


def test_correction_that_moves_a_tenure_out_of_the_period_is_a_difference():
    frozen = freeze(propose(PERIOD, [tenure("甲", "2020-01-01", "2023-01-01")]))
    found = differences(frozen, [tenure("甲", "2020-01-01", "2021-12-01")])
    assert [(one.kind, one.tenure) for one in found] == [("gone", "t-甲")]
    assert "2020-01-01至2021-12-01" in found[0].says.zh


def test_tenure_entered_later_and_a_corrected_day_are_both_shown():
    frozen = freeze(propose(PERIOD, [tenure("甲", "2020", "2022-06")]))
    now = [tenure("甲", "2020", "2022-05-31"), tenure("乙", "2022-06-01", "")]
    assert [(one.kind, one.tenure) for one in differences(frozen, now)] == [
        ("changed", "t-甲"),
        ("added", "t-乙"),
    ]


def test_kept_after_weighing_asks_once_and_asks_again_at_the_next_correction():
    frozen = freeze(propose(PERIOD, [tenure("甲", "2020", "2022-06")]))
    corrected = [tenure("甲", "2020", "2022-05-31")]
    kept = Frozen.from_data(frozen.keeping(corrected).as_data())
    assert kept.holders == frozen.holders
    assert differences(kept, corrected) == ()
    assert [one.kind for one in differences(kept, [tenure("甲", "2020", "2022-04-30")])] == ["changed"]


def test_renaming_a_post_is_no_difference():
    fact = tenure("甲", "2020", "")
    assert differences(freeze(propose(PERIOD, [fact])), [replace(fact, post_title="主任")]) == ()


days = st.builds(
    lambda day, cut: Day.parse(day.isoformat()[:cut]),
    st.dates(date(2015, 1, 1), date(2026, 12, 31)),
    st.sampled_from([4, 7, 10]),
)


@st.composite
def spans(draw) -> Span:
    first, second = draw(st.none() | days), draw(st.none() | days)
    if first and second and second.latest < first.earliest:
        first, second = second, first
    return Span(first, second)


@st.composite
def tenures(draw) -> tuple[TenureFact, ...]:
    return tuple(
        TenureFact(
            f"t{n}",
            f"p{draw(st.integers(0, 3))}",
            "某",
            draw(st.sampled_from(sorted(POSTS))),
            "职务",
            "任职",
            draw(spans()),
        )
        for n in range(draw(st.integers(0, 5)))
    )


@given(spans(), tenures())
@settings(deadline=None)
def test_law_everybody_who_surely_met_the_period_is_proposed_and_nobody_who_surely_did_not(period, facts):
    certain = {h.fact.tenure: h.certain for h in propose(period, facts).holders}
    for fact in facts:
        held = fact.span.meets(period)
        assert certain.get(fact.tenure) == {Held.YES: True, Held.UNSURE: False, Held.NO: None}[held]


@given(spans(), tenures())
@settings(deadline=None)
def test_law_frozen_survives_storage_and_differs_from_nothing_while_the_registry_stands(period, facts):
    frozen = freeze(propose(period, facts))
    assert Frozen.from_data(frozen.as_data()) == frozen
    assert differences(frozen, facts) == ()


@given(spans(), tenures(), spans())
@settings(deadline=None)
def test_law_no_correction_that_touches_the_period_goes_unseen(period, facts, other):
    frozen = freeze(propose(period, facts))
    for n, fact in enumerate(facts):
        moved = replace(fact, span=other)
        if (fact.span.meets(period) is Held.NO and other.meets(period) is Held.NO) or other == fact.span:
            continue
        found = differences(frozen, (*facts[:n], moved, *facts[n + 1 :]))
        assert [one.tenure for one in found] == [fact.tenure]


def test_a_certain_day_inside_a_tenure_is_certain():
    day = date(2022, 4, 1)
    period = Span(Day.of(day), Day.of(day + timedelta(days=1)))
    assert propose(period, [tenure("甲", "2022-04-01", "2022-04-02")]).holders[0].certain
