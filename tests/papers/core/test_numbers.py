"""Numbers of papers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.papers.core.numbers import Number, flaws, next_number


def test_a_number_is_written_with_hexagonal_brackets_and_without_noughts():
    assert str(Number("明川巡办", 2026, 3)) == "明川巡办〔2026〕3号"


@pytest.mark.parametrize(
    "typed",
    [
        "明川巡办[2026]3号",
        "明川巡办(2026)第003号",
        "明川巡办〔2026〕3号",
        "明川巡办（2026）3 号",
        " 明川巡办【2026】03号 ",
    ],
)
def test_a_number_is_read_as_people_type_it(typed):
    assert Number.parse(typed) == Number("明川巡办", 2026, 3)


def test_what_is_no_number_is_not_read():
    assert Number.parse("明川巡办2026年3号") is None


def test_the_first_number_of_a_year_is_one():
    assert next_number("明川巡办", 2026, []).serial == 1


def test_a_void_number_is_not_given_again():
    assert next_number("明川巡办", 2026, [1, 2, 3]).serial == 4


@given(st.integers(0, 40))
def test_numbers_given_one_after_another_have_no_flaw(count):
    used: list[int] = []
    for _ in range(count):
        used.append(next_number("明川巡办", 2026, used).serial)
    assert flaws("明川巡办", 2026, used) == ()


def test_a_gap_is_named():
    said = flaws("明川巡办", 2026, [1, 3])
    assert [one.zh[:12] for one in said] == ["明川巡办〔2026〕2号 "[:12]]
    assert len(said) == 1


def test_a_double_is_named_with_its_count():
    said = flaws("明川巡办", 2026, [1, 1, 1])
    assert len(said) == 1
    assert said[0].zh.startswith("明川巡办〔2026〕1号 用了 3 次")
