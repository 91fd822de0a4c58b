"""Codes as they stand on paper and come back from a keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.trust.core.codes import CODE_LENGTH, LETTERS, grouped, numbered, plain, sheet_place

CODES = st.text(alphabet=LETTERS, min_size=CODE_LENGTH, max_size=CODE_LENGTH)


@given(CODES)
def test_a_printed_code_reads_back_with_spaces_dashes_and_small_letters(code: str) -> None:
    assert plain(grouped(code)) == plain(grouped(code).replace(" ", "-").lower()) == code


def test_no_sign_looks_like_another() -> None:
    assert set("01ILOU") & set(LETTERS) == set()


@given(st.integers(1, 99), st.integers(0, 10**8 - 1))
def test_a_code_of_a_sheet_carries_its_number(number: int, digits: int) -> None:
    assert sheet_place(numbered(number, f"{digits:08d}")) == (number, f"{digits:08d}")


@pytest.mark.parametrize(
    "typed", ["", "123456", "01 4827 193", "01 4827 19300", "０１４８２７１９３０", "0a48271930"]
)
def test_what_cannot_be_a_code_of_a_sheet(typed: str) -> None:
    assert sheet_place(typed) is None
