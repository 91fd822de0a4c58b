"""What talks gave: shrunk towards the office's list, by posts and units alone; sums that give nobody away."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.interviews.core.worth import Count, pooled, shrunk, worths

PRIOR = {"staff": 5, "finance": 15}
COUNTS = st.lists(
    st.builds(
        lambda r, layer, unit, talks, gave: Count(r, layer, unit, talks, min(gave, talks)),
        st.sampled_from("ab"), st.sampled_from(("staff", "finance")), st.sampled_from(("街道", "部门", "")),
        st.integers(1, 12), st.integers(0, 12),
    ),
    max_size=10, unique_by=lambda c: (c.round, c.layer, c.unit),
)  # fmt: skip


def test_without_talks_the_offices_list_stands():
    found = worths((), PRIOR, [("finance", "街道"), ("staff", "街道")])
    assert [one.percent for one in found.values()] == [15, 5]
    assert [one.talks for one in found.values()] == [0, 0]


def test_the_two_levels_are_those_of_the_formula():
    counts = (Count("a", "staff", "街道", 10, 4), Count("a", "staff", "部门", 10, 0))
    of_type = Fraction(4 + 20 * Fraction(5, 100)) / (20 + 20)
    found = worths(counts, PRIOR, [("staff", "街道"), ("staff", "部门"), ("staff", "乡镇")])
    assert found["staff", "街道"].mean == (4 + 12 * of_type) / (10 + 12)
    assert found["staff", "部门"].mean == (0 + 12 * of_type) / (10 + 12)
    assert found["staff", "乡镇"].mean == of_type


def test_talks_of_unknown_units_move_the_type_and_no_cell_of_its_own():
    found = worths((Count("a", "staff", "", 20, 10),), PRIOR, [("staff", "")])
    assert found["staff", ""].talks == 0
    assert found["staff", ""].mean == Fraction(10 + 1) / 40


def test_a_layer_the_list_does_not_name_takes_its_mean():
    assert worths((), PRIOR, [("village", "")])["village", ""].mean == Fraction(10, 100)


def test_an_empty_list_is_refused():
    with pytest.raises(ValueError, match="names no layer"):
        worths((), {}, [("staff", "")])


def test_what_was_set_by_hand_stands_and_keeps_its_counts():
    one = worths((Count("a", "staff", "街道", 10, 4),), PRIOR, [("staff", "街道")], {("staff", "街道"): 40})[
        "staff", "街道"
    ]
    assert (one.percent, one.overruled, one.talks) == (40, True, 10)


def test_more_talks_make_the_interval_narrower():
    few, many = (
        worths((Count("a", "staff", "街道", n, n // 10),), PRIOR, [("staff", "街道")])["staff", "街道"]
        for n in (10, 400)
    )
    assert few.low < few.mean < few.high
    assert many.high - many.low < (few.high - few.low) / 2


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 100))
@settings(deadline=None)
def test_the_mean_lies_between_what_was_seen_and_what_was_expected(talks, gave, prior):
    gave, towards = min(gave, talks), Fraction(prior, 100)
    seen = Fraction(gave, talks) if talks else towards
    assert min(seen, towards) <= shrunk(talks, gave, towards, 20) <= max(seen, towards)


@given(COUNTS, st.integers(2, 8))
@settings(deadline=None)
def test_no_sum_below_the_least_number_is_kept_and_none_that_tells_of_each(counts, least):
    for one in pooled(counts, least):
        assert one.talks >= least
        assert one.gave < one.talks


@given(COUNTS, st.integers(2, 8))
@settings(deadline=None)
def test_a_cell_that_was_dropped_stands_in_no_other_sum(counts, least):
    """Of a layer, what is kept either holds all its small cells together or none of them."""
    kept = pooled(counts, least)
    for round_key, layer in {(c.round, c.layer) for c in counts}:
        of_layer = [c for c in counts if (c.round, c.layer) == (round_key, layer)]
        whole = [c for c in of_layer if c in kept and c.unit]
        rest = [c for c in of_layer if c not in whole]
        together = [c for c in kept if (c.round, c.layer, c.unit) == (round_key, layer, "")]
        assert [c.talks for c in together] in ([], [sum(c.talks for c in rest)])
