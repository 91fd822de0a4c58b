from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.base.span import UNKNOWN, Day, Held, NotADay, Span


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2021.03", "2021-03"),
        ("2021-03-15", "2021-03-15"),
        ("2021/3/5", "2021-03-05"),
        ("2021年3月", "2021-03"),
        ("2021年3月15日", "2021-03-15"),
        ("2021年", "2021"),
        ("２０２１．０３", "2021-03"),
        ("2021 - 03", "2021-03"),
        ("2021-03-15 00:00:00", "2021-03-15"),
        ("20210315", "2021-03-15"),
        (202103, "2021-03"),
        (2021.0, "2021"),
        (2021.03, "2021-03"),
        (date(2021, 3, 15), "2021-03-15"),
        (
            datetime(2021, 3, 15, 8, 30),  # noqa: DTZ001 cells have no zone
            "2021-03-15",
        ),
        ("不详", "不详"),
    ],
)
def test_day_is_read_as_people_write_it(written, kept):
    assert str(Day.parse(written)) == kept


@pytest.mark.parametrize("written", [None, "", " ", "至今", "在任"])
def test_open_words_are_no_day(written):
    assert Day.parse(written) is None


@pytest.mark.parametrize(
    "written", ["2021-02-30", "2021-13", "三月", "1821-03", "2021.1", 2021.1, "12/03/2021"]
)
def test_no_day_is_refused_with_a_sentence(written):
    with pytest.raises(NotADay) as refused:
        Day.parse(written)
    assert str(written) in refused.value.says.zh
    assert "2021-03" in refused.value.remedy.zh


def test_month_claims_no_day():
    assert Day(2021, 3).exact is None
    assert (Day(2021, 2).earliest, Day(2021, 2).latest) == (date(2021, 2, 1), date(2021, 2, 28))


def test_day_in_papers():
    assert Day(2024, 3, 5).in_papers().zh == "2024年3月5日"
    assert Day(2024, 3).in_papers().zh == "2024年3月"
    assert UNKNOWN.in_papers().zh == "不详"


def test_end_before_start_is_refused():
    with pytest.raises(ValueError, match="before it starts"):
        Span.of("2021-04", "2021-03")


def test_end_in_the_month_of_the_start_is_allowed():
    assert Span.of("2021-03", "2021-03").holds(date(2021, 3, 10)) is Held.UNSURE


def test_span_holds_its_first_day_and_not_its_last():
    span = Span.of("2021-03-01", "2021-04-01")
    assert span.holds(date(2021, 3, 1)) is Held.YES
    assert span.holds(date(2021, 3, 31)) is Held.YES
    assert span.holds(date(2021, 4, 1)) is Held.NO


def test_month_of_change_is_unsure_for_both():
    former, incoming = Span.of("2019-01", "2021-03"), Span.of("2021-03", "")
    assert former.holds(date(2021, 3, 10)) is incoming.holds(date(2021, 3, 10)) is Held.UNSURE
    assert former.meets(incoming) is Held.UNSURE


def test_unknown_end_is_unsure_and_open_end_is_held():
    assert Span.of("2021-03", "不详").holds(date(2025, 1, 1)) is Held.UNSURE
    assert Span.of("2021-03", "").holds(date(2025, 1, 1)) is Held.YES


def test_span_is_shown():
    assert Span.of("2021-03", "").shown().zh == "2021-03至今"
    assert Span.of("2021-03", "2023").shown().zh == "2021-03至2023"


FIRST = date(2021, 1, 1)
dates = st.integers(0, 500).map(lambda n: FIRST + timedelta(n))
days = dates.flatmap(
    lambda d: st.sampled_from([Day.of(d), Day(d.year, d.month), Day(d.year)])
)  # unknown days are tested apart: they have no finite set of completions


def _completions(day):
    return [day.earliest, day.latest, day.earliest + (day.latest - day.earliest) / 2]


@st.composite
def spans(draw):
    starts, ends = draw(days), draw(st.none() | days)
    if ends and ends.latest < starts.earliest:
        starts, ends = ends, starts
    return Span(starts, ends)


def _readings(span):
    ends = _completions(span.ends) if span.ends else [date.max]
    return [(start, end) for start in _completions(span.starts) for end in ends]


@settings(deadline=None)
@given(spans(), dates)
def test_holds_is_sure_only_if_every_reading_agrees(span, day):
    answers = {start <= day < end for start, end in _readings(span)}
    held = span.holds(day)
    if held is Held.YES:
        assert answers == {True}
    if held is Held.NO:
        assert answers == {False}


@settings(deadline=None)
@given(spans(), spans())
def test_meets_is_sure_only_if_every_reading_agrees_and_is_symmetric(one, other):
    met = one.meets(other)
    assert met is other.meets(one)
    answers = {max(s1, s2) < min(e1, e2) for s1, e1 in _readings(one) for s2, e2 in _readings(other)}
    assert (met is Held.UNSURE) or answers == {met is Held.YES}


@settings(deadline=None)
@given(dates, dates, dates, dates)
def test_exact_spans_are_never_unsure(a, b, c, d):
    one = Span(Day.of(min(a, b)), Day.of(max(a, b)))
    other = Span(Day.of(min(c, d)), Day.of(max(c, d)))
    assert one.meets(other) is not Held.UNSURE
    assert one.holds(c) is (Held.YES if min(a, b) <= c < max(a, b) else Held.NO)


@settings(deadline=None)
@given(days)
def test_what_is_kept_reads_back(day):
    assert Day.parse(str(day)) == day
