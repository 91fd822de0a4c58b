"""One-time passwords by the clock: the standard's own values, each accepted once and near its time only."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.trust.core.totp import STEP, address, matched_step

SECRET = base64.b32encode(b"12345678901234567890").decode()
#: RFC 6238, appendix B, SHA-1: seconds and the last six of its eight digits.
VECTORS = [
    (59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037"),
    (20000000000, "353130"),
]  # fmt: skip


@pytest.mark.parametrize(("at", "code"), VECTORS)
def test_the_values_of_the_standard(at: int, code: str) -> None:
    assert matched_step(SECRET, code, at, -1, 0) == at // STEP


@pytest.mark.parametrize(("at", "code"), VECTORS)
def test_a_code_is_taken_once(at: int, code: str) -> None:
    assert matched_step(SECRET, code, at, at // STEP, 1) is None


@pytest.mark.parametrize(("away", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_clocks_may_differ_by_one_step(away: int, taken: bool) -> None:
    at = 1234567890
    assert (matched_step(SECRET, "005924", at + away * STEP, -1, 1) is not None) is taken


@given(st.integers(0, 999_999).filter(lambda one: one != 5924))
def test_any_other_number_is_refused(number: int) -> None:
    assert matched_step(SECRET, f"{number:06d}", 1234567890, -1, 0) is None


@pytest.mark.parametrize("typed", ["", "5924", "00592４", "0059240", "abcdef"])
def test_what_is_no_code_is_refused(typed: str) -> None:
    assert matched_step(SECRET, typed, 1234567890, -1, 1) is None


def test_the_address_in_the_qr_code_names_house_and_account() -> None:
    assert address(SECRET, "zhao", "xuncha") == f"otpauth://totp/xuncha:zhao?secret={SECRET}&issuer=xuncha"
