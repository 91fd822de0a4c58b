"""The duty is with whoever holds the post now: one person or a named vacancy."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.base.span import Day, Held, Span
from xuncha.rectification.core.duty import ACTING, CONCURRENT, FULL, InPost, days_in_post, duty

TODAY = date(2026, 11, 20)


def tenure(name: str, starts: str, ends: str = "", kind: str = FULL) -> InPost:
    return InPost(f"t-{name}", f"p-{name}", name, kind, Span.of(starts, ends))


def who(*tenures: InPost, today: date = TODAY):
    return duty("post", "局长", tenures, today)


def test_successor_has_the_duty():
    found = who(tenure("甲", "2020-01-01", "2026-05-01"), tenure("乙", "2026-05-01"))
    assert (found.holder.person_name, found.certain, found.says.zh) == ("乙", True, "局长 乙")
    assert found.days.shown().zh == "到任203天"


def test_vacancy_is_named_with_its_start():
    found = who(tenure("甲", "2020-01-01", "2026-05-01"))
    assert (found.holder, found.days, found.says.zh) == (None, None, "局长空缺，自2026-05-01起")
    assert "组织部" in found.remark.zh


def test_post_nobody_ever_held_is_vacant_too():
    assert who().says.zh == "局长空缺"


def test_acting_head_has_the_duty_of_a_vacant_post():
    found = who(tenure("甲", "2020-01-01", "2026-05-01"), tenure("丙", "2026-05-01", kind=ACTING))
    assert found.says.zh == "局长 丙(主持工作)"


def test_head_keeps_the_duty_while_another_runs_the_daily_work():
    found = who(tenure("甲", "2020-01-01"), tenure("丙", "2026-09-01", kind=ACTING))
    assert (found.holder.person_name, found.certain, found.remark.zh) == ("甲", True, "另有丙主持工作")


def test_concurrent_holder_is_said_to_be_one():
    assert who(tenure("丁", "2025-01-01", kind=CONCURRENT)).says.zh == "局长 丁(兼任)"


def test_month_of_handover_gives_the_newcomer_and_says_it_is_not_certain():
    found = who(tenure("甲", "2020", "2026-11"), tenure("乙", "2026-11"))
    assert (found.holder.person_name, found.certain) == ("乙", False)
    assert found.remark.zh == "甲的任职与其重叠(交接月)，请在登记中补到日"
    assert found.days.shown().zh == "到任约0—19天"


def test_month_of_leaving_without_a_successor_is_not_certain():
    found = who(tenure("甲", "2020", "2026-11"))
    assert (found.holder.person_name, found.certain) == ("甲", False)
    assert "不能确定" in found.remark.zh


def test_unknown_arrival_claims_no_days():
    assert days_in_post(Span.of("不详", ""), TODAY).shown().zh == "到任日期不详"


days = st.builds(
    lambda day, cut: Day.parse(day.isoformat()[:cut]),
    st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    st.sampled_from([4, 7, 10]),
)


@st.composite
def in_posts(draw):
    made = []
    for n in range(draw(st.integers(0, 5))):
        first, second = draw(st.none() | days), draw(st.none() | days)
        if first and second and second.latest < first.earliest:
            first, second = second, first
        person = f"p{draw(st.integers(0, 2))}"
        kind = draw(st.sampled_from([FULL, CONCURRENT, ACTING]))
        made.append(InPost(f"t{n}", person, person, kind, Span(first, second)))
    return made


@given(in_posts(), st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_law_always_exactly_one_answer_or_a_named_vacancy(tenures, today, random):
    found = duty("post", "局长", tenures, today)
    possible = [one for one in tenures if one.span.holds(today) is not Held.NO]
    assert (found.holder is None) == (not possible)
    assert found.holder is None or found.holder in possible
    assert found.says.zh.startswith("局长")
    random.shuffle(tenures)
    assert duty("post", "局长", tenures, today).holder == found.holder


@given(in_posts(), st.dates(date(2024, 1, 1), date(2027, 12, 31)))
@settings(deadline=None)
def test_law_a_certain_holder_is_never_passed_over_for_an_acting_or_doubtful_one(tenures, today):
    sure = [one for one in tenures if one.span.holds(today) is Held.YES and one.kind != ACTING]
    if sure:
        assert duty("post", "局长", tenures, today).holder in sure


@given(days, st.integers(0, 900))
@settings(deadline=None)
def test_law_days_in_post_enclose_every_day_that_the_arrival_can_be(start, later):
    today = start.latest + timedelta(days=later)
    found = days_in_post(Span(start, None), today)
    assert found.least == later
    assert found.most == (today - start.earliest).days
